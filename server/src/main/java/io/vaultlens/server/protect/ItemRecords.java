package io.vaultlens.server.protect;

import io.vaultlens.server.config.ProtectedItem;
import io.vaultlens.server.engine.BackupOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes what there is to protect as the records that Azure writes of its vaults and items. */
final class ItemRecords {
    private static final String CORE = "CoreAzureBackup";
    private static final String POLICY = "AddonAzureBackupPolicy";
    private static final String STORAGE = "AddonAzureBackupStorage";
    private static final double BYTES_PER_MB = 1 << 20;
    private static final String FOR_EVER = "9999";

    private final ProtectedItem item;
    private final LocalVault vault;
    private final Instant time;

    ItemRecords(ProtectedItem item, Instant time) {
        this.item = item;
        this.vault = new LocalVault(item.vault());
        this.time = time;
    }

    /** The machine that this server runs on is the container of all its folders. */
    static String containerId(LocalVault vault) {
        return vault.uniqueId() + ";server";
    }

    private String policyId() {
        return vault.uniqueId() + ";policy;" + item.name();
    }

    private String storageId() {
        return vault.uniqueId() + ";disk;" + item.repository();
    }

    /** The vault, the item and its policy, as the configuration declares them. */
    List<String> declared() {
        List<String> records = new ArrayList<>();
        records.add(
                record(CORE, "Vault")
                        .with("VaultTags", "{}")
                        .with("StorageReplicationType", "LocallyRedundant")
                        .toJson());
        records.add(
                ofItem(CORE, "BackupItem")
                        .with("BackupItemName", "folder;" + item.name())
                        .with("BackupItemFriendlyName", item.name())
                        .with("BackupItemType", "FileFolder")
                        .with("BackupItemProtectionState", "Protected")
                        .toJson());
        records.add(
                ofItem(CORE, "BackupItemAssociation").with("PolicyUniqueId", policyId()).toJson());
        records.add(container());
        records.add(policy());
        records.add(
                record(POLICY, "PolicyAssociation").with("PolicyUniqueId", policyId()).toJson());
        records.add(
                record(STORAGE, "Storage")
                        .with("StorageUniqueId", storageId())
                        .with("StorageType", "Disk")
                        .with("StorageName", item.repository().toString())
                        .toJson());
        records.add(
                record("AddonAzureBackupProtectedInstance", "ProtectedInstance")
                        .with("BackupItemUniqueId", vault.itemId(item.name()))
                        .with("ProtectedInstanceCount", 10L)
                        .toJson());
        return records;
    }

    private String container() {
        return record(CORE, "ProtectedContainer")
                .with("ProtectedContainerUniqueId", containerId(vault))
                .with("ProtectedContainerName", "server")
                .with("ProtectedContainerFriendlyName", "this server")
                .with("ProtectedContainerOSType", System.getProperty("os.name"))
                .with("ProtectedContainerWorkloadType", "FileFolder")
                .with("ProtectedContainerType", "Server")
                .with("ProtectedContainerLocation", "OnPremise")
                .with("ProtectedContainerProtectionState", "Protected")
                .toJson();
    }

    private String policy() {
        DiagnosticRecord policy =
                record(POLICY, "Policy")
                        .with("PolicyUniqueId", policyId())
                        .with("PolicyName", item.name())
                        .with("PolicyTimeZone", "UTC")
                        .with("BackupFrequency", item.schedule().isPresent() ? "Daily" : "")
                        .with("BackupTimes", item.schedule().orElse(""))
                        .with("RetentionType", "Days");
        String days = item.keepDays().isPresent() ? "" + item.keepDays().getAsInt() : FOR_EVER;
        return policy.with("RetentionDuration", days).with("DailyRetentionDuration", days).toJson();
    }

    /** What a good backup adds: its recovery point and the room that all of them take. */
    List<String> backedUp(BackupOutcome outcome) {
        List<String> records = new ArrayList<>();
        records.add(
                ofItem(CORE, "BackupItemFrontEndSizeConsumption")
                        .with("BackupItemFrontEndSize", outcome.bytesRead() / BYTES_PER_MB)
                        .toJson());
        outcome.stored()
                .ifPresent(stored -> {
                    records.add(
                            ofItem(CORE, "RecoveryPoint")
                                    .with("LatestRecoveryPointTime", stored.latest())
                                    .with("LatestRecoveryPointLocation", "Disk")
                                    .with("OldestRecoveryPointTime", stored.oldest())
                                    .with("OldestRecoveryPointLocation", "Disk")
                                    .toJson());
                    double megabytes = stored.bytes() / BYTES_PER_MB;
                    records.add(
                            ofItem(STORAGE, "StorageAssociation")
                                    .with("StorageUniqueId", storageId())
                                    .with("StorageConsumedInMBs", megabytes)
                                    .with("StorageAllocatedInMBs", megabytes)
                                    .toJson());
                });
        return records;
    }

    private DiagnosticRecord ofItem(String category, String operationName) {
        return record(category, operationName)
                .with("BackupItemUniqueId", vault.itemId(item.name()))
                .with("ProtectedContainerUniqueId", containerId(vault));
    }

    private DiagnosticRecord record(String category, String operationName) {
        return new DiagnosticRecord(category, operationName, vault.resourceId(), time)
                .with("SchemaVersion", "V2")
                .with("State", "Active")
                .with("VaultType", "")
                .with("BackupManagementType", LocalVault.MANAGEMENT_TYPE)
                .with("VaultUniqueId", vault.uniqueId())
                .with("VaultName", vault.name())
                .with("SubscriptionId", LocalVault.SUBSCRIPTION)
                .with("ResourceGroupName", LocalVault.RESOURCE_GROUP)
                .with("AzureDataCenter", LocalVault.LOCATION);
    }
}
