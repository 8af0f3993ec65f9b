package io.vaultlens.collector.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup of a store at work is its state between two transactions, or it is refused. */
class BackupTest {
    private static final int BATCH = 10;
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final StoreSettings SETTINGS =
            StoreSettings.standard().withMemoryMegabytes(256).withThreads(2);
    private static final Catalog CATALOG = Catalog.load();

    @TempDir Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private Path target() {
        return folder.resolve("store.backup");
    }

    private Store open(Path data) {
        return Store.open(data, CATALOG, SETTINGS);
    }

    private BackupSummary backUp(Store store) {
        return new StoreBackup(store, "0.1.0", CLOCK).write(target(), BackupProgress.NONE);
    }

    /** Ten records of one batch, which commit together; the job's id says which they are. */
    private static void addBatch(Store store, int batch) {
        String record =
                """
                {"time":"2026-02-01T00:00:00.%07dZ","category":"AddonAzureBackupJobs",\
                "operationName":"Job","properties":{"JobUniqueId":"b%d-%d","JobStatus":"Failed"}}\
                """;
        new Ingest(store, CLOCK, IngestSettings.standard())
                .records(
                        "test",
                        IntStream.range(0, BATCH)
                                .mapToObj(i -> record.formatted(batch, batch, i))
                                .toList());
    }

    private static String one(Store store, String sql) {
        try (Connection connection = store.reader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String refusal(Path file, Path data) {
        return assertThrows(
                        BackupException.class,
                        () -> StoreRestore.run(file, data, BackupProgress.NONE))
                .getMessage();
    }

    private static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void whileRecordsComeInItIsTheStateBetweenTwoTransactions() throws Exception {
        AtomicInteger committed = new AtomicInteger();
        AtomicBoolean done = new AtomicBoolean();
        try (Store store = open(data())) {
            Thread writer =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (!done.get()) {
                                    addBatch(store, committed.get());
                                    committed.incrementAndGet();
                                }
                            });
            for (int round = 0; round < 4; round++) {
                int before = committed.get();
                while (committed.get() < before + 5) {
                    Thread.onSpinWait();
                }
                int least = committed.get();
                BackupSummary summary = backUp(store);
                int most = committed.get() + 1;
                Path back = folder.resolve("back" + round);
                assertEquals(summary, StoreRestore.run(target(), back, BackupProgress.NONE));
                checkBoundary(back, least, most);
            }
            done.set(true);
            writer.join();
        }
    }

    /** Of each batch all records are there or none, and no later batch without the earlier. */
    private void checkBoundary(Path data, int least, int most) {
        try (Store store = open(data)) {
            int batches = Integer.parseInt(one(store, "SELECT count(*) FROM IngestionRuns"));
            assertTrue(batches >= least && batches <= most, least + " " + batches + " " + most);
            String whole =
                    "SELECT count(*) || ' ' || coalesce(max(n), 0) || ' ' || min(n) FROM (SELECT count(*) n"
                            + " FROM %s GROUP BY split_part(JobUniqueId, '-', 1))";
            String expected = batches + " " + BATCH + " " + BATCH;
            assertEquals(expected, one(store, whole.formatted("AddonAzureBackupJobs")));
            assertEquals(expected, one(store, whole.formatted("AddonAzureBackupJobs_current")));
            String last = "SELECT max(split_part(JobUniqueId, '-', 1)[2:]::INT) FROM";
            assertEquals(String.valueOf(batches - 1), one(store, last + " AddonAzureBackupJobs"));
            addBatch(store, 1_000_000);
        }
    }

    @Test
    void settingsBelongToItAndSecretsDoNot() throws IOException {
        try (Store store = open(data())) {
            addBatch(store, 0);
            Files.writeString(data().resolve("vaultlens.yaml"), "listen: {port: 1}\n");
            Files.writeString(data().resolve("admin.token"), "secret");
            backUp(store);
        }
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(target())));
        Path back = folder.resolve("back");
        StoreRestore.run(target(), back, BackupProgress.NONE);
        assertEquals(
                List.of("store.duckdb", "vaultlens.yaml"),
                inside(back).stream().map(file -> file.getFileName().toString()).sorted().toList());
        assertEquals("listen: {port: 1}\n", Files.readString(back.resolve("vaultlens.yaml")));
    }

    @Test
    void anEarlierBackupIsReplacedAndAnotherFileIsNot() throws IOException {
        Path thesis = Files.writeString(folder.resolve("thesis.txt"), "years of work");
        try (Store store = open(data())) {
            backUp(store);
            addBatch(store, 0);
            long rows = backUp(store).rows();
            StoreBackup backup = new StoreBackup(store, "0.1.0", CLOCK);
            BackupException refused =
                    assertThrows(
                            BackupException.class, () -> backup.write(thesis, BackupProgress.NONE));
            assertEquals(
                    thesis + " is there and is no backup; choose another name",
                    refused.getMessage());
            Path back = folder.resolve("back");
            assertEquals(rows, StoreRestore.run(target(), back, BackupProgress.NONE).rows());
        }
        assertEquals("years of work", Files.readString(thesis));
    }

    @Test
    void itIsRestoredIntoAnEmptyFolderOnly() throws IOException {
        try (Store store = open(data())) {
            backUp(store);
        }
        assertEquals(
                "the folder " + data() + " is not empty; restore into an empty one",
                refusal(target(), data()));
        Path none = folder.resolve("none");
        Path text = Files.writeString(folder.resolve("text"), "no backup");
        assertEquals(text + " is no folder; restore into an empty one", refusal(target(), text));
        assertEquals(
                text + " is no backup of Vaultlens, or not a whole one; nothing was restored",
                refusal(text, none));
        assertEquals("there is no file " + none, refusal(none, folder.resolve("other")));
        Path empty = Files.createDirectories(folder.resolve("empty"));
        StoreRestore.run(target(), empty, BackupProgress.NONE);
        open(empty).close();
    }

    @Test
    void aDamagedOneIsRefusedWhereverTheDamageIs() throws IOException {
        try (Store store = open(data())) {
            addBatch(store, 0);
            backUp(store);
        }
        byte[] whole = Files.readAllBytes(target());
        Random random = new Random(3);
        Path copy = folder.resolve("copy");
        for (int i = 0; i < 60; i++) {
            byte[] damaged = whole.clone();
            // The manifest and the list of files stand at the end.
            int at = whole.length - 1 - random.nextInt(i % 2 == 0 ? whole.length : 8_000);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(copy, damaged);
            Path back = folder.resolve("back" + i);
            String place = "byte " + at + " of " + whole.length;
            try {
                StoreRestore.run(copy, back, BackupProgress.NONE);
                assertSame(whole, back, place);
            } catch (BackupException e) {
                assertTrue(e.getMessage().endsWith("nothing was restored"), place + e.getMessage());
                assertTrue(!Files.exists(back) || inside(back).isEmpty(), place);
            }
        }
        Files.write(copy, Arrays.copyOf(whole, whole.length - 1000));
        assertTrue(refusal(copy, folder.resolve("cut")).contains("not a whole one"));
    }

    /** Damage to what a zip archive says beside its files, its times for example, does no harm. */
    private void assertSame(byte[] whole, Path back, String place) throws IOException {
        Path original = folder.resolve("original");
        if (!Files.exists(original)) {
            Files.write(folder.resolve("whole"), whole);
            StoreRestore.run(folder.resolve("whole"), original, BackupProgress.NONE);
        }
        assertEquals(
                -1,
                Files.mismatch(original.resolve("store.duckdb"), back.resolve("store.duckdb")),
                place);
    }

    @Test
    void oneOfANewerVersionIsRefused() throws IOException {
        try (Store store = open(data())) {
            backUp(store);
        }
        String text = new String(Files.readAllBytes(target()), StandardCharsets.ISO_8859_1);
        assertTrue(text.contains("\"format\" : 1"));
        Manifest manifest =
                new Manifest(2, "9.0.0", 1, NOW.toString(), List.of(), new java.util.TreeMap<>());
        Path newer = folder.resolve("newer");
        try (var zip = new java.util.zip.ZipOutputStream(Files.newOutputStream(newer))) {
            zip.putNextEntry(new java.util.zip.ZipEntry(Manifest.NAME));
            zip.write(manifest.json());
        }
        assertEquals(
                "the backup "
                        + newer
                        + " was written by a newer version of Vaultlens (9.0.0); restore it with that"
                        + " version",
                refusal(newer, folder.resolve("back")));
        assertFalse(Files.exists(folder.resolve("back")));
    }
}
