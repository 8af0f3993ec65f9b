package io.vaultlens.collector.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the error codes of backup jobs mean, as they stand in {@code error-codes.tsv}.
 *
 * <p>Each line of the file is one code of one datasource; its columns are those of the table {@code
 * ErrorCodes}. A code may stand there once for each datasource.
 */
public final class ErrorCodes {
    private static final String FILE = "/error-codes.tsv";

    private ErrorCodes() {}

    /** All codes as rows for the table {@code ErrorCodes}, in the order of the file. */
    public static List<Map<String, Object>> rows() {
        List<String> lines = text().lines().toList();
        String[] columns = lines.getFirst().split("\t");
        return lines.stream().skip(1).map(line -> row(columns, line)).toList();
    }

    private static Map<String, Object> row(String[] columns, String line) {
        String[] values = line.split("\t", -1);
        if (values.length != columns.length) {
            throw new IllegalStateException(FILE + ": a line has another width: " + line);
        }
        Map<String, Object> row = LinkedHashMap.newLinkedHashMap(columns.length);
        for (int i = 0; i < columns.length; i++) {
            row.put(columns[i], values[i]);
        }
        return row;
    }

    private static String text() {
        try (InputStream in = ErrorCodes.class.getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
