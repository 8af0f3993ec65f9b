package io.vaultlens.collector.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Inserts of few rows; used by the writer thread.
 *
 * <p>So that a table's next rows are inserted by the statement that inserted the last ones, it has
 * each column that any of them filled.
 */
final class SmallInserts {
    private final Map<String, int[]> columns = new HashMap<>();

    /**
     * Inserts the rows, of which the columns at these places are used; returns how many there were.
     */
    long insert(Session session, Selection rows, String table, int[] used, long arrivedTicks)
            throws SQLException {
        int[] filled = columns.merge(table, used, SmallInserts::both);
        ChunkFeed feed = new ChunkFeed(rows, filled);
        List<StoredColumn> all = rows.chunks().getFirst().layout().columns();
        String names =
                IntStream.of(filled)
                        .mapToObj(i -> all.get(i).quoted())
                        .collect(Collectors.joining(", "));
        // Where an insert returns something, DuckDB appends each row once, on one thread; else each
        // of its threads gathers rows that are then appended again, which pays for many rows only.
        String sql =
                "INSERT INTO %s (_arrived, %s) SELECT CAST(? AS BIGINT), %s FROM records() RETURNING 1"
                        .formatted(
                                StoredColumn.quote(table), names, String.join(", ", feed.values()));
        long[] count = {0};
        session.ask(feed, sql, _ -> count[0]++, arrivedTicks);
        return count[0];
    }

    private static int[] both(int[] left, int[] right) {
        return IntStream.concat(IntStream.of(left), IntStream.of(right))
                .distinct()
                .sorted()
                .toArray();
    }

    /** Forgets the columns: one of them may be no stored one any more. */
    void forget() {
        columns.clear();
    }
}
