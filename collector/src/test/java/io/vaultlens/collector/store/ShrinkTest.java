package io.vaultlens.collector.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is mostly free is written anew while questions are answered. */
class ShrinkTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final StoreSettings SETTINGS =
            StoreSettings.standard().withMemoryMegabytes(256).withThreads(2);

    @TempDir Path folder;

    private Store open() {
        return Store.open(folder, Catalog.load(), SETTINGS);
    }

    private static void add(Store store, Instant arrived, int from, int to) {
        String record =
                """
                {"time":"2026-02-01T00:00:00Z","category":"AddonAzureBackupJobs","operationName":"Job",\
                "properties":{"JobUniqueId":"j%d","JobStatus":"Failed","BackupItemUniqueId":"%s"}}\
                """;
        Clock clock = Clock.fixed(arrived, ZoneOffset.UTC);
        new Ingest(store, clock, IngestSettings.standard())
                .records(
                        "test",
                        IntStream.range(from, to)
                                .mapToObj(i -> record.formatted(i, Integer.toHexString(i * 31)))
                                .toList());
    }

    private static String one(Connection connection, String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String one(Store store, String sql) {
        try (Connection connection = store.reader()) {
            return one(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private List<String> stored() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(".duckdb"))
                    .sorted()
                    .toList();
        }
    }

    private static final String SHAPE =
            "SELECT md5(string_agg(concat_ws(' ', table_name, column_name, data_type, is_nullable,"
                    + " column_default), '; ' ORDER BY table_name, column_index)) FROM duckdb_columns()"
                    + " WHERE NOT internal AND database_name = current_database()"
                    + " AND schema_name = 'main'";
    private static final String SUMS =
            "SELECT concat_ws(' ', (SELECT concat_ws(' ', count(*), bit_xor(hash(x))) FROM"
                    + " AddonAzureBackupJobs_current x), (SELECT concat_ws(' ', count(*),"
                    + " bit_xor(hash(x))) FROM AddonAzureBackupJobs_past x))";

    @Test
    void itLosesWhatIsFreeAndNothingElse() throws Exception {
        try (Store store = open()) {
            AtomicInteger equipped = new AtomicInteger();
            store.equippedBy(_ -> equipped.incrementAndGet());
            add(store, NOW.minus(Duration.ofDays(9)), 0, 150_000);
            add(store, NOW, 150_000, 150_100);
            assertEquals(150_000, store.expire("AddonAzureBackupJobs", NOW));
            store.checkpoint();
            FileUse before = store.use();
            String shape = one(store, SHAPE);
            String sums = one(store, SUMS);
            store.shrink();
            assertEquals(1, equipped.get());
            assertEquals(shape, one(store, SHAPE));
            assertEquals(sums, one(store, SUMS));
            assertTrue(store.use().bytes() < before.bytes() / 2, before + " " + store.use());
            assertEquals(List.of("store-2.duckdb"), stored());
            add(store, NOW, 150_050, 150_200);
            assertEquals("200", one(store, "SELECT count(*) FROM AddonAzureBackupJobs"));
            store.shrink();
        }
        assertEquals(List.of("store-3.duckdb"), stored());
        try (Store store = open()) {
            assertEquals("200", one(store, "SELECT count(*) FROM AddonAzureBackupJobs_current"));
        }
    }

    /** What others write between the copy and the swap, on a thread that would wait for ever. */
    private void shrinkWhile(Consumer<Store> work) {
        AtomicReference<Store> open = new AtomicReference<>();
        StoreListener listener =
                new StoreListener() {
                    @Override
                    public void copied() {
                        work.accept(open.get());
                    }
                };
        try (Store store = Store.open(folder, Catalog.load(), SETTINGS.withListener(listener))) {
            open.set(store);
            store.shrink();
        }
    }

    @Test
    void whatIsWrittenMeanwhileIsInTheNewFile() throws Exception {
        Instant early = NOW.minus(Duration.ofDays(9));
        try (Store store = open()) {
            add(store, early, 0, 130_000);
            add(store, NOW, 130_000, 260_000);
        }
        AtomicReference<String> sums = new AtomicReference<>();
        shrinkWhile(store -> {
            assertEquals(130_000, store.expire("AddonAzureBackupJobs", NOW));
            add(store, NOW, 200_000, 200_100);
            add(store, NOW, 260_000, 260_500);
            store.append("Maintenance", List.of(Map.of("Task", "test")));
            execute(store, "ALTER TABLE \"AddonAzureBackupJobs_current\" ADD COLUMN later VARCHAR");
            execute(
                    store,
                    "UPDATE \"AddonAzureBackupJobs_current\" SET later = 'x' WHERE _key % 7 = 0");
            execute(store, "CREATE TABLE more AS SELECT 1 AS one");
            execute(store, "COMMENT ON TABLE more IS 'it''s new'");
            execute(store, "DROP TABLE \"AzureActivity\"");
            sums.set(one(store, SUMS) + one(store, SHAPE));
        });
        assertEquals(List.of("store-2.duckdb"), stored());
        try (Connection file = Connections.look(folder.resolve("store-2.duckdb"))) {
            assertEquals(sums.get(), one(file, SUMS) + one(file, SHAPE));
            assertEquals(
                    "1 it's new",
                    one(
                            file,
                            "SELECT (SELECT one FROM more) || ' ' || comment FROM duckdb_tables()"
                                    + " WHERE table_name = 'more'"));
            assertEquals("1", one(file, "SELECT count(*) FROM \"Maintenance\""));
        }
    }

    @Test
    void rowsThatAreChangedInPlaceMeanwhileAreChangedInTheNewFile() throws Exception {
        try (Store store = open()) {
            add(store, NOW, 0, 1_000);
        }
        AtomicReference<String> sums = new AtomicReference<>();
        shrinkWhile(store -> {
            execute(store, "UPDATE \"AddonAzureBackupJobs_current\" SET _key = _key + 1");
            sums.set(one(store, SUMS));
        });
        try (Connection file = Connections.look(folder.resolve("store-2.duckdb"))) {
            assertEquals(sums.get(), one(file, SUMS));
        }
    }

    @Test
    void aShrinkingThatFailsChangesNothing() throws Exception {
        try (Store store = open()) {
            add(store, NOW, 0, 100);
        }
        assertThrows(
                IllegalStateException.class,
                () ->
                        shrinkWhile(_ -> {
                            throw new IllegalStateException("a test");
                        }));
        assertEquals(List.of("store.duckdb"), stored());
        assertFalse(Files.exists(folder.resolve("temp").resolve("shrunk.duckdb")));
        try (Store store = open()) {
            add(store, NOW, 100, 110);
            store.shrink();
            assertEquals("110", one(store, "SELECT count(*) FROM AddonAzureBackupJobs"));
        }
    }

    @Test
    void whoClosesTheStoreEndsTheCopy() throws Exception {
        try (Store store = open()) {
            add(store, NOW, 0, 100);
        }
        assertThrows(StoreException.class, () -> shrinkWhile(Store::close));
        assertEquals(List.of("store.duckdb"), stored());
    }

    private static void execute(Store store, String sql) {
        store.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    @Test
    void whoReadsMeanwhileReadsToTheEnd() throws Exception {
        try (Store store = open()) {
            add(store, NOW, 0, 30_000);
            try (Connection reader = store.reader();
                    Statement statement = reader.createStatement();
                    ResultSet rows =
                            statement.executeQuery(
                                    "SELECT JobUniqueId FROM AddonAzureBackupJobs")) {
                rows.next();
                store.shrink();
                add(store, NOW, 30_000, 30_010);
                int count = 1;
                while (rows.next()) {
                    count++;
                }
                assertEquals(30_000, count);
                assertEquals("30000", one(reader, "SELECT count(*) FROM AddonAzureBackupJobs"));
            }
            assertEquals("30010", one(store, "SELECT count(*) FROM AddonAzureBackupJobs"));
        }
    }

    @Test
    void ofTwoFilesTheLaterOneIsTaken() throws Exception {
        open().close();
        Files.copy(folder.resolve("store.duckdb"), folder.resolve("first"));
        try (Store store = open()) {
            add(store, NOW, 0, 10);
            store.shrink();
        }
        Files.move(folder.resolve("first"), folder.resolve("store.duckdb"));
        Files.writeString(folder.resolve("temp").resolve("shrunk.duckdb"), "half");
        try (Store store = open()) {
            assertEquals("10", one(store, "SELECT count(*) FROM AddonAzureBackupJobs"));
        }
        assertEquals(List.of("store-2.duckdb"), stored());
        assertFalse(Files.exists(folder.resolve("temp").resolve("shrunk.duckdb")));
    }

    @Test
    void aStoreThatWasClosedWellHasNoLog() throws Exception {
        Store store = open();
        add(store, NOW, 0, 10);
        try (Connection reader = store.reader()) {
            store.close();
            assertEquals("10", one(reader, "SELECT count(*) FROM AddonAzureBackupJobs"));
        }
        assertEquals(List.of("store.duckdb"), stored());
    }
}
