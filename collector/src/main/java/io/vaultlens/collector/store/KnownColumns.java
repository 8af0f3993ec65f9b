package io.vaultlens.collector.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which columns of which tables are known to be stored ones, so that the database is not asked each
 * time. Used by the writer thread.
 */
final class KnownColumns {
    private final Map<String, Set<String>> stored = new HashMap<>();
    private final Map<String, List<String>> ofHistory = new HashMap<>();

    boolean cover(String table, Collection<String> columns) {
        return stored.getOrDefault(table, Set.of()).containsAll(columns);
    }

    void add(String table, Collection<String> columns) {
        stored.computeIfAbsent(table, name -> new HashSet<>()).addAll(columns);
        ofHistory.clear();
    }

    /**
     * The names of the columns that any table of a history stores, in order; all of these tables
     * store them then, so that a row may move from one to another.
     */
    List<String> ofHistory(Connection connection, TableLayout layout) throws SQLException {
        List<String> known = ofHistory.get(layout.table().name());
        if (known != null) {
            return known;
        }
        Set<String> any = new HashSet<>();
        for (String table : layout.table().historyTables()) {
            any.addAll(SparseColumns.stored(connection, table));
        }
        for (String table : layout.table().historyTables()) {
            SparseColumns.store(connection, table, any);
        }
        List<String> names =
                layout.columns().stream().map(StoredColumn::name).filter(any::contains).toList();
        ofHistory.put(layout.table().name(), names);
        return names;
    }

    /** A transaction that made some was undone. */
    void forget() {
        stored.clear();
        ofHistory.clear();
    }
}
