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

    /** A current state that is only filled from history. */
    CurrentState(Connection connection, TableLayout layout) {
        this(connection, ChunkFunction.NONE, layout);
    }

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
        String table = StoredColumn.quote(layout.currentStore(key));
        List<String> by = keys().get(key).by();
        Set<String> names = new LinkedHashSet<>(List.of("_key", item, TIME));
        names.addAll(by);
        rests(key).forEach(rest -> names.add(TableLayout.itemName(rest)));
        execute(
                "CREATE OR REPLACE TEMP TABLE met (place BIGINT, _item BIGINT, _key BIGINT, agrees"
                        + " BOOLEAN, stays BOOLEAN, moves BOOLEAN)");
        if (latest.size() == 0 || isEmpty(table, "true")) {
            return "";
        }
        String find =
                """
                INSERT INTO met SELECT c.rowid, n.%1$s, n._key, %2$s,
                c."%3$s" > n."%3$s" OR (c."%3$s" = n."%3$s" AND c._key > n._key), %4$s
                FROM %5$s c JOIN records() n ON c.%1$s = n.%1$s\
                """
                        .formatted(item, same("c", "n", by), TIME, moves(key), table);
        Feed feed = new Feed(latest, layout.indexes(names));
        if (function.run(connection, feed, find) == 0) {
            return "";
        }
        execute(
                "DELETE FROM %s WHERE rowid IN (SELECT place FROM met WHERE agrees AND NOT stays)"
                        .formatted(table));
        if (isEmpty("met", "agrees AND stays")) {
            return "";
        }
        return " r WHERE NOT EXISTS (SELECT 1 FROM met m WHERE m.agrees AND m.stays AND m._item = r."
                + item
                + " AND m._key = r._key)";
    }

    /** The keys of which only the rest beside this one is kept. */
    private List<Integer> rests(int key) {
        List<Integer> rests = new ArrayList<>();
        for (int i = 0; i < keys().size(); i++) {
            if (i != key && layout.baseKey(i) == key) {
                rests.add(i);
            }
        }
        return rests;
    }

    /** Whether a current row c and a new one n of one item are two items of another key. */
    private String moves(int key) {
        List<String> different = new ArrayList<>(List.of("false"));
        for (int rest : rests(key)) {
            String item = TableLayout.itemName(rest);
            different.add("c." + item + " <> n." + item);
        }
        return String.join(" OR ", different);
    }

    /**
     * Finds again what is current by a key but not by its base key: of the items of the base key
     * that have several of the other's. Mostly there is none.
     */
    void updateRests(int key, Selection fresh) throws SQLException {
        String item = TableLayout.itemName(key);
        for (int rest : rests(key)) {
            String store = StoredColumn.quote(layout.currentStore(rest));
            execute(
                    "CREATE OR REPLACE TEMP TABLE split AS SELECT DISTINCT _item FROM met WHERE moves");
            insertSplit(fresh.split(key, rest));
            if (!isEmpty(store, "true")) {
                String known =
                        "INSERT INTO split SELECT DISTINCT %1$s FROM %2$s WHERE %1$s IN (FROM records())";
                int[] items = {layout.index(item)};
                function.run(connection, new Feed(fresh, items), known.formatted(item, store));
            }
            if (touched.contains(rest)) {
                execute(
                        "INSERT INTO split SELECT DISTINCT %s FROM touched%d"
                                .formatted(item, rest));
            }
            if (!isEmpty("split", "true")) {
                rebuildRest(key, rest, store);
            }
        }
    }

    private void insertSplit(Set<Long> items) throws SQLException {
        if (items.isEmpty()) {
            return;
        }
        String values =
                items.stream().map(each -> "(" + each + ")").collect(Collectors.joining(", "));
        execute("INSERT INTO split VALUES " + values);
    }

    /** Fills the empty table of a key from all of history. */
    void fill(int key) throws SQLException {
        int base = layout.baseKey(key);
        String others = base == key ? "0" : rank(keys().get(base).by());
        String names = storedNames(layout.currentStore(key));
        String insert =
                """
                INSERT INTO %1$s (%2$s) SELECT %2$s FROM (SELECT x.*, %3$s AS place,
                %4$s AS base_place FROM %5$s x) WHERE place = 1 AND base_place <> 1\
                """;
        execute(
                insert.formatted(
                        StoredColumn.quote(layout.currentStore(key)),
                        names,
                        rank(keys().get(key).by()),
                        others,
                        StoredColumn.quote(layout.table().name())));
    }

    /** Inserts the latest row of each item of a base key from those rows x of history. */
    void insertLatest(int key, String condition) throws SQLException {
        String sql =
                """
                INSERT INTO %1$s (%2$s) SELECT %2$s FROM (SELECT x.*, %3$s AS place
                FROM %4$s x WHERE %5$s) WHERE place = 1\
                """;
        execute(
                sql.formatted(
                        StoredColumn.quote(layout.currentStore(key)),
                        storedNames(layout.currentStore(key)),
                        rank(keys().get(key).by()),
                        StoredColumn.quote(layout.table().name()),
                        condition));
    }

    /** Finds the rest beside a base key again, for the items in the table {@code split}. */
    void rebuildRest(int key, int rest, String store) throws SQLException {
        String item = TableLayout.itemName(key);
        String inside = item + " IN (SELECT _item FROM split)";
        execute("DELETE FROM %s WHERE %s".formatted(store, inside));
        String names = storedNames(layout.currentStore(rest));
        String insert =
                """
                INSERT INTO %1$s (%2$s) SELECT %2$s FROM (SELECT x.*,
                %3$s AS place, %4$s AS base_place FROM %5$s x WHERE %6$s)
                WHERE place = 1 AND base_place > 1\
                """;
        execute(
                insert.formatted(
                        store,
                        names,
                        rank(keys().get(rest).by()),
                        rank(keys().get(key).by()),
                        StoredColumn.quote(layout.table().name()),
                        inside));
    }

    private static String rank(List<String> by) {
        return "row_number() OVER (PARTITION BY %s ORDER BY x.\"%s\" DESC, x._key DESC)"
                .formatted(prefixed("x", by), TIME);
    }

    /**
     * Notes the items that rows of history leave for another: where a correction changes a current
     * key itself, or the time, the row before it becomes current again.
     *
     * @param match the condition under which a twin t and a fresh row f have the same identity
     */
    void markTouched(Feed fresh, String match) throws SQLException {
        List<String> identity = layout.table().identity();
        for (int i = 0; i < keys().size(); i++) {
            List<String> by = keys().get(i).by();
            if (identity.contains(TIME) && identity.containsAll(by)) {
                continue;
            }
            Set<String> names = new LinkedHashSet<>(List.of(TableLayout.itemName(i)));
            names.add(TableLayout.itemName(layout.baseKey(i)));
            names.addAll(by);
            String sql =
                    """
                    CREATE OR REPLACE TEMP TABLE touched%1$d AS
                    SELECT DISTINCT %2$s FROM twins t JOIN records() f ON %3$s
                    WHERE f.%4$s <> t.%4$s OR f."%5$s" <> t."%5$s\"\
                    """
                            .formatted(
                                    i,
                                    prefixed("t", List.copyOf(names)),
                                    match,
                                    TableLayout.itemName(i),
                                    TIME);
            function.run(connection, fresh, sql);
            if (!isEmpty("touched" + i, "true")) {
                touched.add(i);
            }
        }
    }

    /** Finds again, from history, what is current of the items noted. */
    void rebuildTouched() throws SQLException {
        for (int i : touched) {
            if (layout.baseKey(i) == i) {
                rebuild(i);
            }
        }
    }

    /** The names of the columns that history stores, which the table then stores too. */
    private String storedNames(String table) throws SQLException {
        Set<String> generated = SparseColumns.generated(connection, layout.table().name());
        List<String> names =
                layout.columns().stream()
                        .map(StoredColumn::name)
                        .filter(name -> !generated.contains(name))
                        .toList();
        SparseColumns.store(connection, layout, table, names);
        return names.stream().map(StoredColumn::quote).collect(Collectors.joining(", "));
    }

    private void rebuild(int key) throws SQLException {
        List<String> by = keys().get(key).by();
        String join =
                "t.%1$s = x.%1$s AND %2$s".formatted(TableLayout.itemName(key), same("t", "x", by));
        String current = StoredColumn.quote(layout.currentStore(key));
        execute(
                "DELETE FROM %1$s WHERE rowid IN (SELECT x.rowid FROM %1$s x JOIN touched%2$d t ON %3$s)"
                        .formatted(current, key, join));
        execute(
                """
                INSERT INTO %1$s (%2$s) SELECT %2$s FROM (SELECT x.*, %3$s AS place
                FROM %4$s x JOIN touched%5$d t ON %6$s) WHERE place = 1\
                """
                        .formatted(
                                current,
                                storedNames(layout.currentStore(key)),
                                rank(by),
                                StoredColumn.quote(layout.table().name()),
                                key,
                                join));
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

    private boolean isEmpty(String table, String condition) throws SQLException {
        String sql = "SELECT 1 FROM %s WHERE %s LIMIT 1";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql.formatted(table, condition))) {
            return !rows.next();
        }
    }
}
