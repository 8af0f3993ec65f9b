package io.vaultlens.collector.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Removes from history the rows that fresh ones replace because they have the same identity. */
final class Twins {
    private final Connection connection;
    private final ChunkFunction function;
    private final TableLayout layout;
    private final CurrentState current;
    private final List<String> columns;
    private final String match;

    Twins(Connection connection, ChunkFunction function, TableLayout layout, CurrentState current) {
        this.connection = connection;
        this.function = function;
        this.layout = layout;
        this.current = current;
        List<String> identity = layout.table().identity();
        Set<String> names = new LinkedHashSet<>(List.of("_key"));
        names.addAll(identity);
        names.addAll(current.columns());
        this.columns = List.copyOf(names);
        this.match = "t._key = f._key AND " + CurrentState.same("t", "f", identity);
    }

    /** Removes them and returns how many there were. */
    long remove(Selection fresh) throws SQLException {
        if (fresh.size() == 0 || isEmpty() || find(fresh) == 0) {
            return 0;
        }
        Feed keys = new Feed(fresh, layout.indexes(columns));
        current.markTouched(keys, match);
        String sql =
                "DELETE FROM %s WHERE rowid IN (SELECT t.place FROM twins t JOIN records() f ON %s)"
                        .formatted(StoredColumn.quote(layout.table().name()), match);
        long removed = function.run(connection, keys, sql);
        current.rebuildTouched();
        return removed;
    }

    /** The hashes of the rows that the last removal found. */
    Set<Long> keys() throws SQLException {
        Set<Long> keys = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT _key FROM twins")) {
            while (rows.next()) {
                keys.add(rows.getLong(1));
            }
        }
        return keys;
    }

    private boolean isEmpty() throws SQLException {
        String sql = "SELECT 1 FROM " + StoredColumn.quote(layout.table().name()) + " LIMIT 1";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return !rows.next();
        }
    }

    /** Gathers into {@code twins} the rows of history whose hash agrees; mostly there is none. */
    private long find(Selection fresh) throws SQLException {
        String select =
                "SELECT rowid AS place, %s FROM %s"
                        .formatted(
                                columns.stream()
                                        .map(StoredColumn::quote)
                                        .collect(Collectors.joining(", ")),
                                StoredColumn.quote(layout.table().name()));
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TEMP TABLE twins AS " + select + " LIMIT 0");
        }
        String insert = "INSERT INTO twins " + select + " WHERE _key IN (FROM records())";
        int[] key = {layout.index("_key")};
        if (!layout.table().identity().contains(CurrentState.TIME)) {
            return function.run(connection, new Feed(fresh, key), insert);
        }
        long found = 0;
        int time = layout.index(CurrentState.TIME);
        for (TimeRanges.Range range : new TimeRanges(fresh, time).split()) {
            String between =
                    " AND \"%s\" BETWEEN %d AND %d"
                            .formatted(CurrentState.TIME, range.first(), range.last());
            found += function.run(connection, new Feed(range.rows(), key), insert + between);
        }
        return found;
    }
}
