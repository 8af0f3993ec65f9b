package io.vaultlens.collector.ingest;

import io.vaultlens.collector.mapping.Plans;
import io.vaultlens.collector.mapping.RecordMapper;
import io.vaultlens.collector.store.HistoryWriter;
import io.vaultlens.collector.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what many callers deliver at the same time in few transactions: what arrives while one is
 * being written goes into the next one. Any thread may use it.
 */
public final class SharedCommits implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharedCommits.class);
    private static final Duration BETWEEN_RUNS = Duration.ofSeconds(10);
    private static final long CLOSE_SECONDS = 8;
    private static final int MOST_ROWS = 120_000;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

    /** What else a transaction is to write, once it is known what became of its deliveries. */
    @FunctionalInterface
    public interface Companion {
        /** Writes nothing else. */
        Companion NONE = (connection, writer, runs) -> {};

        /** Called in the transaction; it may be called again for another attempt. */
        void write(Connection connection, HistoryWriter writer, Map<Delivery, IngestRun> runs)
                throws SQLException;
    }

    /** Hears what a transaction committed of one source; called on the thread that commits. */
    @FunctionalInterface
    public interface Listener {
        /** Hears nothing. */
        Listener NONE = (source, run, newestTicks) -> {};

        /**
         * Tells what became of a source's records.
         *
         * @param newestTicks the latest time of its rows; 0 where it has none
         */
        void committed(String source, IngestRun run, long newestTicks);
    }

    /** A delivery that waits for its commit. */
    private record Waiting(Delivery delivery, CompletableFuture<IngestRun> outcome) {}

    /** What a source did since its last row among the runs. */
    record Tally(Instant since, IngestRun run) {}

    private static final Waiting END = new Waiting(null, new CompletableFuture<>());

    private final Committer committer;
    private final Plans plans;
    private final IngestSettings settings;
    private final Clock clock;
    private final Companion companion;
    private final Listener listener;
    private final ConcurrentLinkedQueue<RecordMapper> mappers = new ConcurrentLinkedQueue<>();
    private final LinkedBlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Tally> tallies = new HashMap<>();
    private final Thread thread;
    private int lastDeliveries;
    private long lastNanos;
    private volatile boolean closed;

    SharedCommits(
            Committer committer,
            Plans plans,
            IngestSettings settings,
            Clock clock,
            Companion companion,
            Listener listener) {
        this.committer = committer;
        this.plans = plans;
        this.settings = settings;
        this.clock = clock;
        this.companion = companion;
        this.listener = listener;
        // A platform thread: it waits for the store, which a virtual one must not.
        thread = Thread.ofPlatform().name("shared-commits").daemon().start(this::work);
    }

    /** Whether a category or a table of this name is known. */
    public boolean knows(String category) {
        return plans.knows(category);
    }

    /** Begins a delivery: records that name no category belong to this one. */
    public Delivery begin(String source, String category) {
        RecordMapper known = mappers.poll();
        RecordMapper mapper =
                known == null ? new RecordMapper(plans, settings.recordBytes()) : known;
        return new Delivery(source, category, mapper, settings);
    }

    /** Hands a delivery over, which nobody changes any more; the outcome comes after the commit. */
    public CompletableFuture<IngestRun> commit(Delivery delivery) {
        mappers.add(delivery.mapper());
        Waiting one = new Waiting(delivery, new CompletableFuture<>());
        synchronized (waiting) {
            if (closed) {
                return CompletableFuture.failedFuture(new StoreException("the store is closed"));
            }
            waiting.add(one);
        }
        return one.outcome();
    }

    private void work() {
        List<Waiting> group = new ArrayList<>();
        try {
            while (gather(group)) {
                write(group);
                group.clear();
            }
            write(group);
            tell();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes all that waits, as much as one transaction is to hold; false once it is the end. */
    private boolean gather(List<Waiting> group) throws InterruptedException {
        long rows = 0;
        Waiting next = waiting.take();
        long until = System.nanoTime() + Math.min(LONGEST_WAIT.toNanos(), lastNanos / 2);
        while (next != null && next != END) {
            group.add(next);
            rows += next.delivery().read();
            next = rows < MOST_ROWS ? next(group.size(), until) : null;
        }
        return next != END;
    }

    /**
     * The next one that waits. Those who were answered by the last transaction send again soon,
     * each at its own moment: to write the first of them alone would keep all the others waiting.
     */
    private Waiting next(int deliveries, long until) throws InterruptedException {
        Waiting next = waiting.poll();
        long nanos = until - System.nanoTime();
        return next == null && deliveries < lastDeliveries && nanos > 0
                ? waiting.poll(nanos, TimeUnit.NANOSECONDS)
                : next;
    }

    private void write(List<Waiting> group) {
        if (group.isEmpty()) {
            return;
        }
        long begin = System.nanoTime();
        try {
            commitTogether(group);
            lastDeliveries = group.size();
            lastNanos = System.nanoTime() - begin;
        } catch (RuntimeException | Error e) {
            if (group.size() == 1) {
                group.getFirst().outcome().completeExceptionally(e);
            } else {
                LOG.warn("A shared transaction failed; each delivery gets its own", e);
                // What one of them has wrong is not to fail the others.
                group.forEach(each -> write(List.of(each)));
            }
        }
    }

    private void commitTogether(List<Waiting> group) {
        Map<String, Tally> due = due();
        List<Delivery> deliveries = group.stream().map(Waiting::delivery).toList();
        Map<Delivery, IngestRun> runs = committer.commitTogether(deliveries, companion, due);
        due.keySet().forEach(tallies::remove);
        Map<String, IngestRun> sums = new HashMap<>();
        Map<String, Long> newest = new HashMap<>();
        deliveries.forEach(delivery ->
                newest.merge(delivery.source(), delivery.batch().newestTicks(), Math::max));
        runs.forEach((delivery, run) -> sums.merge(delivery.source(), run, IngestRun::plus));
        Instant now = clock.instant();
        sums.forEach((source, run) -> {
            tallies.merge(source, new Tally(now, run), SharedCommits::sum);
            listener.committed(source, run, newest.get(source));
        });
        group.forEach(each -> each.outcome().complete(runs.get(each.delivery())));
    }

    private static Tally sum(Tally left, Tally right) {
        return new Tally(left.since(), left.run().plus(right.run()));
    }

    /**
     * Runs are told now and then: a row for each of some hundred deliveries a second is no help.
     */
    private Map<String, Tally> due() {
        Instant before = clock.instant().minus(BETWEEN_RUNS);
        Map<String, Tally> due = new HashMap<>();
        tallies.forEach((source, tally) -> {
            if (!tally.since().isAfter(before)) {
                due.put(source, tally);
            }
        });
        return due;
    }

    /** Tells the runs that are left. */
    private void tell() {
        if (!tallies.isEmpty()) {
            committer.commitTogether(List.of(), Companion.NONE, tallies);
            tallies.clear();
        }
    }

    /** Takes nothing more and commits what waits. */
    @Override
    public void close() {
        synchronized (waiting) {
            closed = true;
            waiting.add(END);
        }
        try {
            thread.join(Duration.ofSeconds(CLOSE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
