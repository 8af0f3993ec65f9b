package io.vaultlens.collector.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full or read-only, a file that is damaged: one clear line, and nothing lost. */
class DamageTest {
    private static final StoreSettings SETTINGS =
            StoreSettings.standard().withMemoryMegabytes(256).withThreads(2);
    private static final Catalog CATALOG = Catalog.load();

    @TempDir Path folder;
    private boolean mounted;

    private static Store open(Path data) {
        return Store.open(data, CATALOG, SETTINGS);
    }

    private static void add(Store store, int from, int to) {
        String record =
                """
                {"time":"2026-02-01T00:00:00Z","category":"AddonAzureBackupJobs","operationName":"Job",\
                "properties":{"JobUniqueId":"j%d","JobStatus":"%s"}}\
                """;
        Random random = new Random(from);
        new Ingest(store, Clock.systemUTC(), IngestSettings.standard())
                .records(
                        "test",
                        IntStream.range(from, to)
                                .mapToObj(i ->
                                        record.formatted(
                                                i, Long.toHexString(random.nextLong()).repeat(8)))
                                .toList());
    }

    private static int jobs(Store store) {
        try (Connection connection = store.reader();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT count(*) FROM AddonAzureBackupJobs")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** A file system of its own in memory, where the test may mount one. */
    private Path disk(int megabytes) throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        mounted =
                run(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-o",
                        "size=" + megabytes + "m",
                        "tmpfs",
                        disk.toString());
        if (!mounted) {
            abort("a small disk cannot be mounted here: that takes root on Linux");
        }
        return disk;
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertTrue(run("umount", folder.resolve("disk").toString()));
        }
    }

    @Test
    void aFullDiskKeepsWhatWasCommittedAndGoesOnWhenThereIsRoom() throws Exception {
        Path disk = disk(160);
        Path filler = disk.resolve("filler");
        try (Store store = open(disk.resolve("data"))) {
            add(store, 0, 2_000);
            Files.write(filler, new byte[70 << 20]);
            int rows = 2_000;
            StoreException failure = null;
            for (int i = 0; i < 60 && failure == null; i++) {
                try {
                    add(store, rows, rows + 20_000);
                    rows += 20_000;
                } catch (StoreException e) {
                    failure = e;
                }
            }
            assertTrue(
                    failure.getMessage().contains("disk of the data folder"), failure::getMessage);
            assertEquals(1, failure.getMessage().lines().count());
            assertEquals(rows, jobs(store), "reads go on");
            Files.delete(filler);
            add(store, rows, rows + 100);
            assertEquals(rows + 100, jobs(store));
        }
    }

    /** Fills the disk to the last byte behind the store's back, so that DuckDB itself meets it. */
    @Test
    void whereDuckDbGivesUpTheFileIsOpenedAgain() throws Exception {
        Path disk = disk(200);
        Path filler = disk.resolve("filler");
        StoreListener fills =
                new StoreListener() {
                    @Override
                    public void inTransaction() {
                        if (!Files.exists(disk.resolve("fill"))) {
                            return;
                        }
                        try (var out = Files.newOutputStream(filler)) {
                            while (true) {
                                out.write(new byte[64 << 10]);
                            }
                        } catch (IOException e) {
                            // It is full now.
                        }
                    }
                };
        try (Store store =
                Store.open(disk.resolve("data"), CATALOG, SETTINGS.withListener(fills))) {
            add(store, 0, 2_000);
            Files.createFile(disk.resolve("fill"));
            assertThrows(StoreException.class, () -> add(store, 2_000, 60_000));
            assertEquals(2_000, jobs(store), "reads go on");
            assertThrows(StoreException.class, () -> add(store, 2_000, 60_000));
            Files.delete(disk.resolve("fill"));
            Files.delete(filler);
            add(store, 2_000, 3_000);
            store.checkpoint();
            assertEquals(3_000, jobs(store));
        }
        try (Store store = open(disk.resolve("data"))) {
            assertEquals(3_000, jobs(store));
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsOneClearLine() throws Exception {
        Path disk = disk(64);
        open(disk.resolve("data")).close();
        assertTrue(run("mount", "-o", "remount,ro", disk.toString()));
        StoreException failure =
                assertThrows(StoreException.class, () -> open(disk.resolve("data")));
        assertTrue(
                failure.getMessage().startsWith("cannot write to the data folder"),
                failure::getMessage);
        assertEquals(1, failure.getMessage().lines().count());
    }

    @Test
    void aDamagedFileIsNamedAndLeftAsItIs() throws IOException {
        Path data = folder.resolve("data");
        try (Store store = open(data)) {
            add(store, 0, 20_000);
        }
        byte[] whole = Files.readAllBytes(data.resolve("store.duckdb"));
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 12; i++) {
            byte[] damaged = whole.clone();
            int at = i < 4 ? random.nextInt(12_288) : random.nextInt(whole.length);
            for (int j = 0; j < 64 && at + j < whole.length; j++) {
                damaged[at + j] ^= 0x5a;
            }
            Path copy = Files.createDirectories(folder.resolve("copy" + i));
            Files.write(copy.resolve("store.duckdb"), damaged);
            try (Store store = open(copy)) {
                // Damage in free blocks, or in an older header, harms nobody.
                assertTrue(jobs(store) == 20_000, "byte " + at);
            } catch (StoreException e) {
                refused++;
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
                assertTrue(e.getMessage().contains("vaultlens restore"), e.getMessage());
            }
        }
        assertTrue(refused > 3, "only " + refused + " of 12 were refused");
    }

    @Test
    void aDamagedLogIsNamedWithTheWayOn() throws IOException {
        Path data = folder.resolve("data");
        Path log = data.resolve("store.duckdb.wal");
        Path copy = Files.createDirectories(folder.resolve("copy"));
        try (Store store = open(data)) {
            add(store, 0, 100);
            store.checkpoint();
            add(store, 100, 200);
            add(store, 200, 300);
            for (Path file : new Path[] {data.resolve("store.duckdb"), log}) {
                Files.copy(
                        file,
                        copy.resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path copied = copy.resolve("store.duckdb.wal");
        byte[] whole = Files.readAllBytes(copied);
        byte[] damaged = whole.clone();
        damaged[whole.length / 3] ^= 0x5a;
        Files.write(copied, damaged);
        StoreException failure = assertThrows(StoreException.class, () -> open(copy));
        assertTrue(failure.getMessage().contains(".wal is damaged"), failure.getMessage());
        assertEquals(1, failure.getMessage().lines().count());
        Files.write(copied, whole);
        try (Store store = open(copy)) {
            assertEquals(300, jobs(store), "the copy of a store at work is whole");
        }
        assertFalse(Files.exists(copied));
    }
}
