package io.vaultlens.collector.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/**
 * What a backup says of itself.
 *
 * @param format the form of the backup file
 * @param product the version of Vaultlens that wrote it
 * @param storeVersion the version of the store's shape
 * @param taken the moment whose state it holds, in ISO 8601
 * @param files what is in it
 * @param rows how many rows each table has
 */
record Manifest(
        int format,
        String product,
        int storeVersion,
        String taken,
        List<Entry> files,
        SortedMap<String, Long> rows) {
    /** The form that this program writes. */
    static final int FORMAT = 1;

    /** Its name within the backup. */
    static final String NAME = "manifest.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A file of the backup.
     *
     * @param name its name in the data folder
     * @param bytes its length
     * @param sha256 its SHA-256 in hexadecimal
     */
    record Entry(String name, long bytes, String sha256) {}

    byte[] json() throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    static Manifest of(byte[] json) throws IOException {
        return JSON.readValue(json, Manifest.class);
    }

    long bytes() {
        return files.stream().mapToLong(Entry::bytes).sum();
    }

    long allRows() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }
}
