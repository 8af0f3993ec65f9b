/** What administrators do with the store itself. */
package io.vaultlens.server.upkeep;
