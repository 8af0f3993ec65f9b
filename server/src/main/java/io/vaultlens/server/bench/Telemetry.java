package io.vaultlens.server.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Writes job records of a made-up estate as a storage account's archive: the same seed, the same
 * bytes.
 *
 * <p>Each vault has a blob for each hour with some thousand records. Three jobs in ten are told
 * twice, as running and as ended; one record in a hundred comes again an hour later; one in ten has
 * a bag.
 */
public final class Telemetry {
    static final Instant BEGIN = Instant.parse("2025-11-01T00:00:00Z");
    static final int VAULTS = 12;
    static final int ITEMS = 800;
    private static final int JOBS_AN_HOUR = 780;
    private static final String[] TYPES = {
        "IaaSVM", "IaaSVM", "AzureWorkload", "AzureStorage", "MAB"
    };
    private static final String[] CODES = {
        "UserErrorGuestAgentStatusUnavailable",
        "ExtensionFailedTimeoutVMNetworkUnresponsive",
        "UserErrorVmNotFoundV2",
        "SnapshotFailed",
        "DatamoverGenericError"
    };

    private final Random random;
    private final PriorityQueue<Due> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Due::arrival));
    private long left;
    private long hour;
    private long job;

    /** Records that are still to be written, so many in all. */
    Telemetry(long seed, long records) {
        this.random = new Random(seed);
        this.left = records;
    }

    /** A record that waits for the hour in which it is delivered. */
    private record Due(long seconds, long arrival, int vault, String text) {}

    /** Writes exactly so many records below the folder; returns the end of the last hour. */
    public static Instant write(Path folder, long seed, long records) throws IOException {
        return new Telemetry(seed, records).writeNext(folder, records);
    }

    /** Whether there are records that have not been written yet. */
    boolean hasMore() {
        return left > 0;
    }

    /**
     * Writes the next whole hours below the folder until so many records are written, or all;
     * returns the end of the last hour.
     */
    Instant writeNext(Path folder, long records) throws IOException {
        long until = Math.max(0, left - records);
        for (; left > until; hour++) {
            for (int vault = 0; vault < VAULTS; vault++) {
                makeJobs(vault);
            }
            deliver(folder);
        }
        return BEGIN.plusSeconds(hour * 3_600);
    }

    private void makeJobs(int vault) {
        for (int i = 0; i < JOBS_AN_HOUR; i++) {
            long start = hour * 3_600 + random.nextInt(3_600);
            int seconds = 30 + random.nextInt(2_400);
            int item = random.nextInt(ITEMS);
            long id = job++;
            if (random.nextInt(10) < 3) {
                add(start, vault, record(vault, item, id, start, start, 0));
            }
            add(start + seconds, vault, record(vault, item, id, start, start + seconds, seconds));
        }
    }

    private void add(long time, int vault, String text) {
        waiting.add(new Due(time, time, vault, text));
        if (random.nextInt(100) == 0) {
            waiting.add(new Due(time, time + 3_600, vault, text));
        }
    }

    private void deliver(Path folder) throws IOException {
        List<List<Due>> blobs = new ArrayList<>();
        for (int vault = 0; vault < VAULTS; vault++) {
            blobs.add(new ArrayList<>());
        }
        while (!waiting.isEmpty() && waiting.peek().arrival() < (hour + 1) * 3_600) {
            Due due = waiting.remove();
            blobs.get(due.vault()).add(due);
        }
        ZonedDateTime at = BEGIN.plusSeconds(hour * 3_600).atZone(ZoneOffset.UTC);
        for (int vault = 0; vault < VAULTS && left > 0; vault++) {
            write(blob(folder, "addonazurebackupjobs", at, vault), blobs.get(vault));
        }
    }

    private void write(Path blob, List<Due> records) throws IOException {
        Files.createDirectories(blob.getParent());
        StringBuilder text = new StringBuilder(1 << 20);
        for (Due due : records) {
            if (left-- > 0) {
                text.append(due.text());
            }
        }
        try (OutputStream out = Files.newOutputStream(blob)) {
            out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Where the service puts what a vault tells of a category in an hour. */
    static Path blob(Path folder, String category, ZonedDateTime at, int vault) {
        String name = "insights-logs-%s/resourceId=%s/y=%04d/m=%02d/d=%02d/h=%02d/m=00/PT1H.json";
        return folder.resolve(
                name.formatted(
                        category,
                        resourceId(vault),
                        at.getYear(),
                        at.getMonthValue(),
                        at.getDayOfMonth(),
                        at.getHour()));
    }

    /** The key of an item in all tables. */
    static String itemId(int vault, int item) {
        return "westeurope;%d;iaasvmcontainerv2;rg-apps;vm-%d".formatted(1_000_000 + vault, item);
    }

    /** The engine that backs an item up. */
    static String typeOf(int item) {
        return TYPES[item % TYPES.length];
    }

    static String resourceId(int vault) {
        String pattern =
                "/SUBSCRIPTIONS/%08d-0000-4000-8000-000000000000/RESOURCEGROUPS/RG-BACKUP"
                        + "/PROVIDERS/%s/VAULT-%d";
        return pattern.formatted(vault, "MICROSOFT.RECOVERYSERVICES/VAULTS", vault);
    }

    private String record(int vault, int item, long id, long start, long time, int seconds) {
        boolean running = seconds == 0;
        boolean failed = !running && random.nextInt(25) == 0;
        String status = running ? "InProgress" : failed ? "Failed" : "Completed";
        String code = running ? "" : failed ? CODES[random.nextInt(CODES.length)] : "Success";
        String vaultId = "westeurope;" + (1_000_000 + vault);
        String itemId = itemId(vault, item);
        StringBuilder json = new StringBuilder(1_100);
        json.append("{\"time\":\"").append(time(time)).append("\",\"resourceId\":\"");
        json.append(resourceIds[vault]).append(HEAD);
        put(json, "BackupManagementType", typeOf(item));
        put(json, "JobUniqueId", uuid(id));
        put(json, "JobOperation", item % 40 == 0 ? "Restore" : "Backup");
        put(json, "JobOperationSubType", "");
        put(json, "JobStatus", status);
        put(json, "JobFailureCode", code);
        put(json, "JobStartDateTime", time(start));
        json.append("\"JobDurationInSecs\":").append(seconds).append(".0,\"DataTransferredInMB\":");
        json.append(seconds / 2).append(".5,");
        if (random.nextInt(10) == 0) {
            json.append("\"ExtendedProperties\":{\"snapshot\":\"tier-")
                    .append(item % 3)
                    .append("\"},");
        }
        put(json, "AdHocOrScheduledJob", item % 20 == 0 ? "AdHoc" : "Scheduled");
        put(json, "BackupItemUniqueId", itemId);
        put(json, "ProtectedContainerUniqueId", itemId);
        put(json, "BackupManagementServerUniqueId", "");
        put(json, "VaultUniqueId", vaultId);
        return json.append(TAIL).toString();
    }

    private static final String HEAD =
            "\",\"category\":\"AddonAzureBackupJobs\",\"operationName\":\"Job\",\"properties\":{"
                    + "\"SchemaVersion\":\"V2\",\"State\":\"Active\",\"VaultType\":\"\",";
    private static final String TAIL =
            "\"RecoveryJobDestination\":\"\",\"RecoveryJobRPDateTime\":\"\","
                    + "\"RecoveryJobRPLocation\":\"\",\"RecoveryLocationType\":\"\"}}\n";

    private final String[] resourceIds = resourceIds();

    private static String[] resourceIds() {
        String[] ids = new String[VAULTS];
        for (int vault = 0; vault < VAULTS; vault++) {
            ids[vault] = resourceId(vault);
        }
        return ids;
    }

    private static void put(StringBuilder json, String name, String value) {
        json.append('"').append(name).append("\":\"").append(value).append("\",");
    }

    /** Scattered over all ids, as those of the service are. */
    private static String uuid(long number) {
        long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 29;
        return new java.util.UUID(mixed, number * 0xBF58476D1CE4E5B9L).toString();
    }

    /** Seven digits, the last of them never 0, as the service writes a moment. */
    private static String time(long seconds) {
        String text = BEGIN.plusSeconds(seconds).toString();
        long fraction = 1 + Math.floorMod(seconds * 7_919_993L, 9_999_999L);
        String digits = String.valueOf(10_000_000 + fraction).substring(1);
        return text.substring(0, text.length() - 1) + "." + digits + "Z";
    }
}
