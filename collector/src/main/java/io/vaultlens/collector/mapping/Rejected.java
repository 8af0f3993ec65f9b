package io.vaultlens.collector.mapping;

/**
 * A record that no table takes.
 *
 * @param file the id of its file
 * @param position the byte in the file at which it begins
 * @param line the line at which it begins
 * @param record its bytes
 * @param reason why it is kept aside
 * @param category the category it names; empty where it names none
 */
public record Rejected(
        long file, long position, long line, byte[] record, String reason, String category) {}
