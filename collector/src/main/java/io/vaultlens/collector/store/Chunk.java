package io.vaultlens.collector.store;

import java.util.BitSet;
import java.util.List;

/**
 * Some rows of one table, column by column, on their way from the parser to DuckDB.
 *
 * <p>A row is begun by setting its values, then kept by {@link #keep} or dropped by {@link #undo}.
 * Used by one thread at a time; not changed any more once it is handed over.
 */
public final class Chunk {
    private static final String TIME = "TimeGenerated";

    private final TableLayout layout;
    private final TextColumn[] texts;
    private final NumberColumn[] numbers;
    private final BitSet dropped = new BitSet();
    private final Hash hash = new Hash();
    private final int[] identity;
    private final int[][] items;
    private final int keyColumn;
    private final int fileColumn;
    private int rows;

    /** An empty chunk. */
    public Chunk(TableLayout layout) {
        this.layout = layout;
        texts = new TextColumn[layout.columns().size()];
        numbers = new NumberColumn[layout.columns().size()];
        identity = indexes(layout.table().identity());
        items =
                layout.table().current().stream()
                        .map(key -> indexes(key.by()))
                        .toArray(int[][]::new);
        keyColumn = layout.index("_key");
        // The store's own columns stand in a row: key, items, arrival, file, position.
        fileColumn = layout.columns().size() - 2;
    }

    /** An empty chunk with room for as much as this one holds. */
    public Chunk another() {
        Chunk other = new Chunk(layout);
        for (int i = 0; i < texts.length; i++) {
            other.texts[i] = texts[i] == null || texts[i].size() == 0 ? null : texts[i].another();
            other.numbers[i] = numbers[i] == null ? null : new NumberColumn(rows);
        }
        return other;
    }

    private int[] indexes(List<String> names) {
        return names.stream().mapToInt(layout::index).toArray();
    }

    /** The table's layout. */
    public TableLayout layout() {
        return layout;
    }

    /** How many rows it holds, those dropped as repeats included. */
    public int rows() {
        return rows;
    }

    /** The row that is being set. */
    public int row() {
        return rows;
    }

    /** The column of texts at this place. */
    public TextColumn text(int column) {
        TextColumn text = texts[column];
        if (text == null) {
            text = new TextColumn();
            texts[column] = text;
        }
        return text;
    }

    /** The column of numbers at this place. */
    public NumberColumn number(int column) {
        NumberColumn number = numbers[column];
        if (number == null) {
            number = new NumberColumn(64);
            numbers[column] = number;
        }
        return number;
    }

    /** Keeps the row that was set. */
    public void keep() {
        rows++;
    }

    /** Keeps the row that was set, with where it came from and the hashes of its keys. */
    public void keep(long file, long position) {
        number(fileColumn).set(rows, file);
        number(fileColumn + 1).set(rows, position);
        number(keyColumn).set(rows, hashOf(identity));
        for (int i = 0; i < items.length; i++) {
            number(keyColumn + 1 + i).set(rows, hashOf(items[i]));
        }
        rows++;
    }

    /** Drops the row that was set. */
    public void undo() {
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] != null) {
                texts[i].truncate(rows);
            }
            if (numbers[i] != null) {
                numbers[i].clear(rows);
            }
        }
    }

    private long hashOf(int[] columns) {
        hash.reset();
        for (int column : columns) {
            if (layout.columns().get(column).isText()) {
                text(column).hash(rows, hash);
            } else {
                number(column).hash(rows, hash);
            }
        }
        return hash.value();
    }

    /** Whether any row has a value in this column. */
    boolean uses(int column) {
        return texts[column] != null && texts[column].size() > 0
                || numbers[column] != null && !numbers[column].isEmpty();
    }

    /** Whether both rows agree in these columns. */
    boolean same(int row, Chunk other, int otherRow, int[] columns) {
        for (int column : columns) {
            boolean same =
                    layout.columns().get(column).isText()
                            ? text(column).same(row, other.text(column), otherRow)
                            : number(column).same(row, other.number(column), otherRow);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    int[] identity() {
        return identity;
    }

    int[] item(int index) {
        return items[index];
    }

    /** Drops a row that another one repeats. */
    void drop(int row) {
        dropped.set(row);
    }

    /** Takes back what was dropped, for another attempt to write it. */
    void restore() {
        dropped.clear();
    }

    BitSet dropped() {
        return dropped;
    }

    /** The column, or null where no row has a value: read by several threads at once. */
    TextColumn textOrNull(int column) {
        return texts[column];
    }

    /** The column, or null where no row has a value: read by several threads at once. */
    NumberColumn numberOrNull(int column) {
        return numbers[column];
    }

    /** The latest {@code TimeGenerated} of its rows; 0 where none has one. */
    public long newestTicks() {
        boolean timed = layout.table().column(TIME).isPresent();
        NumberColumn times = timed ? numbers[layout.index(TIME)] : null;
        long newest = 0;
        for (int row = 0; times != null && row < rows; row++) {
            newest = Math.max(newest, times.get(row));
        }
        return newest;
    }

    /** About how much memory it takes. */
    public long size() {
        long size = 512;
        for (int i = 0; i < texts.length; i++) {
            size += texts[i] == null ? 0 : texts[i].size() + 4L * rows;
            size += numbers[i] == null ? 0 : 8L * rows;
        }
        return size;
    }

    /** Gives back memory taken in reserve; called when no row follows. */
    public void trim() {
        for (TextColumn text : texts) {
            if (text != null) {
                text.trim();
            }
        }
    }
}
