package io.vaultlens.server.load;

import io.vaultlens.query.result.Rows;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The queries that run now, so that they can be stopped by name. For all threads. */
public final class Running {
    private final Map<String, Rows> byName = new ConcurrentHashMap<>();

    /** A query that is known until this is closed. */
    public interface Known extends AutoCloseable {
        @Override
        void close();
    }

    /** Makes a query known; an empty name makes it known to nobody. */
    public Known add(String name, Rows rows) {
        if (name.isEmpty()) {
            return () -> {};
        }
        byName.put(name, rows);
        return () -> byName.remove(name, rows);
    }

    /** Stops the query of this name; false when none runs. */
    public boolean cancel(String name) {
        Rows rows = byName.get(name);
        if (rows == null) {
            return false;
        }
        rows.cancel();
        return true;
    }
}
