package io.vaultlens.collector.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which columns of which tables are known to be stored ones, so that the database is not asked each
 * time. Used by the writer thread.
 */
final class KnownColumns {
    private final Map<String, Set<String>> stored = new HashMap<>();

    boolean cover(String table, Collection<String> columns) {
        return stored.getOrDefault(table, Set.of()).containsAll(columns);
    }

    void add(String table, Collection<String> columns) {
        stored.computeIfAbsent(table, name -> new HashSet<>()).addAll(columns);
    }

    /** A transaction that made some was undone. */
    void forget() {
        stored.clear();
    }
}
