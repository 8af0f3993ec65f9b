package io.vaultlens.server.protect;

import io.vaultlens.server.config.ProtectedItem;
import io.vaultlens.server.engine.BackupEngine;
import io.vaultlens.server.engine.BackupOutcome;
import io.vaultlens.server.engine.BackupProgress;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A backup that was started.
 *
 * @param job its id
 * @param item what is backed up
 * @param engine who does it
 * @param trigger why
 * @param startedAt when
 * @param outcome its end, there once its last record is committed
 */
public record JobRun(
        String job,
        ProtectedItem item,
        BackupEngine engine,
        Trigger trigger,
        Instant startedAt,
        CompletableFuture<BackupOutcome> outcome) {
    /** Waits for the end and tells meanwhile how far it is. */
    public BackupOutcome follow(Consumer<BackupProgress> progress) throws InterruptedException {
        engine.follow(job, progress);
        try {
            return outcome.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        }
    }
}
