package io.vaultlens.server.engine.embedded;

import io.vaultlens.server.engine.BackupEngine;
import io.vaultlens.server.engine.BackupFailure;
import io.vaultlens.server.engine.BackupOutcome;
import io.vaultlens.server.engine.BackupProgress;
import io.vaultlens.server.engine.BackupRequest;
import io.vaultlens.server.engine.FailureCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Backs up folders into compressed archives, each read back and checked before it counts.
 *
 * <p>All methods may be called from any thread; the work itself runs on the executor.
 */
public final class EmbeddedEngine implements BackupEngine {
    /** The name under which the configuration asks for it. */
    public static final String NAME = "embedded";

    private static final int REMEMBERED_RUNS = 10_000;
    private static final long PROGRESS_MILLIS = 250;

    private final Executor executor;
    private final Map<String, Run> runs = new LinkedHashMap<>();

    /** Works on these threads; they should be real ones, because compression holds them. */
    public EmbeddedEngine(Executor executor) {
        this.executor = executor;
    }

    private record Run(RunControl control, CompletableFuture<BackupOutcome> outcome) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String start(BackupRequest request) {
        Run run;
        synchronized (runs) {
            if (runs.containsKey(request.job())) {
                return request.job();
            }
            run = new Run(new RunControl(), new CompletableFuture<>());
            runs.put(request.job(), run);
            forgetOldRuns();
        }
        executor.execute(() -> run.outcome().complete(outcomeOf(request, run.control())));
        return request.job();
    }

    private void forgetOldRuns() {
        if (runs.size() > REMEMBERED_RUNS) {
            runs.values().removeIf(run -> run.outcome().isDone());
        }
    }

    private static BackupOutcome outcomeOf(BackupRequest request, RunControl control) {
        try {
            return new FolderBackup(request, control).run();
        } catch (RunControl.Cancelled e) {
            return BackupOutcome.cancelled();
        } catch (BackupFailure e) {
            return BackupOutcome.failed(e.code(), e.getMessage());
        } catch (RuntimeException | Error e) {
            // Whatever it was, the job must come to an end that people see.
            return BackupOutcome.failed(
                    FailureCode.STORAGE_ERROR, "The backup broke off: " + e + ".");
        }
    }

    @Override
    public BackupOutcome follow(String operation, Consumer<BackupProgress> progress)
            throws InterruptedException {
        Optional<Run> run = run(operation);
        if (run.isEmpty()) {
            return BackupOutcome.failed(
                    FailureCode.BACKUP_INTERRUPTED, "The server stopped while the backup ran.");
        }
        return await(run.get(), progress);
    }

    private static BackupOutcome await(Run run, Consumer<BackupProgress> progress)
            throws InterruptedException {
        while (true) {
            try {
                return run.outcome().get(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                progress.accept(run.control().progress());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    @Override
    public void cancel(String operation) {
        run(operation).ifPresent(run -> run.control().cancel());
    }

    private Optional<Run> run(String operation) {
        synchronized (runs) {
            return Optional.ofNullable(runs.get(operation));
        }
    }
}
