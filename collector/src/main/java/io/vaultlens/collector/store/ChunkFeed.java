package io.vaultlens.collector.store;

import io.vaultlens.collector.catalog.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBWritableVector;

/** Streams selected rows, some columns of them, into DuckDB's vectors; its threads share it. */
final class ChunkFeed implements Feed {
    /** Rows of one chunk, which has this place among the chunks. */
    private record Piece(int place, Chunk chunk, int[] rows) {}

    /**
     * About so much text is handed over at once: of long records less than a vector has room for.
     */
    private static final long BYTES_AT_ONCE =
            (16L << 20) / Runtime.getRuntime().availableProcessors();

    private final Selection selection;
    private final int[] columns;
    private final List<Optional<FewTexts>> few;
    private final long size;
    private int chunk;
    private int row;

    private ChunkFeed(Selection selection, int[] columns, List<Optional<FewTexts>> few) {
        this.selection = selection;
        this.columns = columns;
        this.few = few;
        this.size = selection.size();
    }

    /** Gives each column's own values. */
    ChunkFeed(Selection selection, int[] columns) {
        this(selection, columns, Collections.nCopies(columns.length, Optional.empty()));
    }

    /** Gives numbers for texts where that is cheaper; {@link #values} makes texts of them. */
    static ChunkFeed encoded(Selection selection, int[] columns) {
        List<Optional<FewTexts>> few = new ArrayList<>();
        for (int column : columns) {
            boolean text = layout(selection).get(column).isText();
            few.add(text ? FewTexts.of(selection, column) : Optional.empty());
        }
        return new ChunkFeed(selection, columns, few);
    }

    /** For each column the SQL that gives its stored value. */
    List<String> values() {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            StoredColumn column = layout(selection).get(columns[i]);
            String cast =
                    switch (column.type()) {
                        case GUID, DECIMAL, DYNAMIC -> "::" + column.sqlType();
                        default -> "";
                    };
            // The texts are cast once each, in the list.
            String list = cast.isEmpty() ? "" : cast + "[]";
            values.add(
                    few.get(i)
                            .map(texts ->
                                    texts.isSingle()
                                            ? texts.literal() + cast
                                            : "list_extract(%s%s, %s)"
                                                    .formatted(texts.list(), list, column.quoted()))
                            .orElse(column.quoted() + cast));
        }
        return values;
    }

    private static List<StoredColumn> layout(Selection selection) {
        return selection.chunks().getFirst().layout().columns();
    }

    @Override
    public void bind(DuckDBTableFunctionBindInfo info) {
        for (int i = 0; i < columns.length; i++) {
            if (isConstant(i)) {
                continue;
            }
            StoredColumn stored = layout(selection).get(columns[i]);
            info.addResultColumn(
                    stored.name(),
                    few.get(i).isPresent() ? DuckDBColumnType.INTEGER : vectorType(stored));
        }
        info.setCardinality(size, true);
    }

    /** Whether the statement itself has the column's one value. */
    private boolean isConstant(int place) {
        return few.get(place).map(FewTexts::isSingle).orElse(false);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public synchronized void rewind() {
        chunk = 0;
        row = 0;
    }

    private static DuckDBColumnType vectorType(StoredColumn column) {
        return switch (column.type()) {
            case BOOL -> DuckDBColumnType.BOOLEAN;
            case INT -> DuckDBColumnType.INTEGER;
            case LONG, DATETIME, TIMESPAN -> DuckDBColumnType.BIGINT;
            case REAL -> DuckDBColumnType.DOUBLE;
            case DECIMAL, STRING, GUID, DYNAMIC -> DuckDBColumnType.VARCHAR;
        };
    }

    @Override
    public int fill(DuckDBDataChunkWriter writer) {
        List<Piece> pieces = next((int) writer.capacity());
        int count = 0;
        for (Piece piece : pieces) {
            count += piece.rows().length;
        }
        if (count == 0) {
            return 0;
        }
        int vector = 0;
        for (int i = 0; i < columns.length; i++) {
            if (!isConstant(i)) {
                fill(pieces, count, i, writer.vector(vector++));
            }
        }
        return count;
    }

    private void fill(List<Piece> pieces, int count, int place, DuckDBWritableVector vector) {
        StoredColumn column = layout(selection).get(columns[place]);
        if (few.get(place).isPresent()) {
            places(pieces, columns[place], few.get(place).get(), vector);
        } else if (column.isText()) {
            texts(pieces, count, columns[place], column, vector);
        } else {
            numbers(pieces, columns[place], column, vector);
        }
    }

    private synchronized List<Piece> next(int capacity) {
        List<Piece> pieces = new ArrayList<>();
        int room = capacity;
        long bytes = BYTES_AT_ONCE;
        while (room > 0 && bytes > 0 && chunk < selection.chunks().size()) {
            BitSet wanted = selection.rows().get(chunk);
            Chunk from = selection.chunks().get(chunk);
            long most = bytes(from, TextColumn::longest);
            // Mostly no texts are so long that they need be counted.
            boolean isCounted = most * room > bytes;
            int[] rows = new int[room];
            int count = 0;
            int at = wanted.nextSetBit(row);
            while (at >= 0 && count < room && bytes > 0) {
                int taken = at;
                rows[count++] = taken;
                bytes -= isCounted ? bytes(from, texts -> texts.bytes(taken)) : most;
                at = wanted.nextSetBit(taken + 1);
            }
            if (count > 0) {
                int[] exact = count == room ? rows : Arrays.copyOf(rows, count);
                pieces.add(new Piece(chunk, from, exact));
                room -= count;
            }
            chunk += at < 0 ? 1 : 0;
            row = Math.max(at, 0);
        }
        return pieces;
    }

    /** How many bytes the texts that are handed over have together. */
    private long bytes(Chunk from, ToLongFunction<TextColumn> each) {
        long sum = 0;
        for (int i = 0; i < columns.length; i++) {
            TextColumn texts = few.get(i).isPresent() ? null : from.textOrNull(columns[i]);
            sum += texts == null ? 0 : each.applyAsLong(texts);
        }
        return sum;
    }

    private static void texts(
            List<Piece> pieces,
            int count,
            int index,
            StoredColumn column,
            DuckDBWritableVector vector) {
        boolean nullable = column.type() != ColumnType.STRING;
        byte[][] values = new byte[count][];
        byte[] last = TextColumn.EMPTY;
        int at = 0;
        for (Piece piece : pieces) {
            TextColumn texts = piece.chunk().textOrNull(index);
            for (int row : piece.rows()) {
                if (texts == null || texts.isEmpty(row)) {
                    values[at++] = nullable ? null : TextColumn.EMPTY;
                } else {
                    last = texts.get(row, last);
                    values[at++] = last;
                }
            }
        }
        vector.setStringUtf8Batch(0, values);
    }

    private static void places(
            List<Piece> pieces, int index, FewTexts few, DuckDBWritableVector vector) {
        long at = 0;
        for (Piece piece : pieces) {
            TextColumn texts = piece.chunk().textOrNull(index);
            int[] places = few.places(piece.place());
            for (int row : piece.rows()) {
                int place = places[texts == null ? 0 : texts.number(row)];
                if (place == 0) {
                    vector.setNull(at++);
                } else {
                    vector.setInt(at++, place);
                }
            }
        }
    }

    private static void numbers(
            List<Piece> pieces, int index, StoredColumn column, DuckDBWritableVector vector) {
        long at = 0;
        for (Piece piece : pieces) {
            NumberColumn numbers = piece.chunk().numberOrNull(index);
            for (int row : piece.rows()) {
                if (numbers == null || !numbers.has(row)) {
                    vector.setNull(at++);
                } else {
                    set(vector, at++, column, numbers.get(row));
                }
            }
        }
    }

    private static void set(
            DuckDBWritableVector vector, long row, StoredColumn column, long value) {
        switch (column.type()) {
            case BOOL -> vector.setBoolean(row, value != 0);
            case INT -> vector.setInt(row, (int) value);
            case REAL -> vector.setDouble(row, Double.longBitsToDouble(value));
            default -> vector.setLong(row, value);
        }
    }
}
