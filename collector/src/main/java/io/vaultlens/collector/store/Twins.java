package io.vaultlens.collector.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Removes from history the rows that fresh ones replace because they have the same identity. */
final class Twins {
    private final Session session;
    private final TableLayout layout;
    private final Corrections corrections;
    private final List<String> columns;
    private final String match;
    private final Map<String, List<Long>> places = new LinkedHashMap<>();
    private final Map<String, List<Long>> touching = new LinkedHashMap<>();
    private final Set<Long> keys = new HashSet<>();

    Twins(Session session, TableLayout layout, Corrections corrections) {
        this.session = session;
        this.layout = layout;
        this.corrections = corrections;
        List<String> identity = layout.table().identity();
        Set<String> names = new LinkedHashSet<>(List.of("_key"));
        names.addAll(identity);
        names.addAll(corrections.columns());
        this.columns = List.copyOf(names);
        this.match = "t._key = f._key AND " + CurrentState.same("t", "f", identity);
    }

    /** Removes them and returns how many there were. */
    long remove(Selection fresh) throws SQLException {
        for (String table : layout.table().historyTables()) {
            if (fresh.size() > 0 && !session.isEmpty(table)) {
                find(fresh, table);
            }
        }
        if (!touching.isEmpty()) {
            gather();
            corrections.note(new ChunkFeed(fresh, layout.indexes(columns)), match);
        }
        long removed = 0;
        for (Map.Entry<String, List<Long>> found : places.entrySet()) {
            session.delete(StoredColumn.quote(found.getKey()), found.getValue());
            removed += found.getValue().size();
        }
        return removed;
    }

    /** The hashes of the rows that the last removal found. */
    Set<Long> keys() {
        return keys;
    }

    /** Puts the twins that are left for another item or time into the table {@code twins}. */
    private void gather() throws SQLException {
        String into = "CREATE OR REPLACE TEMP TABLE twins AS";
        for (Map.Entry<String, List<Long>> found : touching.entrySet()) {
            String twins =
                    "%s SELECT %s FROM %s WHERE rowid IN (FROM records())"
                            .formatted(
                                    into,
                                    StoredColumn.list(columns),
                                    StoredColumn.quote(found.getKey()));
            session.run(new NumberFeed(found.getValue()), twins);
            into = "INSERT INTO twins";
        }
    }

    /** Notes the rows of a stored table with the identity of a fresh one; mostly there is none. */
    private void find(Selection fresh, String table) throws SQLException {
        List<Long> found = new ArrayList<>();
        List<Long> left = new ArrayList<>();
        Session.Reader note =
                twin -> {
                    found.add(twin.getLong(1));
                    keys.add(twin.getLong(2));
                    if (twin.getBoolean(3)) {
                        left.add(twin.getLong(1));
                    }
                };
        find(fresh, table, note);
        if (!found.isEmpty()) {
            places.put(table, found);
        }
        if (!left.isEmpty()) {
            touching.put(table, left);
        }
    }

    private void find(Selection fresh, String table, Session.Reader note) throws SQLException {
        String sql =
                "SELECT t.rowid, t._key, %s FROM %s t JOIN records() f ON %s"
                        .formatted(corrections.touches(), StoredColumn.quote(table), match);
        int[] needed = layout.indexes(columns);
        if (!layout.table().identity().contains(CurrentState.TIME)) {
            session.ask(new ChunkFeed(fresh, needed), sql, note);
            return;
        }
        String within =
                " WHERE t.\"%s\" BETWEEN CAST(? AS BIGINT) AND CAST(? AS BIGINT)"
                        .formatted(CurrentState.TIME);
        int time = layout.index(CurrentState.TIME);
        for (TimeRanges.Range range : new TimeRanges(fresh, time).split()) {
            Feed rows = new ChunkFeed(range.rows(), needed);
            session.ask(rows, sql + within, note, range.first(), range.last());
        }
    }
}
