package io.vaultlens.server.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a backup ended.
 *
 * @param status a final state
 * @param code why, {@link FailureCode#SUCCESS} where all is well
 * @param message one sentence for people, with the path or file it is about
 * @param files how many files the backup holds
 * @param bytesRead the size of these files
 * @param bytesWritten the size of the new backup
 * @param skipped files that are not in the backup or not as they were at one moment, with the
 *     reason, the first few of them
 * @param skippedCount how many there are
 * @param stored what the repository holds of this item now; none where that was not looked at
 */
public record BackupOutcome(
        JobStatus status,
        FailureCode code,
        String message,
        long files,
        long bytesRead,
        long bytesWritten,
        List<String> skipped,
        long skippedCount,
        Optional<Stored> stored) {
    public BackupOutcome {
        skipped = List.copyOf(skipped);
    }

    /**
     * The backups of one item.
     *
     * @param oldest the moment of the oldest
     * @param latest the moment of the latest
     * @param backups how many there are
     * @param bytes their size
     */
    public record Stored(Instant oldest, Instant latest, int backups, long bytes) {}

    /** A backup that was not made. */
    public static BackupOutcome failed(FailureCode code, String message) {
        return notMade(JobStatus.FAILED, code, message);
    }

    /** A backup that a person stopped. */
    public static BackupOutcome cancelled() {
        return notMade(
                JobStatus.CANCELLED, FailureCode.CANCELLED, "The backup was stopped by a person.");
    }

    private static BackupOutcome notMade(JobStatus status, FailureCode code, String message) {
        return new BackupOutcome(status, code, message, 0, 0, 0, List.of(), 0, Optional.empty());
    }
}
