package io.vaultlens.collector.store;

import java.util.Arrays;

/**
 * The numbers of one column of a {@link Chunk}: whole numbers, ticks, 0 and 1, or the bits of a
 * double; used by one thread at a time.
 */
public final class NumberColumn {
    private long[] values;
    private long[] present;

    NumberColumn(int rows) {
        values = new long[rows + (rows >> 3) + 16];
        present = new long[(values.length + 63) >> 6];
    }

    /** Sets the value of a row. */
    public void set(int row, long value) {
        if (row >= values.length) {
            values = Arrays.copyOf(values, Math.max(row + 1, values.length * 2));
            present = Arrays.copyOf(present, (values.length + 63) >> 6);
        }
        values[row] = value;
        present[row >> 6] |= 1L << row;
    }

    /** Drops the row. */
    void clear(int row) {
        if (row < values.length) {
            present[row >> 6] &= ~(1L << row);
        }
    }

    boolean isEmpty() {
        for (long word : present) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    boolean has(int row) {
        return row < values.length && (present[row >> 6] & 1L << row) != 0;
    }

    /** The value of a row; 0 where it has none. */
    public long get(int row) {
        return has(row) ? values[row] : 0;
    }

    boolean same(int row, NumberColumn other, int otherRow) {
        return has(row) == other.has(otherRow) && get(row) == other.get(otherRow);
    }

    void hash(int row, Hash hash) {
        hash.add(has(row) ? 1 : 0);
        hash.add(get(row));
    }
}
