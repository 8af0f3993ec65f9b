package io.vaultlens.collector.ingest;

import io.vaultlens.collector.source.Block;
import io.vaultlens.collector.source.Position;
import io.vaultlens.collector.source.Sink;
import io.vaultlens.collector.source.Source;
import io.vaultlens.collector.store.Chunk;
import io.vaultlens.collector.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reads the beginning of a source to see whether it can be read; used by one thread. */
final class Sampling implements Sink {
    private static final int MOST_REASONS = 5;

    private final Parsers parsers;
    private final Duration longest;
    private final Map<String, Long> rows = new TreeMap<>();
    private final List<String> reasons = new ArrayList<>();
    private long read;

    Sampling(Parsers parsers, Duration longest) {
        this.parsers = parsers;
        this.longest = longest;
    }

    /** Enough was read: thrown through the source that reads. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super("enough was read", null, false, false);
        }
    }

    /** Reads until there are records, the source has no more, or the time is up. */
    Sample run(Source source) {
        CountDownLatch over = new CountDownLatch(1);
        AtomicBoolean late = new AtomicBoolean();
        Thread.ofVirtual().start(() -> closeWhenLate(source, over, late));
        List<String> failures = List.of();
        try {
            failures = source.read(file -> new Position(0, file, 0, 0, ""), this);
        } catch (Enough e) {
            // The rest is for the run that commits.
        } finally {
            over.countDown();
        }
        if (late.get() && read == 0) {
            failures = new ArrayList<>(failures);
            failures.add("nothing came within " + longest.toSeconds() + " seconds");
        }
        return new Sample(read, rows, reasons, failures);
    }

    private void closeWhenLate(Source source, CountDownLatch over, AtomicBoolean late) {
        try {
            if (!over.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                late.set(true);
                source.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void accept(Block block) {
        ParsedBlock parsed = parsed(block);
        read += parsed.read();
        for (Chunk chunk : parsed.chunks()) {
            rows.merge(chunk.layout().table().name(), (long) chunk.rows(), Long::sum);
        }
        parsed.pieces().stream()
                .flatMap(piece -> piece.letters().stream())
                .limit(Math.max(0, MOST_REASONS - reasons.size()))
                .forEach(letter -> reasons.add(letter.path() + ": " + letter.reason()));
        if (read > 0) {
            throw new Enough();
        }
    }

    private ParsedBlock parsed(Block block) {
        try {
            return parsers.submit(block).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("the look was interrupted", e);
        } catch (ExecutionException e) {
            throw new StoreException("what was read could not be understood", e.getCause());
        }
    }
}
