package io.vaultlens.server.bench;

import io.vaultlens.collector.catalog.ColumnType;
import java.util.List;
import java.util.Locale;

/**
 * What an answer says, whatever the order of its rows: their number and the sum of their hashes.
 *
 * <p>Times count to the microsecond and reals to nine figures, as far as both sides have them. Not
 * for use by several threads.
 */
final class Fingerprint {
    private static final long TICKS_IN_MICROSECOND = 10;

    private final List<ColumnType> types;
    private long rows;
    private long sum;

    /** Of an answer with these columns. */
    Fingerprint(List<ColumnType> types) {
        this.types = types;
    }

    /** Reads a value of the current row by its column, counted from 0. */
    @FunctionalInterface
    interface Cells {
        Object value(int column) throws Exception;
    }

    void add(Cells row) throws Exception {
        long hash = 1;
        for (int column = 0; column < types.size(); column++) {
            String text = text(row.value(column), types.get(column));
            hash = (hash + text.hashCode()) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 31;
        }
        rows++;
        sum += hash;
    }

    private static String text(Object value, ColumnType type) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number number) {
            return switch (type) {
                case DATETIME -> String.valueOf(number.longValue() / TICKS_IN_MICROSECOND);
                case REAL -> String.format(Locale.ROOT, "%.8e", number.doubleValue());
                default -> number.toString();
            };
        }
        return type == ColumnType.DYNAMIC ? value.toString().replace(" ", "") : value.toString();
    }

    boolean matches(Fingerprint other) {
        return rows == other.rows && sum == other.sum;
    }
}
