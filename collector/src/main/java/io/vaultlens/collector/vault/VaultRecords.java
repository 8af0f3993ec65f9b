package io.vaultlens.collector.vault;

import java.time.Instant;
import java.util.Optional;

/** Writes what a local vault holds as the records that Azure writes of its vaults. */
public final class VaultRecords {
    /** The category of vaults, items and recovery points. */
    public static final String CORE = "CoreAzureBackup";

    /** The category of jobs. */
    public static final String JOBS = "AddonAzureBackupJobs";

    /** The category of policies. */
    public static final String POLICY = "AddonAzureBackupPolicy";

    /** The category of storage. */
    public static final String STORAGE = "AddonAzureBackupStorage";

    /** The category of what is protected. */
    public static final String PROTECTED = "AddonAzureBackupProtectedInstance";

    /** The bytes in the megabyte that the tables count in. */
    public static final double BYTES_PER_MB = 1 << 20;

    private final LocalVault vault;
    private final Instant time;

    /** Records of this vault, written at this moment. */
    public VaultRecords(LocalVault vault, Instant time) {
        this.vault = vault;
        this.time = time;
    }

    /** A record about the vault, with what all of them say. */
    public DiagnosticRecord record(String category, String operationName) {
        return new DiagnosticRecord(category, operationName, vault.resourceId(), time)
                .with("SchemaVersion", "V2")
                .with("State", "Active")
                .with("VaultType", "")
                .with("BackupManagementType", vault.managementType())
                .with("VaultUniqueId", vault.uniqueId())
                .with("VaultName", vault.name())
                .with("SubscriptionId", LocalVault.SUBSCRIPTION)
                .with("ResourceGroupName", LocalVault.RESOURCE_GROUP)
                .with("AzureDataCenter", LocalVault.LOCATION);
    }

    /** The vault itself. */
    public DiagnosticRecord vault() {
        return record(CORE, "Vault")
                .with("VaultTags", "{}")
                .with("StorageReplicationType", "LocallyRedundant");
    }

    /** A record about one item. */
    public DiagnosticRecord ofItem(
            String category, String operationName, String item, String containerId) {
        return record(category, operationName)
                .with("BackupItemUniqueId", vault.itemId(item))
                .with("ProtectedContainerUniqueId", containerId);
    }

    /** An item: files and folders. */
    public DiagnosticRecord item(String item, String containerId) {
        return ofItem(CORE, "BackupItem", item, containerId)
                .with("BackupItemName", "folder;" + item)
                .with("BackupItemFriendlyName", item)
                .with("BackupItemType", "FileFolder")
                .with("BackupItemProtectionState", "Protected");
    }

    /** The machine that items lie on. */
    public DiagnosticRecord container(String containerId, String name, String friendlyName) {
        return record(CORE, "ProtectedContainer")
                .with("ProtectedContainerUniqueId", containerId)
                .with("ProtectedContainerName", name)
                .with("ProtectedContainerFriendlyName", friendlyName)
                .with("ProtectedContainerWorkloadType", "FileFolder")
                .with("ProtectedContainerType", "Server")
                .with("ProtectedContainerLocation", "OnPremise")
                .with("ProtectedContainerProtectionState", "Protected");
    }

    /** That an item counts as one that is protected. */
    public DiagnosticRecord protectedInstance(String item) {
        return record(PROTECTED, "ProtectedInstance")
                .with("BackupItemUniqueId", vault.itemId(item))
                .with("ProtectedInstanceCount", 10L);
    }

    /** From when to when there is something to restore. */
    public DiagnosticRecord recoveryPoints(
            String item, String containerId, Instant oldest, Instant latest) {
        return ofItem(CORE, "RecoveryPoint", item, containerId)
                .with("LatestRecoveryPointTime", latest)
                .with("LatestRecoveryPointLocation", "Disk")
                .with("OldestRecoveryPointTime", oldest)
                .with("OldestRecoveryPointLocation", "Disk");
    }

    /** How large an item is where it lies. */
    public DiagnosticRecord sourceSize(String item, String containerId, long bytes) {
        return ofItem(CORE, "BackupItemFrontEndSizeConsumption", item, containerId)
                .with("BackupItemFrontEndSize", bytes / BYTES_PER_MB);
    }

    /** Where backups lie. */
    public DiagnosticRecord storage(String storageId, String name) {
        return record(STORAGE, "Storage")
                .with("StorageUniqueId", storageId)
                .with("StorageType", "Disk")
                .with("StorageName", name);
    }

    /** The room that backups take; of all items together where none is named. */
    public DiagnosticRecord consumed(
            String storageId, Optional<String> item, String containerId, long bytes) {
        DiagnosticRecord record =
                item.map(name -> ofItem(STORAGE, "StorageAssociation", name, containerId))
                        .orElseGet(() -> record(STORAGE, "StorageAssociation"));
        double megabytes = bytes / BYTES_PER_MB;
        return record.with("StorageUniqueId", storageId)
                .with("StorageConsumedInMBs", megabytes)
                .with("StorageAllocatedInMBs", megabytes);
    }

    /** A state of a job, without what came of it. */
    public DiagnosticRecord job(
            String job, String operation, String item, String containerId, String status) {
        return ofItem(JOBS, "Job", item, containerId)
                .with("JobOperation", operation)
                .with("JobOperationSubType", operation.equals("Backup") ? "Full" : "")
                .with("BackupItemFriendlyName", item)
                .with("BackupManagementServerUniqueId", "")
                .with("JobUniqueId", job)
                .with("JobStatus", status);
    }
}
