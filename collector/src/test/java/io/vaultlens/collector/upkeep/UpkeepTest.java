package io.vaultlens.collector.upkeep;

import static io.vaultlens.collector.store.StoreRows.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows go when an administrator said so, while others read and write. */
class UpkeepTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    /** What the records tell: before any of them arrives. */
    private static final Instant TOLD = NOW.minus(Duration.ofDays(4_001));

    private static final StoreSettings SETTINGS =
            StoreSettings.standard().withMemoryMegabytes(256).withThreads(2);
    private static final Rule JOBS = new Rule("AddonAzureBackupJobs", Duration.ofDays(30));

    @TempDir Path folder;

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }

    private static void add(Store store, Instant arrived, int from, int to) {
        String record =
                """
                {"time":"%s","category":"AddonAzureBackupJobs","operationName":"Job",\
                "properties":{"JobUniqueId":"j%d","JobStatus":"Failed","BackupItemUniqueId":"%s"}}\
                """;
        new Ingest(store, at(arrived), IngestSettings.standard())
                .records(
                        "test",
                        IntStream.range(from, to)
                                .mapToObj(
                                        i -> record.formatted(TOLD, i, Integer.toHexString(i * 31)))
                                .toList());
    }

    @Test
    void itCountsFromArrivalAndTellsWhatItDid() {
        try (Store store = Store.open(folder, Catalog.load(), SETTINGS)) {
            add(store, NOW.minus(Duration.ofDays(31)), 0, 70_000);
            add(store, NOW.minus(Duration.ofDays(29)), 70_000, 70_010);
            // Delivered again yesterday: it arrived yesterday.
            add(store, NOW.minus(Duration.ofDays(1)), 5, 6);
            Upkeep upkeep = new Upkeep(store, at(NOW), List.of(JOBS), OptionalInt.of(20));
            assertEquals(Optional.empty(), upkeep.log().lastRetention());
            upkeep.run();
            assertEquals(Optional.of(NOW), upkeep.log().lastRetention());
            assertEquals(List.of("11"), rows(store, "SELECT count(*) FROM AddonAzureBackupJobs"));
            assertEquals(
                    List.of("11"),
                    rows(store, "SELECT count(*) FROM AddonAzureBackupJobs_current"));
            assertEquals(
                    List.of(
                            "retention AddonAzureBackupJobs 69999 Completed",
                            "shrink  0 Completed"),
                    rows(
                            store,
                            "SELECT concat_ws(' ', \"Task\", \"Table\", \"Rows\", \"Outcome\")"
                                    + " FROM \"Maintenance\" ORDER BY _key"));
            assertEquals(
                    List.of("true"),
                    rows(
                            store,
                            "SELECT \"BytesAfter\" < \"BytesBefore\" FROM \"Maintenance\""
                                    + " WHERE \"Task\" = 'shrink'"));
        }
    }

    @Test
    void nothingGoesWhereNobodySaidSo() {
        try (Store store = Store.open(folder, Catalog.load(), SETTINGS)) {
            add(store, NOW.minus(Duration.ofDays(4_000)), 0, 10);
            new Upkeep(store, at(NOW), List.of(), OptionalInt.of(50)).run();
            assertEquals(List.of("10"), rows(store, "SELECT count(*) FROM AddonAzureBackupJobs"));
            assertEquals(List.of("0"), rows(store, "SELECT count(*) FROM \"Maintenance\""));
        }
    }

    @Test
    void readersAndWritersGoOnAndSeeHistoryAndCurrentStateAgree() throws Exception {
        String agree =
                "SELECT count(*) = (SELECT count(*) FROM AddonAzureBackupJobs_current)"
                        + " FROM (SELECT DISTINCT JobUniqueId FROM AddonAzureBackupJobs)";
        AtomicBoolean done = new AtomicBoolean();
        List<String> seen = new ArrayList<>();
        try (Store store = Store.open(folder, Catalog.load(), SETTINGS)) {
            for (int day = 90; day > 0; day -= 3) {
                add(store, NOW.minus(Duration.ofDays(day)), day * 100, day * 100 + 250);
            }
            Thread reader =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (!done.get()) {
                                    seen.addAll(rows(store, agree));
                                }
                            });
            for (int days : new int[] {80, 60, 40, 20, 1}) {
                Rule rule = new Rule("AddonAzureBackupJobs", Duration.ofDays(days));
                new Upkeep(store, at(NOW), List.of(rule), OptionalInt.of(1)).run();
                add(store, NOW, 50_000 + days, 50_000 + days + 3);
            }
            done.set(true);
            reader.join();
            assertEquals(List.of("true"), rows(store, agree));
        }
        assertTrue(seen.size() > 5, "the reader was kept waiting");
        assertTrue(seen.stream().allMatch("true"::equals), seen.toString());
    }
}
