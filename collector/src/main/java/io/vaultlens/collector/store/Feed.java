package io.vaultlens.collector.store;

import io.vaultlens.collector.catalog.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBWritableVector;

/** Streams selected rows, some columns of them, into DuckDB's vectors; its threads share it. */
final class Feed {
    /** Rows of one chunk. */
    private record Piece(Chunk chunk, int[] rows) {}

    private final Selection selection;
    private final int[] columns;
    private int chunk;
    private int row;

    Feed(Selection selection, int[] columns) {
        this.selection = selection;
        this.columns = columns;
    }

    private List<StoredColumn> layout() {
        return selection.chunks().getFirst().layout().columns();
    }

    void bind(DuckDBTableFunctionBindInfo info) {
        for (int column : columns) {
            StoredColumn stored = layout().get(column);
            info.addResultColumn(stored.name(), vectorType(stored));
        }
        info.setCardinality(selection.size(), true);
    }

    /** Every statement reads from the start. */
    synchronized void rewind() {
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

    /** Fills the vectors with the next rows; 0 when there are no more. */
    int fill(DuckDBDataChunkWriter writer) {
        List<Piece> pieces = next((int) writer.capacity());
        int count = 0;
        for (Piece piece : pieces) {
            count += piece.rows().length;
        }
        if (count == 0) {
            return 0;
        }
        for (int i = 0; i < columns.length; i++) {
            StoredColumn column = layout().get(columns[i]);
            if (column.isText()) {
                texts(pieces, count, columns[i], column, writer.vector(i));
            } else {
                numbers(pieces, columns[i], column, writer.vector(i));
            }
        }
        return count;
    }

    private synchronized List<Piece> next(int capacity) {
        List<Piece> pieces = new ArrayList<>();
        int room = capacity;
        while (room > 0 && chunk < selection.chunks().size()) {
            BitSet wanted = selection.rows().get(chunk);
            int[] rows = new int[room];
            int count = 0;
            int at = wanted.nextSetBit(row);
            while (at >= 0 && count < room) {
                rows[count++] = at;
                at = wanted.nextSetBit(at + 1);
            }
            if (count > 0) {
                int[] exact = count == room ? rows : Arrays.copyOf(rows, count);
                pieces.add(new Piece(selection.chunks().get(chunk), exact));
                room -= count;
            }
            chunk += at < 0 ? 1 : 0;
            row = Math.max(at, 0);
        }
        return pieces;
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
