package io.vaultlens.collector.archive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Makes records of a fictional estate by seed: each call makes a fact of its own. */
final class DirtyRecords {
    private static final Instant BEGIN = Instant.parse("2026-02-01T00:00:00Z");
    private static final List<String> TENANTS =
            List.of("contoso", "fabrikam", "northwind", "adatum");
    private static final List<String> STATES = List.of("InProgress", "Completed");
    private static final List<String> ENDS = List.of("Completed", "Failed", "Failed", "Cancelled");
    private static final DateTimeFormatter SEVEN_DIGITS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT);
    private static final int VAULTS = 3;
    private static final int ITEMS = 60;

    private final Random random;
    private int serial;

    DirtyRecords(Random random) {
        this.random = random;
    }

    /** A record with the vault that it belongs to. */
    record Made(int vault, ObjectNode json) {
        Made copy() {
            return new Made(vault, json.deepCopy());
        }

        ObjectNode properties() {
            return (ObjectNode) json.get("properties");
        }

        String category() {
            return json.get("category").textValue();
        }
    }

    static String resourceId(int vault) {
        String tenant = TENANTS.get(vault % TENANTS.size());
        String id =
                "/subscriptions/%08d-0000-4000-8000-000000000000/resourceGroups/rg-%s/providers"
                        + "/Microsoft.RecoveryServices/vaults/vault-%d";
        return id.formatted(vault, tenant, vault).toUpperCase(Locale.ROOT);
    }

    /** A job's states, each later than the one before; the middle one may be left out. */
    List<Made> job() {
        int item = random.nextInt(ITEMS);
        String id = "job-" + ++serial;
        Instant start = moment();
        String end = ENDS.get(random.nextInt(ENDS.size()));
        int seconds = 10 + random.nextInt(5_000);
        Made running = job(item, id, start, STATES.getFirst(), 1);
        Made ended = job(item, id, start.plusSeconds(seconds), end, seconds);
        ended.properties()
                .put("JobFailureCode", end.equals("Failed") ? "Code" + random.nextInt(9) : "");
        return random.nextInt(4) == 0 ? List.of(running, ended) : List.of(ended);
    }

    private Made job(int item, String id, Instant time, String status, int seconds) {
        Made made = record(item % VAULTS, time, "AddonAzureBackupJobs", "Job");
        made.properties()
                .put("JobUniqueId", id)
                .put("JobOperation", random.nextInt(9) == 0 ? "Restore" : "Backup")
                .put("JobStatus", status)
                .put("JobStartDateTime", text(time))
                .put("JobDurationInSecs", seconds)
                .put("BackupItemUniqueId", "item-" + item)
                .put("RecoveryJobRPDateTime", "");
        if (random.nextInt(10) == 0) {
            made.properties().putObject("ExtendedProperties").put("note", "東京 \"" + id + "\"\t\\");
        }
        if (random.nextInt(12) == 0) {
            made.properties().put("RetentionTag", "gold");
        }
        return made;
    }

    /** A record of one of the other tables. */
    Made other() {
        int item = random.nextInt(ITEMS);
        Instant time = moment();
        String number = String.valueOf(++serial);
        return switch (random.nextInt(6)) {
            case 0, 1 -> core(item, time);
            case 2 ->
                    filled(
                            item,
                            time,
                            "AddonAzureBackupPolicy",
                            "Policy",
                            Map.of(
                                    "PolicyUniqueId",
                                    "policy-" + random.nextInt(5),
                                    "DailyRetentionDuration",
                                    "30"));
            case 3 ->
                    filled(
                            item,
                            time,
                            "AddonAzureBackupStorage",
                            "StorageAssociation",
                            Map.of(
                                    "BackupItemUniqueId",
                                    "item-" + item,
                                    "StorageConsumedInMBs",
                                    number));
            case 4 ->
                    filled(
                            item,
                            time,
                            "AddonAzureBackupAlerts",
                            "Alert",
                            Map.of("AlertUniqueId", "alert-" + number, "AlertStatus", "Active"));
            default ->
                    filled(
                            item,
                            time,
                            "AzureBackupOperations",
                            "DataOperations",
                            Map.of(
                                    "OperationType",
                                    "Change" + number,
                                    "BackupManagementType",
                                    "MAB"));
        };
    }

    private Made core(int item, Instant time) {
        Made made = record(item % VAULTS, time, "CoreAzureBackup", "BackupItem");
        made.properties()
                .put("BackupItemUniqueId", "item-" + item)
                .put("BackupItemProtectionState", random.nextBoolean() ? "Protected" : "IRPending")
                .put("StorageConsumedInMBs", random.nextInt(100_000));
        return made;
    }

    private Made filled(
            int item,
            Instant time,
            String category,
            String operation,
            Map<String, String> properties) {
        Made made = record(item % VAULTS, time, category, operation);
        properties.forEach(made.properties()::put);
        return made;
    }

    private Made record(int vault, Instant time, String category, String operation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("time", text(time));
        json.put("resourceId", resourceId(vault));
        json.put("category", category);
        json.put("operationName", operation);
        json.putObject("properties")
                .put("SchemaVersion", "V2")
                .put("State", "Active")
                .put("VaultUniqueId", "vault-" + vault);
        return new Made(vault, json);
    }

    /** With all seven digits, as the service writes it. */
    private static String text(Instant time) {
        return SEVEN_DIGITS.format(time.atOffset(ZoneOffset.UTC));
    }

    /** A moment to 100 ns; now and then one that is years off. */
    private Instant moment() {
        Duration away =
                switch (random.nextInt(400)) {
                    case 0 -> Duration.ofDays(-9_000);
                    case 1 -> Duration.ofDays(20_000);
                    default -> Duration.ofMinutes(random.nextInt(30 * 24 * 60));
                };
        long fraction = random.nextLong(TimeUnit.MINUTES.toNanos(1) / 100) * 100;
        return BEGIN.plus(away).plusNanos(fraction);
    }
}
