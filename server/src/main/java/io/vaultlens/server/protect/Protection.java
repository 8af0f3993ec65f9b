package io.vaultlens.server.protect;

import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.vault.LocalVault;
import io.vaultlens.server.config.ProtectedItem;
import io.vaultlens.server.engine.BackupEngine;
import io.vaultlens.server.engine.BackupOutcome;
import io.vaultlens.server.engine.BackupRequest;
import io.vaultlens.server.engine.FailureCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs the backups of the declared items and tells the store about them, as records like Azure's.
 *
 * <p>Any thread may use it. Of one item one backup runs at a time. A job's record that it began is
 * committed before the engine is asked, so a crash can leave a job that never ran, never a backup
 * without a job.
 */
public final class Protection implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Protection.class.getName());
    private static final String SOURCE = "protect";
    private static final Duration TICK = Duration.ofNanos(100);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final String UNFINISHED =
            """
            AddonAzureBackupJobs
            | summarize arg_max(TimeGenerated, *) by JobUniqueId
            | where JobStatus == "InProgress" and BackupManagementType == "Vaultlens"
            | project JobUniqueId, TimeGenerated, VaultName, BackupItemFriendlyName,
                JobStartDateTime, AdHocOrScheduledJob,
                RetryOf = tostring(ExtendedProperties.RetryOf),
                RetryAttempt = toint(ExtendedProperties.RetryAttempt)
            """;

    private final List<ProtectedItem> items;
    private final Engines engines;
    private final Ingest ingest;
    private final Questions questions;
    private final Clock clock;
    private final Map<String, JobRun> running = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /** Protects these items. */
    public Protection(
            List<ProtectedItem> items,
            Engines engines,
            Ingest ingest,
            Questions questions,
            Clock clock) {
        this.items = List.copyOf(items);
        this.engines = engines;
        this.ingest = ingest;
        this.questions = questions;
        this.clock = clock;
    }

    /**
     * Tells the store what is declared, and ends the jobs that a stopped server left unfinished; to
     * be called once, before anything else.
     */
    public void open() {
        Instant now = clock.instant();
        List<String> records = new ArrayList<>();
        for (Map<String, Object> job : questions.ask(UNFINISHED, Map.of())) {
            records.add(JobRecords.interrupted(job, after(job.get("TimeGenerated"), now)));
        }
        for (ProtectedItem item : items) {
            records.addAll(new ItemRecords(item, now).declared());
        }
        if (!records.isEmpty()) {
            ingest.records(SOURCE, records);
        }
    }

    private static Instant after(Object earlier, Instant now) {
        Instant least = ((Instant) earlier).plus(TICK);
        return now.isBefore(least) ? least : now;
    }

    /** What is declared. */
    public List<ProtectedItem> items() {
        return items;
    }

    /** The declared item of this name. */
    public Optional<ProtectedItem> item(String name) {
        return items.stream().filter(item -> item.name().equals(name)).findFirst();
    }

    /** The declared item with this key in the backup tables. */
    public Optional<ProtectedItem> itemOf(String backupItemUniqueId) {
        return items.stream()
                .filter(item ->
                        new LocalVault(item.vault()).itemId(item.name()).equals(backupItemUniqueId))
                .findFirst();
    }

    /** Whether a backup of the item runs. */
    public boolean isRunning(ProtectedItem item) {
        return running.containsKey(item.name());
    }

    /**
     * Starts a backup; returns when the store knows of it.
     *
     * @throws ProtectionException when one of this item is running
     */
    public JobRun start(ProtectedItem item, Trigger trigger) {
        BackupEngine engine =
                engines.named(item.engine())
                        .orElseThrow(() ->
                                new ProtectionException(
                                        "There is no engine called " + item.engine()));
        JobRun run =
                new JobRun(
                        UUID.randomUUID().toString(),
                        item,
                        engine,
                        trigger,
                        clock.instant(),
                        new CompletableFuture<>());
        JobRun other = running.putIfAbsent(item.name(), run);
        if (closing || other != null) {
            if (other == null) {
                running.remove(item.name(), run);
            }
            throw new ProtectionException(
                    other == null
                            ? "The server is stopping."
                            : "A backup of " + item.name() + " is already running.");
        }
        begin(run);
        return run;
    }

    private void begin(JobRun run) {
        try {
            ingest.records(SOURCE, List.of(JobRecords.begun(run)));
            run.engine()
                    .start(
                            new BackupRequest(
                                    run.job(),
                                    run.item().name(),
                                    run.item().path(),
                                    run.item().repository(),
                                    run.item().keepDays(),
                                    run.startedAt(),
                                    run.item().password()));
            Thread.ofVirtual().name("follow-" + run.item().name()).start(() -> end(run));
        } catch (RuntimeException e) {
            running.remove(run.item().name(), run);
            throw e;
        }
    }

    private void end(JobRun run) {
        try {
            BackupOutcome outcome = run.engine().follow(run.job(), _ -> {});
            if (closing && outcome.code() == FailureCode.CANCELLED) {
                outcome =
                        BackupOutcome.failed(
                                FailureCode.BACKUP_INTERRUPTED,
                                "The server was stopped while the backup ran.");
            }
            write(run, outcome);
            running.remove(run.item().name(), run);
            run.outcome().complete(outcome);
        } catch (InterruptedException | RuntimeException e) {
            LOG.log(Level.WARNING, "The end of job " + run.job() + " could not be written", e);
            running.remove(run.item().name(), run);
            run.outcome().completeExceptionally(e);
        }
    }

    private void write(JobRun run, BackupOutcome outcome) {
        Instant now = after(run.startedAt(), clock.instant());
        List<String> records = new ArrayList<>();
        records.add(JobRecords.ended(run, outcome, now));
        if (outcome.status().succeeded()) {
            records.addAll(new ItemRecords(run.item(), now).backedUp(outcome));
        }
        ingest.records(SOURCE, records);
    }

    /** Stops the running backups and waits until the store knows; starts no more. */
    @Override
    public void close() {
        closing = true;
        List<JobRun> left = List.copyOf(running.values());
        left.forEach(run -> run.engine().cancel(run.job()));
        for (JobRun run : left) {
            try {
                run.outcome().get(STOP.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
                LOG.fine(() -> "Job " + run.job() + " ends at the next start");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        engines.close();
    }
}
