package io.vaultlens.server.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The backups that an engine runs or ran, by the ids of their jobs; any thread may use it. */
public final class BackupRuns {
    private static final int REMEMBERED_RUNS = 10_000;
    private static final long PROGRESS_MILLIS = 250;

    private final Executor executor;
    private final Map<String, Run> runs = new LinkedHashMap<>();

    /** Works on these threads; they should be real ones, because backups hold them. */
    public BackupRuns(Executor executor) {
        this.executor = executor;
    }

    /** One backup. */
    public interface Work {
        /** Makes it; the outcome, of a failed one too. */
        BackupOutcome run();

        /** How far it is; any thread may ask. */
        BackupProgress progress();

        /** Asks it to end; any thread may. */
        void cancel();
    }

    private record Run(Work work, CompletableFuture<BackupOutcome> outcome) {}

    /** Starts a job, unless it was started before; the operation to follow. */
    public String start(String job, Supplier<Work> make) {
        Run run;
        synchronized (runs) {
            if (runs.containsKey(job)) {
                return job;
            }
            run = new Run(make.get(), new CompletableFuture<>());
            runs.put(job, run);
            forgetOldRuns();
        }
        executor.execute(() -> run.outcome().complete(outcomeOf(run.work())));
        return job;
    }

    private void forgetOldRuns() {
        if (runs.size() > REMEMBERED_RUNS) {
            runs.values().removeIf(run -> run.outcome().isDone());
        }
    }

    private static BackupOutcome outcomeOf(Work work) {
        try {
            return work.run();
        } catch (RuntimeException | Error e) {
            // Whatever it was, the job must come to an end that people see.
            return BackupOutcome.failed(
                    FailureCode.STORAGE_ERROR, "The backup broke off: " + e + ".");
        }
    }

    /** Waits for the end of an operation; see {@link BackupEngine#follow}. */
    public BackupOutcome follow(String operation, Consumer<BackupProgress> progress)
            throws InterruptedException {
        Optional<Run> run = run(operation);
        return run.isPresent()
                ? await(run.get(), progress)
                : BackupOutcome.failed(
                        FailureCode.BACKUP_INTERRUPTED, "The server stopped while the backup ran.");
    }

    private static BackupOutcome await(Run run, Consumer<BackupProgress> progress)
            throws InterruptedException {
        while (true) {
            try {
                return run.outcome().get(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                progress.accept(run.work().progress());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** Asks an operation to end. */
    public void cancel(String operation) {
        run(operation).ifPresent(run -> run.work().cancel());
    }

    private Optional<Run> run(String operation) {
        synchronized (runs) {
            return Optional.ofNullable(runs.get(operation));
        }
    }
}
