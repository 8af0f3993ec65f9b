package io.vaultlens.server.engine.embedded;

import io.vaultlens.server.engine.BackupEngine;
import io.vaultlens.server.engine.BackupFailure;
import io.vaultlens.server.engine.BackupOutcome;
import io.vaultlens.server.engine.BackupProgress;
import io.vaultlens.server.engine.BackupRequest;
import io.vaultlens.server.engine.BackupRuns;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Backs up folders into compressed archives, each read back and checked before it counts.
 *
 * <p>All methods may be called from any thread; the work itself runs on the executor.
 */
public final class EmbeddedEngine implements BackupEngine {
    /** The name under which the configuration asks for it. */
    public static final String NAME = "embedded";

    private final BackupRuns runs;

    /** Works on these threads; they should be real ones, because compression holds them. */
    public EmbeddedEngine(Executor executor) {
        this.runs = new BackupRuns(executor);
    }

    private record Work(BackupRequest request, RunControl control) implements BackupRuns.Work {
        @Override
        public BackupOutcome run() {
            try {
                return new FolderBackup(request, control).run();
            } catch (RunControl.Cancelled e) {
                return BackupOutcome.cancelled();
            } catch (BackupFailure e) {
                return BackupOutcome.failed(e.code(), e.getMessage());
            }
        }

        @Override
        public BackupProgress progress() {
            return control.progress();
        }

        @Override
        public void cancel() {
            control.cancel();
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String start(BackupRequest request) {
        return runs.start(request.job(), () -> new Work(request, new RunControl()));
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
