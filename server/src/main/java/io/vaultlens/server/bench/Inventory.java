package io.vaultlens.server.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Writes what the estate of {@link Telemetry} consists of, told anew each day as the service does:
 * items, their policies, the policies and the storage that each item takes.
 */
final class Inventory {
    private static final String[] POLICIES = {
        "DailyVm30", "DailySql90", "WeeklyFiles", "HourlyLog"
    };

    private final Path folder;
    private long records;

    private Inventory(Path folder) {
        this.folder = folder;
    }

    /** Writes all days from the begin to the end, beside the jobs; returns how many records. */
    static long write(Path folder, Instant end) throws IOException {
        Inventory inventory = new Inventory(folder);
        for (Instant day = Telemetry.BEGIN; day.isBefore(end); day = day.plus(1, ChronoUnit.DAYS)) {
            for (int vault = 0; vault < Telemetry.VAULTS; vault++) {
                inventory.write(day.plus(4, ChronoUnit.HOURS), vault);
            }
        }
        return inventory.records;
    }

    private void write(Instant time, int vault) throws IOException {
        StringBuilder core = new StringBuilder(1 << 20);
        StringBuilder storage = new StringBuilder(1 << 20);
        for (int item = 0; item < Telemetry.ITEMS; item++) {
            String ids = ids(vault, item);
            append(core, time, vault, "CoreAzureBackup", "BackupItem", ids + item(item));
            append(
                    core,
                    time,
                    vault,
                    "CoreAzureBackup",
                    "BackupItemAssociation",
                    ids + ",\"PolicyUniqueId\":\"" + policyId(vault, item % POLICIES.length) + '"');
            append(
                    storage,
                    time,
                    vault,
                    "AddonAzureBackupStorage",
                    "StorageAssociation",
                    ids + storage(time, vault, item));
        }
        StringBuilder policies = new StringBuilder();
        for (int policy = 0; policy < POLICIES.length; policy++) {
            append(
                    policies,
                    time,
                    vault,
                    "AddonAzureBackupPolicy",
                    "Policy",
                    "\"PolicyUniqueId\":\"%s\",\"PolicyName\":\"%s\",\"BackupFrequency\":\"%s\""
                            .formatted(
                                    policyId(vault, policy),
                                    POLICIES[policy],
                                    policy == 2 ? "Weekly" : "Daily"));
        }
        save("coreazurebackup", time, vault, core);
        save("addonazurebackupstorage", time, vault, storage);
        save("addonazurebackuppolicy", time, vault, policies);
    }

    private static String ids(int vault, int item) {
        return "\"BackupItemUniqueId\":\"" + Telemetry.itemId(vault, item) + '"';
    }

    private static String item(int item) {
        String pattern =
                ",\"BackupItemName\":\"vm-%d\",\"BackupItemFriendlyName\":\"vm-%1$d\","
                        + "\"BackupItemType\":\"%s\",\"BackupItemProtectionState\":\"%s\"";
        String type = Telemetry.typeOf(item).equals("IaaSVM") ? "VM" : "FileFolder";
        return pattern.formatted(item, type, item % 50 == 0 ? "ProtectionStopped" : "Protected");
    }

    private static String storage(Instant time, int vault, int item) {
        long grown = ChronoUnit.DAYS.between(Telemetry.BEGIN, time) * (item % 7);
        return ",\"StorageUniqueId\":\"westeurope;%d;cloud\",\"StorageConsumedInMBs\":%d.5"
                .formatted(1_000_000 + vault, 1_000 + item * 3L + grown);
    }

    private static String policyId(int vault, int policy) {
        return "%08d-0000-4000-8000-%012d".formatted(vault, policy);
    }

    private void append(
            StringBuilder blob,
            Instant time,
            int vault,
            String category,
            String operation,
            String properties) {
        blob.append("{\"time\":\"")
                .append(time)
                .append("\",\"resourceId\":\"")
                .append(Telemetry.resourceId(vault))
                .append("\",\"category\":\"")
                .append(category)
                .append("\",\"operationName\":\"")
                .append(operation)
                .append("\",\"properties\":{\"SchemaVersion\":\"V2\",\"State\":\"Active\",")
                .append("\"VaultUniqueId\":\"westeurope;")
                .append(1_000_000 + vault)
                .append("\",")
                .append(properties)
                .append("}}\n");
        records++;
    }

    private void save(String category, Instant time, int vault, StringBuilder text)
            throws IOException {
        ZonedDateTime at = time.atZone(ZoneOffset.UTC);
        Path blob = Telemetry.blob(folder, category, at, vault);
        Files.createDirectories(blob.getParent());
        Files.writeString(blob, text, StandardCharsets.US_ASCII);
    }
}
