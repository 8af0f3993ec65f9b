package io.vaultlens.server.protect;

import io.vaultlens.collector.vault.DiagnosticRecord;
import io.vaultlens.collector.vault.LocalVault;
import io.vaultlens.collector.vault.VaultRecords;
import io.vaultlens.server.engine.BackupOutcome;
import io.vaultlens.server.engine.FailureCode;
import io.vaultlens.server.engine.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the states of our own jobs as the records that Azure writes of its jobs. */
final class JobRecords {
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
                .with("DataTransferredInMB", outcome.bytesWritten() / VaultRecords.BYTES_PER_MB)
                .with("ExtendedProperties", facts)
                .toJson();
    }

    /** A job whose process is gone, told from what the store knows of it. */
    static String interrupted(Map<String, Object> job, Instant now) {
        LocalVault vault = new LocalVault(job.get("VaultName").toString());
        String item = job.get("BackupItemFriendlyName").toString();
        Instant startedAt = (Instant) job.get("JobStartDateTime");
        return identity(vault, item, now, job.get("JobUniqueId").toString(), JobStatus.FAILED)
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
        LocalVault vault = new LocalVault(run.item().vault());
        return identity(vault, run.item().name(), time, run.job(), status)
                .with("AdHocOrScheduledJob", run.trigger().scheduled() ? "Scheduled" : "AdHoc")
                .with("JobStartDateTime", run.startedAt());
    }

    private static DiagnosticRecord identity(
            LocalVault vault, String item, Instant time, String job, JobStatus status) {
        return new VaultRecords(vault, time)
                .job(job, "Backup", item, ItemRecords.containerId(vault), status.word());
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
