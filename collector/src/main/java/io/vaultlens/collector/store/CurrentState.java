package io.vaultlens.collector.store;

import io.vaultlens.collector.catalog.CurrentKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps the latest row of each current key at hand: the greatest {@code (TimeGenerated, _key)}.
 *
 * <p>Rows are found by {@code _item}, the hash of the key, and confirmed on the key's columns.
 */
final class CurrentState {
    /** The column that says which row is the latest. */
    static final String TIME = "TimeGenerated";

    private final Connection connection;
    private final ChunkFunction function;
    private final TableLayout layout;
    private final List<Integer> touched = new ArrayList<>();

    CurrentState(Connection connection, ChunkFunction function, TableLayout layout) {
        this.connection = connection;
        this.function = function;
        this.layout = layout;
    }

    /** Both rows agree in these columns, nulls included. */
    static String same(String left, String right, List<String> names) {
        return names.stream()
                .map(StoredColumn::quote)
                .map(name -> left + "." + name + " IS NOT DISTINCT FROM " + right + "." + name)
                .collect(Collectors.joining(" AND "));
    }

    /** The columns that decide which row is current. */
    Set<String> columns() {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < keys().size(); i++) {
            names.add(TableLayout.itemName(i));
            names.add(TIME);
            names.addAll(keys().get(i).by());
        }
        return names;
    }

    private List<CurrentKey> keys() {
        return layout.table().current();
    }

    /**
     * Takes out the current rows that these replace.
     *
     * @return the condition that keeps out those of the rows that are older than what is current
     */
    String makeRoom(int key, Selection latest) throws SQLException {
        String item = TableLayout.itemName(key);
        String table = StoredColumn.quote(layout.table().currentTable(key));
        List<String> names = new ArrayList<>(List.of("_key", item, TIME));
        List<String> by = keys().get(key).by();
        by.stream().filter(name -> !names.contains(name)).forEach(names::add);
        execute(
                "CREATE OR REPLACE TEMP TABLE met (place BIGINT, _item BIGINT, _key BIGINT, agrees"
                        + " BOOLEAN, stays BOOLEAN)");
        if (latest.size() == 0 || exists(table, "true") == 0) {
            return "";
        }
        String find =
                """
                INSERT INTO met SELECT c.rowid, n.%1$s, n._key, %2$s,
                c."%3$s" > n."%3$s" OR (c."%3$s" = n."%3$s" AND c._key > n._key)
                FROM %4$s c JOIN records() n ON c.%1$s = n.%1$s\
                """
                        .formatted(item, same("c", "n", by), TIME, table);
        Feed feed = new Feed(latest, layout.indexes(names));
        if (function.run(connection, feed, find) == 0) {
            return "";
        }
        execute(
                "DELETE FROM %s WHERE rowid IN (SELECT place FROM met WHERE agrees AND NOT stays)"
                        .formatted(table));
        if (exists("met", "agrees AND stays") == 0) {
            return "";
        }
        return " r WHERE NOT EXISTS (SELECT 1 FROM met m WHERE m.agrees AND m.stays AND m._item = r."
                + item
                + " AND m._key = r._key)";
    }

    /**
     * Notes the items that rows of history leave for another: where a correction changes a current
     * key itself, or the time, the row before it becomes current again.
     *
     * @param match the condition under which a twin t and a fresh row f have the same identity
     */
    void markTouched(Feed fresh, String match) throws SQLException {
        touched.clear();
        List<String> identity = layout.table().identity();
        for (int i = 0; i < keys().size(); i++) {
            List<String> by = keys().get(i).by();
            if (identity.contains(TIME) && identity.containsAll(by)) {
                continue;
            }
            String sql =
                    """
                    CREATE OR REPLACE TEMP TABLE touched%1$d AS
                    SELECT DISTINCT t.%2$s, %3$s FROM twins t JOIN records() f ON %4$s
                    WHERE f.%2$s <> t.%2$s OR f."%5$s" <> t."%5$s\"\
                    """
                            .formatted(i, TableLayout.itemName(i), prefixed("t", by), match, TIME);
            function.run(connection, fresh, sql);
            if (exists("touched" + i, "true") > 0) {
                touched.add(i);
            }
        }
    }

    /** Finds again, from history, what is current of the items noted. */
    void rebuildTouched() throws SQLException {
        for (int i : touched) {
            List<String> by = keys().get(i).by();
            String item = TableLayout.itemName(i);
            String join = "t.%1$s = x.%1$s AND %2$s".formatted(item, same("t", "x", by));
            String columns =
                    layout.columns().stream()
                            .map(StoredColumn::quoted)
                            .collect(Collectors.joining(", "));
            String current = StoredColumn.quote(layout.table().currentTable(i));
            execute(
                    "DELETE FROM %1$s WHERE rowid IN (SELECT x.rowid FROM %1$s x JOIN touched%2$d t ON %3$s)"
                            .formatted(current, i, join));
            execute(
                    """
                    INSERT INTO %1$s (%2$s) SELECT %2$s FROM (
                    SELECT x.*, row_number() OVER (PARTITION BY %3$s ORDER BY x."%4$s" DESC, x._key DESC) AS place
                    FROM %5$s x JOIN touched%6$d t ON %7$s) WHERE place = 1\
                    """
                            .formatted(
                                    current,
                                    columns,
                                    prefixed("x", by),
                                    TIME,
                                    StoredColumn.quote(layout.table().name()),
                                    i,
                                    join));
        }
    }

    private static String prefixed(String alias, List<String> names) {
        return names.stream()
                .map(name -> alias + "." + StoredColumn.quote(name))
                .collect(Collectors.joining(", "));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long exists(String table, String condition) throws SQLException {
        String sql = "SELECT count(*) FROM (SELECT 1 FROM %s WHERE %s LIMIT 1)";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql.formatted(table, condition))) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
