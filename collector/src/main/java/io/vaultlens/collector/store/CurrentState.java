package io.vaultlens.collector.store;

import io.vaultlens.collector.catalog.CurrentKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
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

    /** A row of those that came, by its item and its key. */
    record Row(long item, long key) {}

    private final Session session;
    private final TableLayout layout;
    private final List<Integer> touched = new ArrayList<>();

    /** The items of the last base key of which a current row and a new one differ in a rest's. */
    private final Set<Long> moved = new HashSet<>();

    /** A current state that is only filled from history. */
    CurrentState(Connection connection, TableLayout layout) {
        this(Session.of(connection), layout);
    }

    CurrentState(Session session, TableLayout layout) {
        this.session = session;
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

    /** Takes out the current rows that these replace; returns those that are newer. */
    Selection makeRoom(int key, Selection latest) throws SQLException {
        moved.clear();
        String item = TableLayout.itemName(key);
        String table = StoredColumn.quote(layout.currentStore(key));
        if (latest.size() == 0 || session.isEmpty(layout.currentStore(key))) {
            return latest;
        }
        List<String> by = keys().get(key).by();
        Set<String> names = new LinkedHashSet<>(List.of("_key", item, TIME));
        names.addAll(by);
        rests(key).forEach(rest -> names.add(TableLayout.itemName(rest)));
        String find =
                """
                SELECT c.rowid, n.%1$s, n._key, %2$s,
                c."%3$s" > n."%3$s" OR (c."%3$s" = n."%3$s" AND c._key > n._key), %4$s
                FROM %5$s c JOIN records() n ON c.%1$s = n.%1$s\
                """
                        .formatted(item, same("c", "n", by), TIME, moves(key), table);
        List<Long> older = new ArrayList<>();
        Set<Row> late = new HashSet<>();
        session.ask(
                new ChunkFeed(latest, layout.indexes(names)),
                find,
                met -> {
                    boolean agrees = met.getBoolean(4);
                    if (agrees && met.getBoolean(5)) {
                        late.add(new Row(met.getLong(2), met.getLong(3)));
                    } else if (agrees) {
                        older.add(met.getLong(1));
                    }
                    if (met.getBoolean(6)) {
                        moved.add(met.getLong(2));
                    }
                });
        if (!older.isEmpty()) {
            session.delete(table, older);
        }
        return late.isEmpty()
                ? latest
                : latest.without(layout.index(item), layout.index("_key"), late);
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
            String store = layout.currentStore(rest);
            Set<Long> split = fresh.split(key, rest);
            split.addAll(moved);
            if (!session.isEmpty(store)) {
                String known =
                        "SELECT DISTINCT %1$s FROM %2$s WHERE %1$s IN (FROM records())"
                                .formatted(item, StoredColumn.quote(store));
                int[] items = {layout.index(item)};
                session.ask(new ChunkFeed(fresh, items), known, row -> split.add(row.getLong(1)));
            }
            if (touched.contains(rest)) {
                String touches = "SELECT DISTINCT %s FROM touched%d".formatted(item, rest);
                session.ask(touches, row -> split.add(row.getLong(1)));
            }
            if (!split.isEmpty()) {
                session.run(
                        new NumberFeed(split),
                        "CREATE OR REPLACE TEMP TABLE split AS SELECT %s AS _item FROM records()"
                                .formatted(NumberFeed.COLUMN));
                rebuildRest(key, rest, StoredColumn.quote(store));
            }
        }
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
        session.execute(
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
        session.execute(
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
        session.execute("DELETE FROM %s WHERE %s".formatted(store, inside));
        String names = storedNames(layout.currentStore(rest));
        String insert =
                """
                INSERT INTO %1$s (%2$s) SELECT %2$s FROM (SELECT x.*,
                %3$s AS place, %4$s AS base_place FROM %5$s x WHERE %6$s)
                WHERE place = 1 AND base_place > 1\
                """;
        session.execute(
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

    /** The keys of which a correction may change the latest row. */
    private List<Integer> touchable() {
        List<String> identity = layout.table().identity();
        List<Integer> touchable = new ArrayList<>();
        for (int i = 0; i < keys().size(); i++) {
            if (!identity.contains(TIME) || !identity.containsAll(keys().get(i).by())) {
                touchable.add(i);
            }
        }
        return touchable;
    }

    /**
     * The condition under which a fresh row f leaves its twin's item or time: the row before the
     * twin may then become current again.
     */
    String touches() {
        List<String> different = new ArrayList<>(List.of("false"));
        touchable().forEach(i -> different.add(touches(i)));
        return String.join(" OR ", different);
    }

    private static String touches(int key) {
        return "f.%1$s <> t.%1$s OR f.\"%2$s\" <> t.\"%2$s\""
                .formatted(TableLayout.itemName(key), TIME);
    }

    /**
     * Notes the items that the rows of history in {@code twins} leave for another.
     *
     * @param match the condition under which a twin t and a fresh row f have the same identity
     */
    void markTouched(Feed fresh, String match) throws SQLException {
        for (int i : touchable()) {
            Set<String> names = new LinkedHashSet<>(List.of(TableLayout.itemName(i)));
            names.add(TableLayout.itemName(layout.baseKey(i)));
            names.addAll(keys().get(i).by());
            String sql =
                    """
                    CREATE OR REPLACE TEMP TABLE touched%d AS
                    SELECT DISTINCT %s FROM twins t JOIN records() f ON %s WHERE %s\
                    """
                            .formatted(i, prefixed("t", List.copyOf(names)), match, touches(i));
            session.run(fresh, sql);
            if (!session.isEmpty("touched" + i)) {
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
        Set<String> generated =
                SparseColumns.generated(session.connection(), layout.table().name());
        List<String> names =
                layout.columns().stream()
                        .map(StoredColumn::name)
                        .filter(name -> !generated.contains(name))
                        .toList();
        SparseColumns.store(session.connection(), layout, table, names);
        return names.stream().map(StoredColumn::quote).collect(Collectors.joining(", "));
    }

    private void rebuild(int key) throws SQLException {
        List<String> by = keys().get(key).by();
        String join =
                "t.%1$s = x.%1$s AND %2$s".formatted(TableLayout.itemName(key), same("t", "x", by));
        String current = StoredColumn.quote(layout.currentStore(key));
        session.execute(
                "DELETE FROM %1$s WHERE rowid IN (SELECT x.rowid FROM %1$s x JOIN touched%2$d t ON %3$s)"
                        .formatted(current, key, join));
        session.execute(
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
}
