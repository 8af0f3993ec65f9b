package io.vaultlens.server.retry;

import io.vaultlens.server.engine.BackupOutcome;
import io.vaultlens.server.engine.BackupProgress;
import io.vaultlens.server.protect.JobRun;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * A retry that was started.
 *
 * @param logicalRun the incident
 * @param attempt the number of the attempt
 * @param attemptsAllowed how many the incident may have
 * @param job the new job
 * @param verdict its outcome, there once the attempt's last row is committed
 */
public record RetryRun(
        String logicalRun,
        int attempt,
        int attemptsAllowed,
        JobRun job,
        CompletableFuture<BackupOutcome> verdict) {
    /** Waits for the verdict and tells meanwhile how far the backup is. */
    public BackupOutcome follow(Consumer<BackupProgress> progress) throws InterruptedException {
        job.follow(progress);
        try {
            return verdict.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        }
    }
}
