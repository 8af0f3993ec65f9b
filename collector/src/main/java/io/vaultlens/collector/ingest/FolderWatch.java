package io.vaultlens.collector.ingest;

import io.vaultlens.collector.source.Source;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that is being followed; closing it ends that.
 *
 * <p>It looks again and again: that works on every file system, over the network too. A look that
 * takes long is followed by a longer rest, so that a large folder does not keep a core busy.
 */
public final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final int REST_PER_LOOK = 5;
    private static final long CLOSE_SECONDS = 10;

    private final Ingest ingest;
    private final Source source;
    private final Duration interval;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private Set<String> told = Set.of();

    FolderWatch(Ingest ingest, Source source, Duration interval) {
        this.ingest = ingest;
        this.source = source;
        this.interval = interval;
        thread = Thread.ofPlatform().name("watch-" + source.name()).daemon().start(this::follow);
    }

    private void follow() {
        try {
            Duration rest = Duration.ZERO;
            while (!closed.await(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                long before = System.nanoTime();
                look();
                Duration took = Duration.ofNanos(System.nanoTime() - before);
                Duration long5 = took.multipliedBy(REST_PER_LOOK);
                rest = long5.compareTo(interval) > 0 ? long5 : interval;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            tell(ingest.read(source, Progress.NONE, told).failures());
        } catch (RuntimeException e) {
            tell(List.of("source " + source.name() + " could not be read: " + e.getMessage()));
        }
    }

    /** A failure that lasts is told once. */
    private void tell(List<String> failures) {
        for (String failure : failures) {
            if (!told.contains(failure)) {
                LOG.warn("{}", failure);
            }
        }
        told = new HashSet<>(failures);
    }

    /** Ends the watch; a transaction that is being written is ended first. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(Duration.ofSeconds(CLOSE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
