package io.vaultlens.server.demo;

import io.vaultlens.collector.vault.DiagnosticRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Writes one vault's jobs and daily snapshots as diagnostic records. */
final class EstateRecords {
    private static final String JOBS = "AddonAzureBackupJobs";
    private static final String CORE = "CoreAzureBackup";
    private static final String POLICY = "AddonAzureBackupPolicy";
    private static final String STORAGE = "AddonAzureBackupStorage";
    private static final String INSTANCE = "AddonAzureBackupProtectedInstance";
    private static final String ALERTS = "AddonAzureBackupAlerts";
    private static final String OPERATIONS = "AzureBackupOperations";

    private final EstateVault vault;
    private final BlobFolder blobs;
    private final String resourceId;
    private final String tenantId;
    private final String vaultId;
    private final String policyId;

    EstateRecords(EstateVault vault, BlobFolder blobs) {
        this.vault = vault;
        this.blobs = blobs;
        this.resourceId = vault.resourceId();
        this.tenantId = vault.tenant().id();
        this.vaultId = vault.uniqueId();
        this.policyId = vault.policyId();
    }

    /** The states of a job: it began, and, unless that is still to come, it ended. */
    void job(DemoJob job, Instant now) {
        boolean ended = !job.end().isAfter(now);
        boolean slow = job.item().kind() == Kind.VM || job.item().kind() == Kind.AGENT;
        if (slow || !ended) {
            state(job, job.start().plusMillis(400), "InProgress", "", 0, 0);
        }
        if (ended) {
            Duration took = Duration.between(job.start(), job.end());
            double seconds = took.toMillis() / 1000.0;
            state(
                    job,
                    job.end().plusMillis(1300),
                    job.status(),
                    job.code(),
                    seconds,
                    job.megabytes());
        }
    }

    private void state(
            DemoJob job, Instant time, String status, String code, double seconds, double moved) {
        EstateItem item = job.item();
        DiagnosticRecord record =
                record(JOBS, "Job", time)
                        .with("BackupManagementType", item.kind().managementType)
                        .with("JobUniqueId", job.id())
                        .with("JobOperation", job.operation())
                        .with("JobOperationSubType", job.subType())
                        .with("JobStatus", status)
                        .with("JobFailureCode", code)
                        .with("JobStartDateTime", job.start())
                        .with("JobDurationInSecs", seconds)
                        .with("DataTransferredInMB", moved)
                        .with("AdHocOrScheduledJob", job.adHoc() ? "AdHoc" : "Scheduled")
                        .with("BackupItemUniqueId", item.uniqueId())
                        .with("ProtectedContainerUniqueId", item.containerId())
                        .with("BackupManagementServerUniqueId", "")
                        .with("VaultUniqueId", vaultId);
        if (item.kind() == Kind.FOLDER) {
            record.with("BackupItemFriendlyName", item.name()).with("VaultName", vault.name());
        }
        put(JOBS, time, record);
    }

    /** The vault itself and its policy, as told each day. */
    void vault(Instant time) {
        put(
                CORE,
                time,
                record(CORE, "Vault", time)
                        .with("VaultUniqueId", vaultId)
                        .with("VaultName", vault.name())
                        .with("VaultTags", "{\"tenant\":\"" + vault.tenant().name() + "\"}")
                        .with("AzureDataCenter", vault.region())
                        .with("ResourceGroupName", vault.resourceGroup())
                        .with("SubscriptionId", vault.subscription())
                        .with("StorageReplicationType", vault.replication()));
        DiagnosticRecord policy =
                ofKind(POLICY, "Policy", time)
                        .with("PolicyUniqueId", policyId)
                        .with("PolicyName", vault.kind().policy)
                        .with("PolicyTimeZone", "UTC")
                        .with("BackupFrequency", "Daily")
                        .with("BackupTimes", clock(vault.firstMinute()))
                        .with("RetentionType", "Days")
                        .with("RetentionDuration", "30")
                        .with("DailyRetentionDuration", 30L)
                        .with("DailyRetentionTimes", clock(vault.firstMinute()));
        if (vault.kind() == Kind.SQL) {
            policy.with("LogBackupFrequency", 288L).with("LogBackupRetentionDuration", 7L);
        }
        put(POLICY, time, policy);
        put(
                POLICY,
                time,
                ofKind(POLICY, "PolicyAssociation", time)
                        .with("PolicyUniqueId", policyId)
                        .with("VaultUniqueId", vaultId));
    }

    private static String clock(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }

    /**
     * An item as told each day: what it is, how it is protected, how large it and its backups are.
     */
    void item(EstateItem item, Instant time, long day) {
        put(
                CORE,
                time,
                ofItem(CORE, "BackupItem", item, time)
                        .with("BackupItemName", item.itemName())
                        .with("BackupItemFriendlyName", item.name())
                        .with("BackupItemType", item.kind().itemType)
                        .with("BackupItemProtectionState", "Protected"));
        put(
                CORE,
                time,
                ofItem(CORE, "BackupItemAssociation", item, time)
                        .with("ProtectedContainerUniqueId", item.containerId())
                        .with("PolicyUniqueId", policyId)
                        .with("VaultUniqueId", vaultId));
        double size = item.megabytesAfter(day);
        put(
                CORE,
                time,
                ofItem(CORE, "BackupItemFrontEndSizeConsumption", item, time)
                        .with("BackupItemFrontEndSize", Math.rint(size)));
        put(
                STORAGE,
                time,
                ofItem(STORAGE, "StorageAssociation", item, time)
                        .with("StorageUniqueId", vaultId + ";cloud")
                        .with("StorageConsumedInMBs", Math.rint(size * 0.62))
                        .with("StorageAllocatedInMBs", 0.0)
                        .with("VaultUniqueId", vaultId));
    }

    /** Which recovery points an item has. */
    void recoveryPoint(EstateItem item, Instant time, Instant oldest, Instant latest) {
        String place = item.kind() == Kind.FOLDER ? "Disk" : "Cloud";
        put(
                CORE,
                time,
                ofItem(CORE, "RecoveryPoint", item, time)
                        .with("LatestRecoveryPointTime", latest)
                        .with("LatestRecoveryPointLocation", place)
                        .with("OldestRecoveryPointTime", oldest)
                        .with("OldestRecoveryPointLocation", place));
    }

    /** A machine, server or account as told each day, and what it is billed as. */
    void container(EstateItem anyOfIt, Instant time) {
        put(
                CORE,
                time,
                ofKind(CORE, "ProtectedContainer", time)
                        .with("ProtectedContainerUniqueId", anyOfIt.containerId())
                        .with("ProtectedContainerName", anyOfIt.containerName())
                        .with("ProtectedContainerFriendlyName", anyOfIt.container())
                        .with("ProtectedContainerOSType", "Windows")
                        .with("ProtectedContainerWorkloadType", anyOfIt.kind().itemType)
                        .with("ProtectedContainerType", anyOfIt.kind().managementType)
                        .with("ProtectedContainerLocation", vault.region())
                        .with("ProtectedContainerProtectionState", "Protected"));
        put(
                INSTANCE,
                time,
                ofKind(INSTANCE, "ProtectedInstance", time)
                        .with("ProtectedContainerUniqueId", anyOfIt.containerId())
                        .with("BackupItemUniqueId", "")
                        .with("ProtectedInstanceCount", anyOfIt.megabytes() > 50_000 ? 10L : 5L)
                        .with("VaultUniqueId", vaultId));
    }

    /** The alert that a failed job raised; one that a later backup made good is inactive. */
    void alert(DemoJob job, boolean madeGood, Duration untilGood) {
        Instant time = job.end().plusMillis(5200);
        put(
                ALERTS,
                time,
                ofKind(ALERTS, "Alert", time)
                        .with("AlertUniqueId", Tenant.guid("alert " + job.id()))
                        .with("AlertType", "Notification")
                        .with("AlertStatus", madeGood ? "Inactive" : "Active")
                        .with("AlertOccurrenceDateTime", time)
                        .with("AlertSeverity", "Critical")
                        .with("AlertTimeToResolveInMinutes", (double) untilGood.toMinutes())
                        .with("AlertConsolidationStatus", "Mapped")
                        .with("CountOfAlertsConsolidated", 1L)
                        .with("AlertRaisedOn", "BackupItem")
                        .with("AlertCode", job.code())
                        .with("RecommendedAction", "")
                        .with("BackupItemUniqueId", job.item().uniqueId())
                        .with("ProtectedContainerUniqueId", job.item().containerId())
                        .with("VaultUniqueId", vaultId));
    }

    /** Something that a person did to the vault. */
    void operation(String type, Instant time, String note) {
        put(
                OPERATIONS,
                time,
                ofKind(OPERATIONS, "DataOperations", time)
                        .with("OperationType", type)
                        .with("OperationStartTime", time)
                        .with("ExtendedProperties", Map.of("Note", note)));
    }

    private DiagnosticRecord ofItem(
            String category, String operation, EstateItem item, Instant time) {
        return ofKind(category, operation, time).with("BackupItemUniqueId", item.uniqueId());
    }

    private DiagnosticRecord ofKind(String category, String operation, Instant time) {
        return record(category, operation, time)
                .with("BackupManagementType", vault.kind().managementType);
    }

    private DiagnosticRecord record(String category, String operation, Instant time) {
        return new DiagnosticRecord(category, operation, resourceId, time)
                .tenant(tenantId)
                .with("SchemaVersion", "V2")
                .with("State", "Active")
                .with("VaultType", "");
    }

    private void put(String category, Instant time, DiagnosticRecord record) {
        blobs.add(category, resourceId, time, record.toJson());
    }
}
