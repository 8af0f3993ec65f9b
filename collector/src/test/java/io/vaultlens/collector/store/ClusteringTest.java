package io.vaultlens.collector.store;

import static io.vaultlens.collector.store.StoreRows.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Current rows are laid together by vault, and nobody sees other rows for it. */
class ClusteringTest {
    private static final String JOBS = "AddonAzureBackupJobs_current";
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final String ROWS =
            "SELECT concat_ws(' ', JobUniqueId, ResourceId, JobStatus, TimeGenerated, _key, _item)"
                    + " FROM "
                    + JOBS
                    + " ORDER BY ALL";
    private static final String HISTORY =
            ROWS.replace(
                    JOBS,
                    "(SELECT * FROM AddonAzureBackupJobs QUALIFY row_number() OVER"
                            + " (PARTITION BY JobUniqueId ORDER BY TimeGenerated DESC, _key DESC) = 1)");

    /** How often the next row by place is another vault's. */
    private static final String TURNS =
            "SELECT count(*) FROM (SELECT ResourceId <> lag(ResourceId) OVER (ORDER BY rowid) AS turn FROM "
                    + JOBS
                    + ") WHERE turn";

    @TempDir Path folder;
    private final List<Runnable> meanwhile = new ArrayList<>();
    private Store store;

    private void begin() {
        StoreListener listener =
                new StoreListener() {
                    @Override
                    public void clustering() {
                        List.copyOf(meanwhile).forEach(Runnable::run);
                    }
                };
        store = Store.open(folder, Catalog.load(), StoreSettings.standard().withListener(listener));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void add(Instant time, String status, int from, int to) {
        String record =
                """
                {"time":"%s","category":"AddonAzureBackupJobs","operationName":"Job",\
                "resourceId":"/SUBSCRIPTIONS/S/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.RECOVERYSERVICES\
                /VAULTS/V%d",\
                "properties":{"JobUniqueId":"j%d","JobStatus":"%s"}}\
                """;
        List<String> records =
                IntStream.range(from, to)
                        .mapToObj(i -> record.formatted(time.plusSeconds(i), i % 3, i, status))
                        .toList();
        new Ingest(store, Clock.fixed(time, ZoneOffset.UTC), IngestSettings.standard())
                .records("test", records);
    }

    private void addInTurns() {
        for (int hour = 0; hour < 5; hour++) {
            add(NOW.plusSeconds(hour * 3_600), "InProgress", hour * 100, hour * 100 + 120);
        }
    }

    @Test
    void rowsOfAVaultLieTogetherInOrderOfTime() {
        begin();
        addInTurns();
        List<String> before = rows(store, ROWS);
        assertTrue(
                Integer.parseInt(rows(store, TURNS).getFirst()) > 10, "they are scattered before");
        assertTrue(store.cluster(JOBS));
        assertEquals(before, rows(store, ROWS));
        assertEquals(List.of("2"), rows(store, TURNS));
        assertEquals(
                List.of("0"),
                rows(
                        store,
                        "SELECT count(*) FROM (SELECT TimeGenerated < lag(TimeGenerated) OVER (PARTITION"
                                + " BY ResourceId ORDER BY rowid) AS back FROM "
                                + JOBS
                                + ") WHERE back"));
        assertEquals(
                List.of("520 520"),
                store.scatter().stream()
                        .filter(each -> each.table().equals(JOBS))
                        .map(each -> each.rows() + " " + each.settled())
                        .toList());
    }

    @Test
    void whatComesMeanwhileIsThereAfterwards() {
        begin();
        addInTurns();
        meanwhile.add(() -> add(NOW.plusSeconds(90_000), "Failed", 400, 600));
        assertTrue(store.cluster(JOBS));
        assertEquals(rows(store, HISTORY), rows(store, ROWS));
        assertEquals(List.of("600"), rows(store, "SELECT count(*) FROM " + JOBS));
        add(NOW.plusSeconds(99_000), "Completed", 0, 10);
        assertEquals(rows(store, HISTORY), rows(store, ROWS));
    }

    @Test
    void whereRowsGoMeanwhileTheOldTableStays() {
        begin();
        addInTurns();
        meanwhile.add(() -> store.expire("AddonAzureBackupJobs", NOW.plusSeconds(3_600)));
        assertFalse(store.cluster(JOBS));
        assertEquals(rows(store, HISTORY), rows(store, ROWS));
        meanwhile.clear();
        assertTrue(store.cluster(JOBS));
        assertEquals(rows(store, HISTORY), rows(store, ROWS));
    }

    @Test
    void whatAnInterruptedOneLeftIsTakenAway() {
        begin();
        addInTurns();
        List<String> before = rows(store, ROWS);
        meanwhile.add(() -> {
            throw new IllegalStateException("stopped here");
        });
        assertThrows(IllegalStateException.class, () -> store.cluster(JOBS));
        assertEquals(before, rows(store, ROWS));
        String drafts = "SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE '%_clustered'";
        assertEquals(List.of("1"), rows(store, drafts));
        store.close();
        begin();
        assertEquals(List.of("0"), rows(store, drafts));
        assertEquals(before, rows(store, ROWS));
    }
}
