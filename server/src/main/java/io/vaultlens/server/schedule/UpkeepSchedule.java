package io.vaultlens.server.schedule;

import io.vaultlens.collector.upkeep.Upkeep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks after the store when it is due, and all the time for rows to lay together, on a thread of
 * its own; a time that was missed while the server was down is made good at the start.
 */
public final class UpkeepSchedule implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(UpkeepSchedule.class.getName());
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

    private final Upkeep upkeep;
    private final ItemSchedule schedule;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Instant last;

    /** Runs at the moments of this cron expression. */
    public UpkeepSchedule(Upkeep upkeep, String cron, Clock clock) {
        this.upkeep = upkeep;
        this.schedule = new ItemSchedule(cron);
        this.clock = clock;
        this.last = upkeep.log().lastRetention().orElseGet(clock::instant);
    }

    /** Begins to look. */
    public void start() {
        Thread.ofPlatform().name("upkeep").daemon(true).start(this::loop);
    }

    private void loop() {
        try {
            Duration sleep = runDue();
            while (!closed.await(Math.max(1, sleep.toMillis()), TimeUnit.MILLISECONDS)) {
                sleep = runDue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs what is due and says how long to sleep: never long, so that a set clock is noticed. */
    Duration runDue() {
        Instant now = clock.instant();
        if (schedule.next(last).filter(due -> !due.isAfter(now)).isPresent()) {
            last = now;
            attempt(upkeep::run);
        }
        attempt(upkeep::clusterWhenQuiet);
        return schedule.next(last)
                .map(due -> Duration.between(clock.instant(), due))
                .filter(left -> left.compareTo(LONGEST_SLEEP) < 0)
                .orElse(LONGEST_SLEEP);
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The store could not be looked after", e);
        }
    }

    /** Begins nothing more; what runs ends with the store. */
    @Override
    public void close() {
        closed.countDown();
    }
}
