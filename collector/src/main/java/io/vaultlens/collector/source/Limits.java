package io.vaultlens.collector.source;

/**
 * How much a source takes into memory.
 *
 * @param recordBytes the longest record that is read
 * @param wholeBytes up to this length a record that is kept aside is kept whole
 * @param headBytes how much is kept of a longer one
 * @param unpackedBytes how much one compressed file may unpack to
 */
public record Limits(int recordBytes, int wholeBytes, int headBytes, long unpackedBytes) {}
