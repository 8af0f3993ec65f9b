package io.vaultlens.collector.store;

import java.util.Arrays;
import java.util.List;

/** Finds the row among many chunks that agrees with another in some columns. */
final class RowIndex {
    private final List<Chunk> chunks;

    /** How many rows stand before those of each chunk. */
    private final int[] before;

    /**
     * Half of the hash and the number of the row, counted from 1 so that 0 means free: one number
     * for each entry, because looking for them is waiting for memory.
     */
    private final long[] entries;

    RowIndex(List<Chunk> chunks) {
        this.chunks = chunks;
        before = new int[chunks.size()];
        int rows = 0;
        for (int c = 0; c < before.length; c++) {
            before[c] = rows;
            rows = Math.addExact(rows, chunks.get(c).rows());
        }
        entries = new long[Integer.highestOneBit(Math.max(16, rows)) << 2];
    }

    /** The entry of the row that agrees with this one; a new one with this row where none does. */
    int entry(long hash, int chunk, int row, int[] columns) {
        int mask = entries.length - 1;
        int at = (int) (hash ^ (hash >>> 32)) & mask;
        while (entries[at] != 0) {
            // A hash may lie: the columns themselves decide.
            if (entries[at] >>> 32 == hash >>> 32 && same(at, chunk, row, columns)) {
                return at;
            }
            at = (at + 1) & mask;
        }
        entries[at] = hash >>> 32 << 32 | number(chunk, row);
        return at;
    }

    private boolean same(int entry, int chunk, int row, int[] columns) {
        int other = chunk(entry);
        return chunks.get(chunk).same(row, chunks.get(other), row(entry, other), columns);
    }

    private int number(int chunk, int row) {
        return before[chunk] + row + 1;
    }

    /** Puts another row that agrees in place of the one there. */
    void put(int entry, int chunk, int row) {
        entries[entry] = entries[entry] >>> 32 << 32 | number(chunk, row);
    }

    /** Whether the entry has this row. */
    boolean has(int entry, int chunk, int row) {
        return (int) entries[entry] == number(chunk, row);
    }

    /** The chunk of the entry's row. */
    int chunk(int entry) {
        int number = (int) entries[entry] - 1;
        int found = Arrays.binarySearch(before, number);
        if (found < 0) {
            return -found - 2;
        }
        // Of several chunks that begin there, all but the last are empty.
        while (found + 1 < before.length && before[found + 1] == number) {
            found++;
        }
        return found;
    }

    /** The row of the entry, in its chunk. */
    int row(int entry, int chunk) {
        return (int) entries[entry] - 1 - before[chunk];
    }
}
