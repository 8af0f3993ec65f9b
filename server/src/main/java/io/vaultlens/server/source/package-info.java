/** Sources that an administrator adds while the server runs. */
package io.vaultlens.server.source;
