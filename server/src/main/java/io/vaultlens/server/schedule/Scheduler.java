package io.vaultlens.server.schedule;

import io.vaultlens.server.config.ProtectedItem;
import io.vaultlens.server.protect.Protection;
import io.vaultlens.server.protect.ProtectionException;
import io.vaultlens.server.protect.Questions;
import io.vaultlens.server.protect.Trigger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts the backups of the declared items when they are due.
 *
 * <p>One thread of its own looks and starts. What was missed while the server was down is made good
 * by one run; a moment that comes while the item's backup still runs is left out.
 */
public final class Scheduler implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Scheduler.class.getName());
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);
    private static final String LAST_RUNS =
            """
            AddonAzureBackupJobs
            | summarize arg_max(TimeGenerated, *) by JobUniqueId
            | where BackupManagementType == "Vaultlens" and AdHocOrScheduledJob == "Scheduled"
            | summarize LastRun = max(JobStartDateTime) by BackupItemUniqueId
            """;

    private final Protection protection;
    private final Clock clock;
    private final Map<ProtectedItem, ItemSchedule> schedules = new LinkedHashMap<>();
    private final Map<ProtectedItem, Instant> lastRuns = new LinkedHashMap<>();
    private final Object wake = new Object();
    private volatile boolean closed;
    private Thread thread;

    /** Schedules what is declared; the store says when each item ran last. */
    public Scheduler(Protection protection, Questions questions, Clock clock) {
        this.protection = protection;
        this.clock = clock;
        Instant now = clock.instant();
        for (ProtectedItem item : protection.items()) {
            item.schedule()
                    .ifPresent(cron -> {
                        schedules.put(item, new ItemSchedule(cron));
                        lastRuns.put(item, now);
                    });
        }
        if (!schedules.isEmpty()) {
            questions.ask(LAST_RUNS, Map.of()).forEach(this::remember);
        }
    }

    private void remember(Map<String, Object> row) {
        protection
                .itemOf(row.get("BackupItemUniqueId").toString())
                .filter(schedules::containsKey)
                .ifPresent(item -> lastRuns.put(item, (Instant) row.get("LastRun")));
    }

    /** Begins to look. */
    public void start() {
        if (!schedules.isEmpty()) {
            thread = Thread.ofPlatform().name("schedule").daemon(true).start(this::loop);
        }
    }

    private void loop() {
        while (!closed) {
            Optional<Instant> next = runDue();
            sleepUntil(next);
        }
    }

    /** Starts what is due now and says when to look again. */
    Optional<Instant> runDue() {
        Instant now = clock.instant();
        Optional<Instant> earliest = Optional.empty();
        for (var schedule : schedules.entrySet()) {
            ProtectedItem item = schedule.getKey();
            Optional<Instant> due = schedule.getValue().next(lastRuns.get(item));
            if (due.isPresent() && !due.get().isAfter(now)) {
                lastRuns.put(item, now);
                run(item);
                due = schedule.getValue().next(now);
            }
            earliest = earlier(earliest, due);
        }
        return earliest;
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isBefore(other.get()) ? one : other;
    }

    private void run(ProtectedItem item) {
        try {
            protection.start(item, Trigger.SCHEDULE);
        } catch (ProtectionException e) {
            LOG.info(() -> "The scheduled backup of " + item.name() + " is left out: " + reason(e));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The scheduled backup of " + item.name() + " did not start", e);
        }
    }

    private static String reason(ProtectionException e) {
        return e.getMessage();
    }

    private void sleepUntil(Optional<Instant> next) {
        Duration left =
                next.map(moment -> Duration.between(clock.instant(), moment))
                        .filter(duration -> duration.compareTo(LONGEST_SLEEP) < 0)
                        .orElse(LONGEST_SLEEP);
        synchronized (wake) {
            try {
                if (!closed) {
                    // A sleep is never long, so that a clock that was set is noticed.
                    wake.wait(Math.max(1, left.toMillis()));
                }
            } catch (InterruptedException e) {
                closed = true;
            }
        }
    }

    /** Starts no more backups. */
    @Override
    public void close() {
        closed = true;
        synchronized (wake) {
            wake.notifyAll();
        }
        if (thread != null) {
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
