package io.vaultlens.collector.store;

import java.util.Arrays;

/**
 * The texts of one column of a {@link Chunk}, as UTF-8 in one array; used by one thread at a time.
 */
public final class TextColumn {
    static final byte[] EMPTY = new byte[0];

    private byte[] bytes;
    private int[] ends;
    private int filled;

    TextColumn(int rows, int size) {
        bytes = new byte[size];
        ends = new int[rows];
    }

    /** An empty column with room for a little more than this one holds. */
    TextColumn another() {
        return new TextColumn(filled + (filled >> 3) + 16, (int) (size() + (size() >> 3)) + 64);
    }

    /** Sets the text of a row; rows in between stay empty, a row set before is set anew. */
    public void set(int row, byte[] source, int from, int length) {
        fillTo(row);
        int start = end(row);
        if (start + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(start + length, bytes.length * 2));
        }
        System.arraycopy(source, from, bytes, start, length);
        ends[row] = start + length;
        filled = row + 1;
    }

    /** Sets the text of a row. */
    public void set(int row, byte[] text) {
        set(row, text, 0, text.length);
    }

    /** Drops all rows from this one on. */
    void truncate(int row) {
        filled = Math.min(filled, row);
    }

    private void fillTo(int row) {
        truncate(row);
        if (row >= ends.length) {
            ends = Arrays.copyOf(ends, Math.max(row + 1, ends.length * 2));
        }
        if (filled < row) {
            Arrays.fill(ends, filled, row, end(filled));
            filled = row;
        }
    }

    private int end(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    /** How many bytes the texts take. */
    long size() {
        return filled == 0 ? 0 : ends[filled - 1];
    }

    boolean isEmpty(int row) {
        return row >= filled || ends[row] == end(row);
    }

    /** The text of a row; the one given as the last is given back where it is the same. */
    byte[] get(int row, byte[] last) {
        if (isEmpty(row)) {
            return EMPTY;
        }
        int start = end(row);
        if (Arrays.equals(last, 0, last.length, bytes, start, ends[row])) {
            return last;
        }
        return Arrays.copyOfRange(bytes, start, ends[row]);
    }

    boolean same(int row, TextColumn other, int otherRow) {
        if (isEmpty(row) || other.isEmpty(otherRow)) {
            return isEmpty(row) == other.isEmpty(otherRow);
        }
        return Arrays.equals(
                bytes, end(row), ends[row], other.bytes, other.end(otherRow), other.ends[otherRow]);
    }

    /** Adds the text of a row to a hash. */
    void hash(int row, Hash hash) {
        if (isEmpty(row)) {
            hash.add(0);
        } else {
            hash.add(bytes, end(row), ends[row] - end(row));
        }
    }

    /** Gives back what was taken in reserve. */
    void trim() {
        if (bytes.length > size() + (size() >> 2) + 256) {
            bytes = Arrays.copyOf(bytes, (int) size());
        }
        if (ends.length > filled + (filled >> 2) + 64) {
            ends = Arrays.copyOf(ends, filled);
        }
    }
}
