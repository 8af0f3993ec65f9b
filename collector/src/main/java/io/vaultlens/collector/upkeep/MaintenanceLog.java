package io.vaultlens.collector.upkeep;

import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.collector.store.FileUse;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the rows of {@code Maintenance}; any thread may use it. */
public final class MaintenanceLog {
    private static final String TABLE = "Maintenance";

    private final Store store;
    private final Clock clock;

    /** What was done to this store. */
    public MaintenanceLog(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** One task, begun now. */
    public Entry begin(String task) {
        return new Entry(task, clock.instant(), store.use());
    }

    /** When retention last ended. */
    public Optional<Instant> lastRetention() {
        String sql =
                "SELECT TimeGenerated FROM \"Maintenance\" WHERE \"Task\" = 'retention'"
                        + " ORDER BY TimeGenerated DESC LIMIT 1";
        try (Connection connection = store.reader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? Optional.of(Ticks.toInstant(rows.getLong(1))) : Optional.empty();
        } catch (SQLException e) {
            throw new StoreException("cannot read what was done before: " + e.getMessage(), e);
        }
    }

    /** A task that is being done; used by one thread. */
    public final class Entry {
        private final Map<String, Object> row = new HashMap<>();

        private Entry(String task, Instant started, FileUse use) {
            row.put("Task", task);
            row.put("StartedAt", started);
            row.put("BytesBefore", use.bytes());
        }

        /** Says which table it is done to. */
        public Entry on(String table) {
            row.put("Table", table);
            return this;
        }

        /** Says that what arrived before this moment goes. */
        public Entry before(Instant moment) {
            row.put("Before", moment);
            return this;
        }

        /** It went well. */
        public void completed(long rows, String message) {
            end(rows, "Completed", message);
        }

        /** It did not. */
        public void failed(String message) {
            end(0, "Failed", message);
        }

        private void end(long rows, String outcome, String message) {
            row.put("TimeGenerated", clock.instant());
            row.put("Rows", rows);
            row.put("BytesAfter", store.use().bytes());
            row.put("Outcome", outcome);
            row.put("Message", message);
            store.append(TABLE, List.of(row));
        }
    }
}
