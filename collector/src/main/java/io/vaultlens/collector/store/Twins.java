package io.vaultlens.collector.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Removes from history the rows that fresh ones replace because they have the same identity. */
final class Twins {
    private final Session session;
    private final TableLayout layout;
    private final CurrentState current;
    private final List<String> columns;
    private final String match;
    private final String table;
    private final List<Long> places = new ArrayList<>();
    private final List<Long> touching = new ArrayList<>();
    private final Set<Long> keys = new HashSet<>();

    Twins(Session session, TableLayout layout, CurrentState current) {
        this.session = session;
        this.layout = layout;
        this.current = current;
        List<String> identity = layout.table().identity();
        Set<String> names = new LinkedHashSet<>(List.of("_key"));
        names.addAll(identity);
        names.addAll(current.columns());
        this.columns = List.copyOf(names);
        this.match = "t._key = f._key AND " + CurrentState.same("t", "f", identity);
        this.table = StoredColumn.quote(layout.table().name());
    }

    /** Removes them and returns how many there were. */
    long remove(Selection fresh) throws SQLException {
        if (fresh.size() > 0) {
            find(fresh);
        }
        if (places.isEmpty()) {
            return 0;
        }
        if (!touching.isEmpty()) {
            String twins =
                    "CREATE OR REPLACE TEMP TABLE twins AS SELECT %s FROM %s WHERE rowid IN (FROM records())"
                            .formatted(quoted(""), table);
            session.run(new NumberFeed(touching), twins);
            current.markTouched(new ChunkFeed(fresh, layout.indexes(columns)), match);
        }
        session.delete(table, places);
        current.rebuildTouched();
        return places.size();
    }

    /** The hashes of the rows that the last removal found. */
    Set<Long> keys() {
        return keys;
    }

    private String quoted(String prefix) {
        return columns.stream()
                .map(name -> prefix + StoredColumn.quote(name))
                .collect(Collectors.joining(", "));
    }

    /** Notes the rows of history with the identity of a fresh one; mostly there is none. */
    private void find(Selection fresh) throws SQLException {
        String sql =
                "SELECT t.rowid, t._key, %s FROM %s t JOIN records() f ON %s"
                        .formatted(current.touches(), table, match);
        int[] needed = layout.indexes(columns);
        if (!layout.table().identity().contains(CurrentState.TIME)) {
            session.ask(new ChunkFeed(fresh, needed), sql, this::note);
            return;
        }
        String within =
                " WHERE t.\"%s\" BETWEEN CAST(? AS BIGINT) AND CAST(? AS BIGINT)"
                        .formatted(CurrentState.TIME);
        int time = layout.index(CurrentState.TIME);
        for (TimeRanges.Range range : new TimeRanges(fresh, time).split()) {
            Feed rows = new ChunkFeed(range.rows(), needed);
            session.ask(rows, sql + within, this::note, range.first(), range.last());
        }
    }

    private void note(ResultSet twin) throws SQLException {
        places.add(twin.getLong(1));
        keys.add(twin.getLong(2));
        if (twin.getBoolean(3)) {
            touching.add(twin.getLong(1));
        }
    }
}
