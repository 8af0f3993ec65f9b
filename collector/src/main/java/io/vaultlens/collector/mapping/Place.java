package io.vaultlens.collector.mapping;

/**
 * Where bytes in memory stand in their file.
 *
 * @param file the file's id
 * @param shift what added to a place in memory gives the byte in the file
 * @param line the line that the record begins at
 */
public record Place(long file, long shift, long line) {}
