package io.vaultlens.collector.blob;

/**
 * A blob as a listing shows it.
 *
 * @param container its container
 * @param name its name
 * @param size how many bytes it has
 * @param etag what the account calls this state of it
 * @param appends whether it is an append blob, of which bytes never change
 */
record FoundBlob(String container, String name, long size, String etag, boolean appends) {
    /** The etag as a number. */
    long version() {
        String digits = etag.replace("\"", "");
        try {
            return Long.parseUnsignedLong(digits.startsWith("0x") ? digits.substring(2) : "-", 16);
        } catch (NumberFormatException e) {
            // Other servers make etags of other letters.
            long version = 1;
            for (int i = 0; i < digits.length(); i++) {
                version = 31 * version + digits.charAt(i);
            }
            return version;
        }
    }

    /** Whether its name is that of records. */
    boolean isRecords() {
        return name.endsWith(".json") || name.endsWith(".jsonl") || name.endsWith(".gz");
    }
}
