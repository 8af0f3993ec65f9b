package io.vaultlens.collector.kill;

import io.vaultlens.collector.archive.StoreCount;
import io.vaultlens.collector.backup.StoreBackup;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.collector.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Lets rows arrive day by day, some of them late, takes the older ones out again, backs the store
 * up, lays current rows together and writes its file anew.
 */
public final class UpkeepWork implements KillWork {
    private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");
    private static final int DAYS = 15;
    private static final int KEPT = 5;
    private static final int ROWS = 60;
    private static final String TABLE = "AddonAzureBackupJobs";

    private static Clock day(int day) {
        return Clock.fixed(FIRST.plus(Duration.ofDays(day)), ZoneOffset.UTC);
    }

    /** Every job has a row a day until its last; of every seventh the later rows came first. */
    private static String record(int day, int job) {
        int told = job % 7 == 0 ? DAYS - day : day;
        return """
        {"time":"%s","category":"AddonAzureBackupJobs","operationName":"Job","properties":\
        {"JobUniqueId":"j%d","JobStatus":"InProgress","BackupItemUniqueId":"i%d"}}\
        """
                .formatted(FIRST.plus(Duration.ofHours(told)), job, job % 5);
    }

    @Override
    public void run(Store store, Path input, Moments moments) {
        StoreBackup backup = new StoreBackup(store, "0.1.0", Clock.systemUTC());
        for (int day = 0; day < DAYS; day++) {
            ingest(store, day);
            if (day % 4 == 0) {
                store.cluster(TABLE + "_current");
            }
            if (day % 5 == 0) {
                store.expire(TABLE, day(day - KEPT).instant());
                backup.write(
                        input.resolve("store.backup"), (done, all) -> moments.enter("backingUp"));
                shrinkWhileRecordsCome(store, day + 1);
            }
        }
        store.expire(TABLE, day(DAYS - KEPT).instant());
        store.checkpoint();
    }

    private static void ingest(Store store, int day) {
        new Ingest(store, day(day), IngestSettings.standard())
                .records(
                        "test",
                        IntStream.range(0, ROWS)
                                .filter(job -> job > DAYS || day < job)
                                .mapToObj(job -> record(day, job))
                                .toList());
    }

    private static void shrinkWhileRecordsCome(Store store, int day) {
        Thread others = Thread.ofPlatform().start(() -> ingest(store, day));
        try {
            store.shrink();
            others.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Map<String, Long> figures(Store store) {
        return StoreCount.of(store);
    }
}
