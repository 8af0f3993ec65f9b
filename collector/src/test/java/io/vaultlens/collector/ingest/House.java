package io.vaultlens.collector.ingest;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.collector.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A store in memory with an ingest of its own, and short words for what tests do with it. */
public final class House implements AutoCloseable {
    /** When everything arrives. */
    public static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    public final Store store;
    public final Ingest ingest;
    private final IngestSettings settings;

    public House() {
        this(IngestSettings.standard());
    }

    public House(IngestSettings settings) {
        this.settings = settings;
        store = Store.inMemory(Catalog.load());
        ingest = new Ingest(store, Clock.fixed(NOW, ZoneOffset.UTC), settings);
    }

    /** Another ingest over the same store, as a process has it that starts anew. */
    public Ingest again() {
        return new Ingest(store, Clock.fixed(NOW, ZoneOffset.UTC), settings);
    }

    /** A job record on one line. */
    public static String job(String id, String time, String status) {
        return """
        {"time":"%s","resourceId":"/SUBSCRIPTIONS/S1/RESOURCEGROUPS/RG/PROVIDERS/X/VAULTS/V",\
        "category":"AddonAzureBackupJobs","operationName":"Job","properties":\
        {"JobUniqueId":"%s","JobStatus":"%s","BackupItemUniqueId":"item"}}\
        """
                .formatted(time, id, status);
    }

    public IngestRun ingest(Path... paths) {
        return ingest.paths(List.of(paths), Progress.NONE);
    }

    public static Path write(Path file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Path write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("a test file cannot be written", e);
        }
    }

    public static void append(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("a test file cannot be written", e);
        }
    }

    public long count(String table) {
        return Long.parseLong(rows("SELECT count(*) FROM " + table).getFirst());
    }

    /** Rows as texts, values separated by a bar. */
    public List<String> rows(String sql) {
        List<String> found = new ArrayList<>();
        try (Connection connection = store.reader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(String.valueOf(rows.getObject(i)));
                }
                found.add(String.join("|", values));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return found;
    }

    public static long ticks(String instant) {
        return Ticks.fromInstant(Instant.parse(instant));
    }

    @Override
    public void close() {
        store.close();
    }
}
