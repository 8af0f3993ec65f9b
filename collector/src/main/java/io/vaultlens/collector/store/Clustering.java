package io.vaultlens.collector.store;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.TableDef;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Lays the rows of a current-state table anew: within some weeks those of one vault together, in
 * order of time.
 *
 * <p>Rows enter as they arrive and leave when a later one comes, so that in time each row group has
 * rows of every vault and many that are gone: a question then reads far more than it needs. The new
 * table is written from one consistent state while others write; what they changed meanwhile
 * follows in a short transaction, which also puts it in the old one's place.
 */
final class Clustering {
    private static final String DRAFT_SUFFIX = "_clustered";

    /**
     * Rows that are sorted at a time: so many stay within the memory of a small machine, and a row
     * group of them has few vaults. Between slices time order holds, for questions of a day.
     */
    private static final long SLICE_ROWS = 2_000_000;

    private final TableDef table;
    private final String stored;
    private final String draft;
    private long firstLater;

    private Clustering(TableDef table, String stored) {
        this.table = table;
        this.stored = stored;
        this.draft = stored + DRAFT_SUFFIX;
    }

    /** The clustering of a table with current rows. */
    static Clustering of(Catalog catalog, String stored) {
        for (TableDef table : clustered(catalog)) {
            if (names(table).contains(stored)) {
                return new Clustering(table, stored);
            }
        }
        throw new StoreException("there is no table of current rows with the name " + stored);
    }

    /** How scattered each table of current rows may be. */
    static List<Scatter> scatter(Connection connection, Catalog catalog) throws SQLException {
        String sql =
                "SELECT table_name, estimated_size, coalesce(TRY_CAST(comment AS BIGINT), 0)"
                        + " FROM duckdb_tables() WHERE NOT temporary"
                        + " AND database_name = current_database()";
        List<String> names =
                clustered(catalog).stream().flatMap(each -> names(each).stream()).toList();
        List<Scatter> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                if (names.contains(rows.getString(1))) {
                    found.add(new Scatter(rows.getString(1), rows.getLong(2), rows.getLong(3)));
                }
            }
        }
        return found;
    }

    /** Takes away what a process left that was stopped in the midst of it. */
    static void tidy(Connection connection, Catalog catalog) throws SQLException {
        for (TableDef table : clustered(catalog)) {
            for (String name : names(table)) {
                execute(connection, "DROP TABLE IF EXISTS " + quote(name + DRAFT_SUFFIX));
            }
        }
    }

    private static List<TableDef> clustered(Catalog catalog) {
        return catalog.tables().stream()
                .filter(each -> !each.isView() && !each.system() && !each.scope().isEmpty())
                .toList();
    }

    private static List<String> names(TableDef table) {
        List<String> all = new TableLayout(table).storedTables();
        return all.subList(1, all.size());
    }

    /** Writes the new table, in a transaction of the connection's own. */
    void build(Connection connection) throws SQLException {
        firstLater =
                number(connection, "SELECT coalesce(max(rowid), -1) + 1 FROM " + quote(stored));
        execute(connection, "DROP TABLE IF EXISTS " + quote(draft));
        execute(connection, "CREATE TABLE " + quote(draft) + shape(connection, stored));
        String insert =
                "INSERT INTO %1$s (%2$s) SELECT %2$s FROM %3$s WHERE %4$s ORDER BY %5$s"
                        .formatted(quote(draft), names(connection), quote(stored), "%s", order());
        for (String slice : slices(connection)) {
            execute(connection, insert.replace("%s", slice));
        }
    }

    private String order() {
        return quote(table.scope()) + ", " + quote(CurrentState.TIME);
    }

    /** The conditions that cut the table into slices of time of about the same size. */
    private List<String> slices(Connection connection) throws SQLException {
        long parts = number(connection, "SELECT count(*) FROM " + quote(stored)) / SLICE_ROWS + 1;
        String time = quote(CurrentState.TIME);
        List<String> slices = new ArrayList<>();
        String from = "true";
        for (long border : borders(connection, parts)) {
            slices.add(from + " AND " + time + " < " + border);
            from = time + " >= " + border;
        }
        slices.add(from);
        return slices;
    }

    private long[] borders(Connection connection, long parts) throws SQLException {
        if (parts == 1) {
            return new long[0];
        }
        String shares =
                LongStream.range(1, parts)
                        .mapToObj(part -> String.valueOf((double) part / parts))
                        .collect(Collectors.joining(", ", "[", "]"));
        String sql =
                "SELECT DISTINCT unnest(approx_quantile(%s, %s)) AS border FROM %s ORDER BY 1"
                        .formatted(quote(CurrentState.TIME), shares, quote(stored));
        LongStream.Builder borders = LongStream.builder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                borders.add(rows.getLong(1));
            }
        }
        return borders.build().toArray();
    }

    /**
     * Puts the new table in the old one's place, within a transaction of the writer.
     *
     * @return whether it did; not where rows went without others coming, or columns changed
     *     meanwhile: then the new table is dropped
     */
    boolean replace(Connection connection) throws SQLException {
        boolean follows = shape(connection, draft).equals(shape(connection, stored));
        if (follows) {
            follow(connection);
            follows = sum(connection, draft).equals(sum(connection, stored));
        }
        execute(connection, "DROP TABLE " + quote(follows ? stored : draft));
        if (follows) {
            long rows = number(connection, "SELECT count(*) FROM " + quote(draft));
            execute(connection, "ALTER TABLE " + quote(draft) + " RENAME TO " + quote(stored));
            execute(connection, "COMMENT ON TABLE " + quote(stored) + " IS '" + rows + "'");
        }
        return follows;
    }

    /** Takes over the rows that came since, in the place of those they replaced. */
    private void follow(Connection connection) throws SQLException {
        String item =
                TableLayout.itemName(new TableLayout(table).storedTables().indexOf(stored) - 1);
        execute(
                connection,
                "CREATE OR REPLACE TEMP TABLE later AS SELECT DISTINCT %s AS _item FROM %s WHERE rowid >= %d"
                        .formatted(item, quote(stored), firstLater));
        // All of an item's hash: two items with one hash are both taken over again.
        String changed = " WHERE " + item + " IN (SELECT _item FROM later)";
        execute(connection, "DELETE FROM " + quote(draft) + changed);
        execute(
                connection,
                "INSERT INTO %1$s (%2$s) SELECT %2$s FROM %3$s%4$s ORDER BY %5$s"
                        .formatted(
                                quote(draft), names(connection), quote(stored), changed, order()));
        execute(connection, "DROP TABLE later");
    }

    /** What two tables share that have the same rows. */
    private static String sum(Connection connection, String name) throws SQLException {
        return text(
                connection, "SELECT count(*) || ' ' || coalesce(sum(_key), 0) FROM " + quote(name));
    }

    /** The columns of a table as its CREATE TABLE has them, in parentheses. */
    private static String shape(Connection connection, String name) throws SQLException {
        String sql =
                text(
                        connection,
                        "SELECT sql FROM duckdb_tables() WHERE NOT temporary AND table_name = '"
                                + name
                                + "'");
        return sql.substring(sql.indexOf('('));
    }

    /** The columns that the table stores. */
    private String names(Connection connection) throws SQLException {
        return StoredColumn.list(SparseColumns.stored(connection, stored));
    }

    private static String quote(String name) {
        return StoredColumn.quote(name);
    }

    private static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(text(connection, sql));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
