package io.vaultlens.collector.store;

import java.util.List;

/** Finds the row among many chunks that agrees with another in some columns. */
final class RowIndex {
    private final List<Chunk> chunks;
    private final long[] hashes;

    /** Chunk and row of each entry, counted from 1 so that 0 means free. */
    private final long[] places;

    RowIndex(List<Chunk> chunks) {
        this.chunks = chunks;
        long rows = 0;
        for (Chunk chunk : chunks) {
            rows += chunk.rows();
        }
        int capacity = Integer.highestOneBit((int) Math.max(16, rows)) << 2;
        hashes = new long[capacity];
        places = new long[capacity];
    }

    /** The entry of the row that agrees with this one; a new one with this row where none does. */
    int entry(long hash, int chunk, int row, int[] columns) {
        int mask = hashes.length - 1;
        int at = (int) (hash ^ (hash >>> 32)) & mask;
        while (places[at] != 0) {
            // A hash may lie: the columns themselves decide.
            if (hashes[at] == hash
                    && chunks.get(chunk).same(row, chunks.get(chunk(at)), row(at), columns)) {
                return at;
            }
            at = (at + 1) & mask;
        }
        hashes[at] = hash;
        put(at, chunk, row);
        return at;
    }

    void put(int entry, int chunk, int row) {
        places[entry] = ((long) (chunk + 1) << 32) | row;
    }

    int chunk(int entry) {
        return (int) (places[entry] >>> 32) - 1;
    }

    int row(int entry) {
        return (int) places[entry];
    }
}
