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
    private final Corrections corrections;

    /** The items of the last base key of which a current row and a new one differ in a rest's. */
    private final Set<Long> moved = new HashSet<>();

    /** A current state that is only filled from history. */
    CurrentState(Connection connection, TableLayout layout) {
        this(Session.of(connection), layout);
    }

    private CurrentState(Session session, TableLayout layout) {
        this(session, layout, new Corrections(session, layout));
    }

    CurrentState(Session session, TableLayout layout, Corrections corrections) {
        this.session = session;
        this.layout = layout;
        this.corrections = corrections;
    }

    /** Both rows agree in these columns, nulls included. */
    static String same(String left, String right, List<String> names) {
        return names.stream()
                .map(StoredColumn::quote)
                .map(name -> left + "." + name + " IS NOT DISTINCT FROM " + right + "." + name)
                .collect(Collectors.joining(" AND "));
    }

    /** Whether one row comes after another of the same item. */
    static String isLater(String one, String other) {
        return "(%1$s.\"%3$s\" > %2$s.\"%3$s\" OR %1$s.\"%3$s\" = %2$s.\"%3$s\" AND %1$s._key > %2$s._key)"
                .formatted(one, other, TIME);
    }

    private List<CurrentKey> keys() {
        return layout.table().current();
    }

    /**
     * Takes out the current rows that these replace, which are past ones then; returns those that
     * are newer.
     */
    Selection makeRoom(int key, Selection latest) throws SQLException {
        moved.clear();
        moved.addAll(corrections.items(key));
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
                SELECT c.rowid, n.%1$s, n._key, %2$s, %3$s, %4$s
                FROM %5$s c JOIN records() n ON c.%1$s = n.%1$s\
                """
                        .formatted(item, same("c", "n", by), isLater("c", "n"), moves(key), table);
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
        if (key == layout.table().sharedKey()) {
            new PastRows(session, layout).take(older);
        } else {
            session.delete(table, older);
        }
        return latest.without(layout.index(item), layout.index("_key"), late);
    }

    /** The keys of which only the rest beside this one is kept. */
    private List<Integer> rests(int key) {
        List<Integer> rests = new ArrayList<>();
        for (int i = 0; i < keys().size(); i++) {
            if (i != key && layout.table().baseKey(i) == key) {
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
            split.addAll(corrections.baseItems(rest));
            if (!split.isEmpty()) {
                session.run(
                        new NumberFeed(split),
                        "CREATE OR REPLACE TEMP TABLE split AS SELECT %s AS _item FROM records()"
                                .formatted(NumberFeed.COLUMN));
                rebuildRest(key, rest, StoredColumn.quote(store));
            }
        }
    }

    /** Fills the empty table of a key from all of history, which has past rows only. */
    void fill(int key) throws SQLException {
        if (key == layout.table().sharedKey()) {
            new PastRows(session, layout).giveBack("true");
            return;
        }
        int base = layout.table().baseKey(key);
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

    /** The place of a row x among those of its item, the latest being the first. */
    static String rank(List<String> by) {
        return "row_number() OVER (PARTITION BY %s ORDER BY x.\"%s\" DESC, x._key DESC)"
                .formatted(prefixed("x", by), TIME);
    }

    /** The names of the columns that history stores, which the table then stores too. */
    private String storedNames(String table) throws SQLException {
        List<String> names = session.known().ofHistory(session.connection(), layout);
        SparseColumns.store(session.connection(), table, names);
        return StoredColumn.list(names);
    }

    private static String prefixed(String alias, List<String> names) {
        return names.stream()
                .map(name -> alias + "." + StoredColumn.quote(name))
                .collect(Collectors.joining(", "));
    }
}
