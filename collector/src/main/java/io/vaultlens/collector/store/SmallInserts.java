package io.vaultlens.collector.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Inserts of few rows; used by the writer thread.
 *
 * <p>To plan an insert into a wide table takes longer than to insert a thousand rows, so each
 * table's statement is kept. It has a column from the first row on that fills it.
 */
final class SmallInserts {
    /** A statement that inserts these columns' values by this connection. */
    private record Kept(Connection connection, int[] columns, PreparedStatement statement) {
        boolean covers(Connection by, int[] used) {
            return by == connection
                    && IntStream.of(used)
                            .allMatch(each -> IntStream.of(columns).anyMatch(c -> c == each));
        }
    }

    private final ChunkFunction function;
    private final Map<String, Kept> kept = new HashMap<>();

    SmallInserts(ChunkFunction function) {
        this.function = function;
    }

    /**
     * Inserts the rows, of which the columns at these places are used; returns how many there were.
     */
    long insert(Connection connection, Selection rows, String table, int[] used, long arrivedTicks)
            throws SQLException {
        Kept insert = kept.get(table);
        if (insert == null || !insert.covers(connection, used)) {
            insert = prepare(connection, rows, table, used);
        }
        Feed feed = new Feed(rows, insert.columns());
        PreparedStatement statement = insert.statement();
        statement.setLong(1, arrivedTicks);
        return function.reading(feed, () -> count(statement));
    }

    private Kept prepare(Connection connection, Selection rows, String table, int[] used)
            throws SQLException {
        Kept last = kept.remove(table);
        int[] columns = used;
        if (last != null) {
            last.statement().close();
            if (last.connection() == connection) {
                IntStream both = IntStream.concat(IntStream.of(last.columns()), IntStream.of(used));
                columns = both.distinct().sorted().toArray();
            }
        }
        Feed feed = new Feed(rows, columns);
        List<StoredColumn> all = rows.chunks().getFirst().layout().columns();
        String names =
                IntStream.of(columns)
                        .mapToObj(i -> all.get(i).quoted())
                        .collect(Collectors.joining(", "));
        // Where an insert returns something, DuckDB appends each row once, on one thread; else each
        // of its threads gathers rows that are then appended again, which pays for many rows only.
        String sql =
                "INSERT INTO %s (_arrived, %s) SELECT CAST(? AS BIGINT), %s FROM records() RETURNING 1"
                        .formatted(
                                StoredColumn.quote(table), names, String.join(", ", feed.values()));
        PreparedStatement statement =
                function.reading(feed, () -> connection.prepareStatement(sql));
        Kept fresh = new Kept(connection, columns, statement);
        kept.put(table, fresh);
        return fresh;
    }

    private static long count(PreparedStatement statement) throws SQLException {
        try (ResultSet inserted = statement.executeQuery()) {
            long count = 0;
            while (inserted.next()) {
                count++;
            }
            return count;
        }
    }

    /** Forgets the statements: a column that one fills may be no stored one any more. */
    void forget() {
        for (Kept each : kept.values()) {
            try {
                each.statement().close();
            } catch (SQLException e) {
                // It goes with its connection.
            }
        }
        kept.clear();
    }
}
