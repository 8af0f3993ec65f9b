package io.vaultlens.collector.store;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rows of some chunks of one table that a statement is to see, in order. */
record Selection(List<Chunk> chunks, List<BitSet> rows) {
    /** All rows but those dropped. */
    static Selection kept(List<Chunk> chunks) {
        List<BitSet> rows = new ArrayList<>();
        for (Chunk chunk : chunks) {
            BitSet kept = new BitSet(chunk.rows());
            kept.set(0, chunk.rows());
            kept.andNot(chunk.dropped());
            rows.add(kept);
        }
        return new Selection(chunks, rows);
    }

    /** No row. */
    static Selection none() {
        return new Selection(List.of(), List.of());
    }

    /** The same rows but those of another selection of the same chunks, or of none. */
    Selection minus(Selection others) {
        if (others.chunks.isEmpty()) {
            return this;
        }
        List<BitSet> rest = new ArrayList<>();
        for (int c = 0; c < chunks.size(); c++) {
            BitSet kept = (BitSet) rows.get(c).clone();
            kept.andNot(others.rows.get(c));
            rest.add(kept);
        }
        return new Selection(chunks, rest);
    }

    /**
     * Drops each row that a later one repeats; of two with one identity and different content, the
     * one delivered last stays.
     *
     * @return how many were dropped
     */
    static long dropRepeats(List<Chunk> chunks, int keyColumn) {
        RowIndex index = new RowIndex(chunks);
        long dropped = 0;
        for (int c = 0; c < chunks.size(); c++) {
            Chunk chunk = chunks.get(c);
            NumberColumn keys = chunk.number(keyColumn);
            for (int row = 0; row < chunk.rows(); row++) {
                int entry = index.entry(keys.get(row), c, row, chunk.identity());
                if (!index.has(entry, c, row)) {
                    int other = index.chunk(entry);
                    chunks.get(other).drop(index.row(entry, other));
                    index.put(entry, c, row);
                    dropped++;
                }
            }
        }
        return dropped;
    }

    /** Of these rows the latest of each current key; a tie in time is broken by the row's key. */
    Selection latest(int item) {
        if (chunks.isEmpty()) {
            return this;
        }
        TableLayout layout = chunks.getFirst().layout();
        int time = layout.index(CurrentState.TIME);
        int key = layout.index("_key");
        int itemColumn = layout.index(TableLayout.itemName(item));
        RowIndex index = new RowIndex(chunks);
        List<BitSet> latest = new ArrayList<>();
        for (int c = 0; c < chunks.size(); c++) {
            latest.add(new BitSet());
            Chunk chunk = chunks.get(c);
            NumberColumn items = chunk.number(itemColumn);
            BitSet wanted = rows.get(c);
            for (int r = wanted.nextSetBit(0); r >= 0; r = wanted.nextSetBit(r + 1)) {
                int entry = index.entry(items.get(r), c, r, chunk.item(item));
                if (index.has(entry, c, r)) {
                    latest.get(c).set(r);
                    continue;
                }
                int otherChunk = index.chunk(entry);
                int otherRow = index.row(entry, otherChunk);
                if (!later(chunk, r, chunks.get(otherChunk), otherRow, time, key)) {
                    continue;
                }
                latest.get(otherChunk).clear(otherRow);
                latest.get(c).set(r);
                index.put(entry, c, r);
            }
        }
        return new Selection(chunks, latest);
    }

    /** The same rows but these, found by their numbers in two columns. */
    Selection without(int itemColumn, int keyColumn, Set<CurrentState.Row> others) {
        if (others.isEmpty()) {
            return this;
        }
        return without((chunk, row) -> {
            long item = chunk.number(itemColumn).get(row);
            return others.contains(new CurrentState.Row(item, chunk.number(keyColumn).get(row)));
        });
    }

    /** The same rows but those with one of these numbers in a column. */
    Selection without(int column, Set<Long> numbers) {
        return numbers.isEmpty()
                ? this
                : without((chunk, row) -> numbers.contains(chunk.number(column).get(row)));
    }

    /** Says something of a row. */
    private interface RowTest {
        boolean test(Chunk chunk, int row);
    }

    private Selection without(RowTest test) {
        List<BitSet> rest = new ArrayList<>();
        for (int c = 0; c < chunks.size(); c++) {
            BitSet kept = (BitSet) rows.get(c).clone();
            for (int r = kept.nextSetBit(0); r >= 0; r = kept.nextSetBit(r + 1)) {
                if (test.test(chunks.get(c), r)) {
                    kept.clear(r);
                }
            }
            rest.add(kept);
        }
        return new Selection(chunks, rest);
    }

    /**
     * The same rows, those of one text of a column together, within them in order: a row group then
     * has few different texts in the columns that depend on it, and is read at a fraction of the
     * cost. A chunk that has too many texts to be numbered stays whole.
     */
    Selection groupedBy(int column) {
        Map<String, Selection> groups = new TreeMap<>();
        for (int c = 0; c < chunks.size(); c++) {
            Chunk chunk = chunks.get(c);
            BitSet wanted = rows.get(c);
            TextColumn texts = chunk.textOrNull(column);
            if (texts == null || texts.dictionary().isEmpty()) {
                add(groups, "", chunk, wanted);
                continue;
            }
            BitSet[] parts = new BitSet[texts.dictionary().get().count() + 1];
            for (int r = wanted.nextSetBit(0); r >= 0; r = wanted.nextSetBit(r + 1)) {
                int number = texts.number(r);
                if (parts[number] == null) {
                    parts[number] = new BitSet(chunk.rows());
                    add(groups, texts.text(r), chunk, parts[number]);
                }
                parts[number].set(r);
            }
        }
        Selection grouped = new Selection(new ArrayList<>(), new ArrayList<>());
        for (Selection group : groups.values()) {
            grouped.chunks.addAll(group.chunks);
            grouped.rows.addAll(group.rows);
        }
        return grouped;
    }

    private static void add(
            Map<String, Selection> groups, String text, Chunk chunk, BitSet wanted) {
        Selection group =
                groups.computeIfAbsent(
                        text, each -> new Selection(new ArrayList<>(), new ArrayList<>()));
        group.chunks.add(chunk);
        group.rows.add(wanted);
    }

    /** The items of a current key of which the rows belong to several items of another. */
    Set<Long> split(int item, int other) {
        int size = (int) Math.max(16, size());
        int mask = (Integer.highestOneBit(size) << 2) - 1;
        long[] keys = new long[mask + 1];
        long[] values = new long[mask + 1];
        boolean[] used = new boolean[mask + 1];
        Set<Long> split = new HashSet<>();
        for (int c = 0; c < chunks.size(); c++) {
            TableLayout layout = chunks.get(c).layout();
            NumberColumn items = chunks.get(c).number(layout.index(TableLayout.itemName(item)));
            NumberColumn others = chunks.get(c).number(layout.index(TableLayout.itemName(other)));
            BitSet wanted = rows.get(c);
            for (int r = wanted.nextSetBit(0); r >= 0; r = wanted.nextSetBit(r + 1)) {
                long key = items.get(r);
                int at = (int) (key ^ key >>> 32) & mask;
                while (used[at] && keys[at] != key) {
                    at = at + 1 & mask;
                }
                if (!used[at]) {
                    used[at] = true;
                    keys[at] = key;
                    values[at] = others.get(r);
                } else if (values[at] != others.get(r)) {
                    split.add(key);
                }
            }
        }
        return split;
    }

    /** Whether a row comes after another, or is that other one. */
    private static boolean later(
            Chunk chunk, int row, Chunk other, int otherRow, int time, int key) {
        int byTime = Long.compare(chunk.number(time).get(row), other.number(time).get(otherRow));
        return byTime > 0
                || byTime == 0 && chunk.number(key).get(row) >= other.number(key).get(otherRow);
    }

    /** How many rows it has. */
    long size() {
        return rows.stream().mapToLong(BitSet::cardinality).sum();
    }
}
