package io.vaultlens.server.protect;

import io.vaultlens.server.engine.BackupOutcome;
import io.vaultlens.server.engine.FailureCode;
import io.vaultlens.server.engine.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the states of our own jobs as the records that Azure writes of its jobs. */
final class JobRecords {
    private static final double BYTES_PER_MB = 1 << 20;

    private JobRecords() {}

    /** A job that began. */
    static String begun(JobRun run) {
        DiagnosticRecord record = record(run, run.startedAt(), JobStatus.IN_PROGRESS);
        return record.with("JobFailureCode", "")
                .with("JobDurationInSecs", 0.0)
                .with("DataTransferredInMB", 0.0)
                .with("ExtendedProperties", facts(run))
                .toJson();
    }

    /** A job that ended. */
    static String ended(JobRun run, BackupOutcome outcome, Instant endedAt) {
        Map<String, Object> facts = facts(run);
        facts.put("Message", outcome.message());
        if (outcome.status().succeeded()) {
            facts.put("Files", outcome.files());
            facts.put("BytesRead", outcome.bytesRead());
            facts.put("BytesWritten", outcome.bytesWritten());
        }
        if (outcome.skippedCount() > 0) {
            facts.put("SkippedCount", outcome.skippedCount());
            facts.put("Skipped", outcome.skipped());
        }
        Duration took = Duration.between(run.startedAt(), endedAt);
        return record(run, endedAt, outcome.status())
                .with("JobFailureCode", outcome.code().code())
                .with("JobDurationInSecs", took.toMillis() / 1000.0)
                .with("DataTransferredInMB", outcome.bytesWritten() / BYTES_PER_MB)
                .with("ExtendedProperties", facts)
                .toJson();
    }

    /** A job whose process is gone, told from what the store knows of it. */
    static String interrupted(Map<String, Object> job, Instant now) {
        LocalVault vault = new LocalVault(job.get("VaultName").toString());
        String item = job.get("BackupItemFriendlyName").toString();
        Instant startedAt = (Instant) job.get("JobStartDateTime");
        return identity(vault, item, now)
                .with("JobUniqueId", job.get("JobUniqueId").toString())
                .with("JobStatus", JobStatus.FAILED.word())
                .with("AdHocOrScheduledJob", job.get("AdHocOrScheduledJob").toString())
                .with("JobStartDateTime", startedAt)
                .with("JobFailureCode", FailureCode.BACKUP_INTERRUPTED.code())
                .with("JobDurationInSecs", Duration.between(startedAt, now).toMillis() / 1000.0)
                .with("DataTransferredInMB", 0.0)
                .with("ExtendedProperties", interruptedFacts(job))
                .toJson();
    }

    private static Map<String, Object> interruptedFacts(Map<String, Object> job) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("Message", "The server stopped while the backup ran.");
        if (!job.get("RetryOf").toString().isEmpty()) {
            facts.put("RetryOf", job.get("RetryOf"));
            facts.put("RetryAttempt", job.get("RetryAttempt"));
        }
        return facts;
    }

    private static DiagnosticRecord record(JobRun run, Instant time, JobStatus status) {
        return identity(new LocalVault(run.item().vault()), run.item().name(), time)
                .with("JobUniqueId", run.job())
                .with("JobStatus", status.word())
                .with("AdHocOrScheduledJob", run.trigger().scheduled() ? "Scheduled" : "AdHoc")
                .with("JobStartDateTime", run.startedAt());
    }

    private static DiagnosticRecord identity(LocalVault vault, String item, Instant time) {
        return new DiagnosticRecord("AddonAzureBackupJobs", "Job", vault.resourceId(), time)
                .with("SchemaVersion", "V2")
                .with("State", "Active")
                .with("VaultType", "")
                .with("BackupManagementType", LocalVault.MANAGEMENT_TYPE)
                .with("JobOperation", "Backup")
                .with("JobOperationSubType", "Full")
                .with("BackupItemUniqueId", vault.itemId(item))
                .with("BackupItemFriendlyName", item)
                .with("ProtectedContainerUniqueId", ItemRecords.containerId(vault))
                .with("BackupManagementServerUniqueId", "")
                .with("VaultUniqueId", vault.uniqueId())
                .with("VaultName", vault.name())
                .with("SubscriptionId", LocalVault.SUBSCRIPTION)
                .with("ResourceGroupName", LocalVault.RESOURCE_GROUP)
                .with("AzureDataCenter", LocalVault.LOCATION);
    }

    private static Map<String, Object> facts(JobRun run) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("Engine", run.engine().name());
        facts.put("Path", run.item().path().toString());
        facts.put("Repository", run.item().repository().toString());
        if (!run.trigger().requester().isEmpty()) {
            facts.put("Requester", run.trigger().requester());
        }
        run.trigger()
                .retry()
                .ifPresent(retry -> {
                    facts.put("RetryOf", retry.job());
                    facts.put("RetryAttempt", retry.attempt());
                });
        return facts;
    }
}
