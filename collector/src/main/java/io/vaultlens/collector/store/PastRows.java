package io.vaultlens.collector.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rows of a table that are not the latest of its shared key; with these, each row of its
 * history is stored once.
 *
 * <p>Where an item has past rows it has a latest one, and no past row is later than that. A row
 * that a transaction has moved or written is not moved again in it: DuckDB does not find all of
 * these.
 */
final class PastRows {
    private final Session session;
    private final TableLayout layout;
    private final int key;
    private final String past;
    private final String latest;

    /** Of a table with a shared key. */
    PastRows(Session session, TableLayout layout) {
        this.session = session;
        this.layout = layout;
        this.key = layout.table().sharedKey();
        this.past = StoredColumn.quote(layout.table().pastTable());
        this.latest = StoredColumn.quote(layout.currentStore(key));
    }

    /** Moves the rows at these places here from the latest ones. */
    void take(Collection<Long> places) throws SQLException {
        move(places, latest, past);
    }

    /**
     * Moves from here what is the latest row again of each item that has no latest row any more.
     *
     * @param items the condition on past rows x that these items' rows fulfil
     */
    void giveBack(String items) throws SQLException {
        findLatest(items);
        if (!session.isEmpty("past_latest")) {
            String found = " WHERE rowid IN (SELECT place FROM past_latest)";
            session.execute(copy(past, latest) + found);
            session.execute("DELETE FROM " + past + found);
        }
    }

    /**
     * The same beside rows that are about to be written: a row moves if it is later than that one
     * of its item; returns those that are not the latest of their item then.
     */
    Set<CurrentState.Row> giveBack(String items, Selection fresh) throws SQLException {
        findLatest(items);
        String find =
                """
                SELECT p.place, n.%1$s, n._key, n._key IS NOT NULL,
                coalesce(%2$s, true) FROM past_latest p
                LEFT JOIN records() n ON p.%1$s = n.%1$s AND %3$s\
                """
                        .formatted(item(), CurrentState.isLater("p", "n"), same("p", "n"));
        Set<String> names = new LinkedHashSet<>(List.of(item(), "_key", CurrentState.TIME));
        names.addAll(by());
        List<Long> places = new ArrayList<>();
        Set<CurrentState.Row> late = new HashSet<>();
        session.ask(
                new ChunkFeed(fresh, layout.indexes(names)),
                find,
                met -> {
                    if (met.getBoolean(5)) {
                        places.add(met.getLong(1));
                        if (met.getBoolean(4)) {
                            late.add(new CurrentState.Row(met.getLong(2), met.getLong(3)));
                        }
                    }
                });
        move(places, past, latest);
        return late;
    }

    /** Finds the latest past row of each item without a latest row; few columns of it suffice. */
    private void findLatest(String items) throws SQLException {
        Set<String> names = new LinkedHashSet<>(List.of(item(), "_key", CurrentState.TIME));
        names.addAll(by());
        session.execute(
                """
                CREATE OR REPLACE TEMP TABLE past_latest AS SELECT * FROM (
                SELECT x.rowid AS place, %1$s, %2$s AS nth FROM %3$s x WHERE %4$s AND NOT EXISTS (
                SELECT 1 FROM %5$s c WHERE c.%6$s = x.%6$s AND %7$s)) WHERE nth = 1\
                """
                        .formatted(
                                StoredColumn.list(names),
                                CurrentState.rank(by()),
                                past,
                                items,
                                latest,
                                item(),
                                same("c", "x")));
    }

    private void move(Collection<Long> places, String from, String to) throws SQLException {
        if (!places.isEmpty()) {
            session.change(
                    new NumberFeed(places), copy(from, to) + " WHERE rowid IN (FROM records())");
            session.delete(from, places);
        }
    }

    private String copy(String from, String to) throws SQLException {
        String names = StoredColumn.list(session.known().ofHistory(session.connection(), layout));
        return "INSERT INTO %1$s (%2$s) SELECT %2$s FROM %3$s".formatted(to, names, from);
    }

    private List<String> by() {
        return layout.table().current().get(key).by();
    }

    private String item() {
        return TableLayout.itemName(key);
    }

    private String same(String left, String right) {
        return CurrentState.same(left, right, by());
    }
}
