package io.vaultlens.collector.store;

import io.vaultlens.collector.catalog.CurrentKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What fresh rows correct so that another row than the fresh one may be the latest: a row that
 * leaves its item or its time. Mostly there is none.
 */
final class Corrections {
    private final Session session;
    private final TableLayout layout;
    private final Map<Integer, Set<Long>> items = new HashMap<>();
    private final Map<Integer, Set<Long>> baseItems = new HashMap<>();

    Corrections(Session session, TableLayout layout) {
        this.session = session;
        this.layout = layout;
    }

    private List<CurrentKey> keys() {
        return layout.table().current();
    }

    /** The columns that decide which row is current. */
    Set<String> columns() {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < keys().size(); i++) {
            names.add(TableLayout.itemName(i));
            names.add(CurrentState.TIME);
            names.addAll(keys().get(i).by());
        }
        return names;
    }

    /** The keys of which a correction may change the latest row. */
    private List<Integer> touchable() {
        List<String> identity = layout.table().identity();
        List<Integer> touchable = new ArrayList<>();
        for (int i = 0; i < keys().size(); i++) {
            if (!identity.contains(CurrentState.TIME)
                    || !identity.containsAll(keys().get(i).by())) {
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
        touchable().forEach(key -> different.add(touches(key)));
        return String.join(" OR ", different);
    }

    private static String touches(int key) {
        return "f.%1$s <> t.%1$s OR f.\"%2$s\" <> t.\"%2$s\""
                .formatted(TableLayout.itemName(key), CurrentState.TIME);
    }

    /**
     * Notes the items that the rows of history in {@code twins} leave for another.
     *
     * @param match the condition under which a twin t and a fresh row f have the same identity
     */
    void note(Feed fresh, String match) throws SQLException {
        for (int key : touchable()) {
            Set<Long> left = items.computeIfAbsent(key, _ -> new HashSet<>());
            Set<Long> base = baseItems.computeIfAbsent(key, _ -> new HashSet<>());
            String sql =
                    "SELECT DISTINCT t.%s, t.%s FROM twins t JOIN records() f ON %s WHERE %s"
                            .formatted(
                                    TableLayout.itemName(key),
                                    TableLayout.itemName(layout.table().baseKey(key)),
                                    match,
                                    touches(key));
            session.ask(
                    fresh,
                    sql,
                    row -> {
                        left.add(row.getLong(1));
                        base.add(row.getLong(2));
                    });
        }
    }

    /** The items of a key that rows have left. */
    Set<Long> items(int key) {
        return items.getOrDefault(key, Set.of());
    }

    /** The items of the base key of those rows. */
    Set<Long> baseItems(int key) {
        return baseItems.getOrDefault(key, Set.of());
    }

    /**
     * Makes past rows the latest again that are it now, beside these rows that are about to be
     * written, the latest of their items; returns those that still are.
     */
    Selection giveBack(Selection latest) throws SQLException {
        int key = layout.table().sharedKey();
        if (items(key).isEmpty()) {
            return latest;
        }
        Set<CurrentState.Row> late = new PastRows(session, layout).giveBack(among(key), latest);
        return latest.without(layout.index(TableLayout.itemName(key)), layout.index("_key"), late);
    }

    /** Of these rows those of the items that no row has left. */
    Selection untouched(int key, Selection latest) {
        return latest.without(layout.index(TableLayout.itemName(key)), items(key));
    }

    /**
     * Finds again, from history, what is current of the items of a base key that rows have left.
     */
    void rebuild(int key, CurrentState current) throws SQLException {
        if (items(key).isEmpty()) {
            return;
        }
        String among = among(key);
        // All of an item's hash: of two keys with one hash, both are found again.
        session.execute(
                "DELETE FROM %s WHERE %s"
                        .formatted(StoredColumn.quote(layout.currentStore(key)), among));
        current.insertLatest(key, among);
    }

    /** The condition on rows of these items. */
    private String among(int key) throws SQLException {
        session.run(
                new NumberFeed(items(key)),
                "CREATE OR REPLACE TEMP TABLE touched AS SELECT %s AS _item FROM records()"
                        .formatted(NumberFeed.COLUMN));
        return TableLayout.itemName(key) + " IN (SELECT _item FROM touched)";
    }
}
