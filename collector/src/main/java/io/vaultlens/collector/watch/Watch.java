package io.vaultlens.collector.watch;

import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestRun;
import io.vaultlens.collector.ingest.Pass;
import io.vaultlens.collector.source.Extent;
import io.vaultlens.collector.source.Source;
import io.vaultlens.collector.source.SourceException;
import io.vaultlens.collector.watch.SourceHealth.State;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source that is being followed, on a thread of its own; closing it ends that.
 *
 * <p>It looks again and again: that works everywhere, over a network too. A look that takes long
 * and finds nothing is followed by a longer rest, so that a large folder does not keep a core busy.
 */
public final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final int REST_PER_LOOK = 5;
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    private static final long CLOSE_SECONDS = 10;

    private final Ingest ingest;
    private final Supplier<Source> maker;
    private final Health health;
    private final Duration rest;
    private final BackOff backOff;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile Source source;
    private volatile Set<String> told = Set.of();

    Watch(Ingest ingest, Supplier<Source> maker, Health health, Duration rest) {
        this.ingest = ingest;
        this.maker = maker;
        this.source = maker.get();
        this.health = health;
        this.rest = rest;
        this.backOff = new BackOff(rest);
        thread = Thread.ofPlatform().name("watch-" + source.name()).daemon().start(this::follow);
    }

    /** What the look that goes on asks and hears. */
    private final class Look implements Pass {
        @Override
        public void at(Extent extent, long records) {
            health.at(extent);
        }

        @Override
        public void committed(IngestRun part, long newestTicks) {
            health.committed(part, newestTicks);
        }

        @Override
        public boolean stops() {
            return closed.getCount() == 0;
        }

        @Override
        public Set<String> told() {
            return told;
        }

        @Override
        public boolean hurries() {
            return true;
        }
    }

    private void follow() {
        try {
            Duration next = Duration.ZERO;
            while (!closed.await(next.toMillis(), TimeUnit.MILLISECONDS)) {
                next = look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            health.stopped();
        }
    }

    /** Looks once; how long to rest after it. */
    private Duration look() {
        long before = System.nanoTime();
        health.looking();
        try {
            IngestRun run = ingest.read(source, new Look());
            backOff.reset();
            tell(run.failures());
            Duration took = Duration.ofNanos(System.nanoTime() - before);
            Duration next = run.read() > 0 ? source.rest(rest) : idle(took);
            health.resting(State.WAITING, next);
            return next;
        } catch (SourceException e) {
            return failed(e.getMessage(), e.retryAfter());
        } catch (RuntimeException | Error e) {
            // Whatever it was, a source that nobody follows any more would be worse. What it gave
            // may
            // not be committed: a new one begins at the positions.
            String message = "source " + source.name() + " could not be read: " + e.getMessage();
            renew();
            return failed(message, Duration.ZERO);
        }
    }

    private void renew() {
        source.close();
        source = maker.get();
        if (closed.getCount() == 0) {
            source.close();
        }
    }

    private Duration failed(String message, Duration asked) {
        if (closed.getCount() > 0) {
            tell(List.of(message));
        }
        Duration next = backOff.next(asked);
        health.resting(State.BACKING_OFF, next);
        return next;
    }

    private Duration idle(Duration took) {
        Duration asked = source.rest(rest);
        if (source.looksCheaply()) {
            return asked;
        }
        Duration longer = took.multipliedBy(REST_PER_LOOK);
        Duration bounded = longer.compareTo(LONGEST_REST) < 0 ? longer : LONGEST_REST;
        return asked.isZero() || bounded.compareTo(asked) < 0 ? asked : bounded;
    }

    /** A failure that lasts is told once. */
    private void tell(List<String> failures) {
        for (String failure : failures) {
            if (!told.contains(failure)) {
                LOG.warn("{}", failure);
                health.failed(failure);
            }
        }
        told = new HashSet<>(failures);
    }

    /** Tells it to end; {@link #close} waits for that. */
    void stop() {
        closed.countDown();
        source.close();
    }

    /** Ends the watch; a transaction that is being written is ended first. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(Duration.ofSeconds(CLOSE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
