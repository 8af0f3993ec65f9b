package io.vaultlens.server.engine.restic;

import io.vaultlens.server.engine.BackupEngine;
import io.vaultlens.server.engine.BackupOutcome;
import io.vaultlens.server.engine.BackupProgress;
import io.vaultlens.server.engine.BackupRequest;
import io.vaultlens.server.engine.BackupRuns;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Backs up folders with restic, which must be installed: encrypted, and only what is new is stored.
 *
 * <p>All methods may be called from any thread; the work itself runs on the executor.
 */
public final class ResticEngine implements BackupEngine {
    /** The name under which the configuration asks for it. */
    public static final String NAME = "restic";

    private final BackupRuns runs;

    /** Works on these threads. */
    public ResticEngine(Executor executor) {
        this.runs = new BackupRuns(executor);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String start(BackupRequest request) {
        return runs.start(request.job(), () -> new ResticBackup(request));
    }

    @Override
    public BackupOutcome follow(String operation, Consumer<BackupProgress> progress)
            throws InterruptedException {
        return runs.follow(operation, progress);
    }

    @Override
    public void cancel(String operation) {
        runs.cancel(operation);
    }
}
