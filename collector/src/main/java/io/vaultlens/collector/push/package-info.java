/** Records that programs send by themselves: read as they come, committed before the answer. */
package io.vaultlens.collector.push;
