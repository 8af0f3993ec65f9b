package io.vaultlens.server.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.UUID;

/**
 * Writes job records of the older kind: all values are texts, ids are GUIDs or not, many jobs are
 * told twice, and some in the first schema as well.
 */
final class LegacyJobs {
    /** Their category, which names the folder below the archive. */
    static final String CATEGORY = "AzureBackupReport";

    private static final int JOBS_A_DAY = 1_800;

    private final Random random;

    private LegacyJobs(long seed) {
        random = new Random(seed);
    }

    /** Writes all days from the begin to the end, the same for the same seed. */
    static void write(Path folder, long seed, Instant end) throws IOException {
        LegacyJobs jobs = new LegacyJobs(seed);
        for (Instant day = Telemetry.BEGIN; day.isBefore(end); day = day.plus(1, ChronoUnit.DAYS)) {
            for (int vault = 0; vault < Telemetry.VAULTS; vault++) {
                jobs.write(folder, day, vault);
            }
        }
    }

    private void write(Path folder, Instant day, int vault) throws IOException {
        StringBuilder records = new StringBuilder(1 << 20);
        for (int job = 0; job < JOBS_A_DAY; job++) {
            Instant time = day.plusSeconds(3_600 + job);
            String id = new UUID(random.nextLong(), random.nextLong()).toString();
            id = random.nextBoolean() ? id : "job-" + id.substring(0, 18);
            String status = random.nextInt(25) == 0 ? "Failed" : "Completed";
            if (random.nextInt(3) == 0) {
                append(records, time.minusSeconds(900), vault, "V2", id, "InProgress");
            }
            append(records, time, vault, "V2", id, status);
            if (random.nextInt(5) == 0) {
                append(records, time, vault, "V1", id, status);
            }
        }
        Path blob =
                Telemetry.blob(
                        folder,
                        "azurebackupreport",
                        day.plus(4, ChronoUnit.HOURS).atZone(ZoneOffset.UTC),
                        vault);
        Files.createDirectories(blob.getParent());
        Files.writeString(blob, records, StandardCharsets.US_ASCII);
    }

    private static void append(
            StringBuilder records,
            Instant time,
            int vault,
            String schema,
            String id,
            String status) {
        records.append("{\"time\":\"")
                .append(time)
                .append("\",\"resourceId\":\"")
                .append(Telemetry.resourceId(vault))
                .append("\",\"category\":\"")
                .append(CATEGORY)
                .append("\",\"operationName\":\"Job\",\"properties\":{\"SchemaVersion\":\"")
                .append(schema)
                .append("\",\"State\":\"Active\",\"JobUniqueId\":\"")
                .append(id)
                .append("\",\"JobOperation\":\"Backup\",\"JobStatus\":\"")
                .append(status)
                .append("\",\"JobFailureCode\":\"")
                .append(status.equals("Failed") ? "SnapshotFailed" : "Success")
                .append("\",\"JobDurationInSecs\":\"600\",\"VaultUniqueId\":\"westeurope;")
                .append(1_000_000 + vault)
                .append("\"}}\n");
    }
}
