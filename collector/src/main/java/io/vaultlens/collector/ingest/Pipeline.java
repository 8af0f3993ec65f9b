package io.vaultlens.collector.ingest;

import io.vaultlens.collector.source.Block;
import io.vaultlens.collector.source.Sink;
import io.vaultlens.collector.source.Source;
import io.vaultlens.collector.source.SourceException;
import io.vaultlens.collector.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * One run of a source: blocks are parsed side by side, then gathered and committed in order.
 *
 * <p>Used by one thread, which reads; a few others, shared with other runs, parse and commit.
 */
final class Pipeline implements Sink {
    /** How long rows of a source that is followed may wait for more to be committed with them. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Committer committer;
    private final IngestSettings settings;
    private final Parsers parsers;
    private final ExecutorService commits;
    private final Budget budget;
    private final Pass pass;
    private final String source;
    private final Instant started;
    private final ArrayDeque<Parsing> parsing = new ArrayDeque<>();
    private Batch batch = new Batch();
    private long batchBegan = System.nanoTime();
    private IngestRun total = IngestRun.NOTHING;
    private long records;
    private Optional<Future<IngestRun>> committing = Optional.empty();

    Pipeline(
            Committer committer,
            IngestSettings settings,
            Parsers parsers,
            ExecutorService commits,
            Budget budget,
            Pass pass,
            String source,
            Instant started) {
        this.committer = committer;
        this.settings = settings;
        this.parsers = parsers;
        this.commits = commits;
        this.budget = budget;
        this.pass = pass;
        this.source = source;
        this.started = started;
    }

    /** A block of so many bytes that is being parsed. */
    private record Parsing(Future<ParsedBlock> block, int bytes) {}

    /** The pass is to end: thrown through the source that reads. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("the pass is to end", null, false, false);
        }
    }

    /**
     * Runs the source to its end; a source that is away is told after what it gave is committed.
     */
    IngestRun run(Source from, Checkpoints checkpoints) {
        boolean ended = false;
        try {
            IngestRun run = read(from, checkpoints);
            ended = true;
            return run;
        } finally {
            if (!ended) {
                abandon();
            }
        }
    }

    private IngestRun read(Source from, Checkpoints checkpoints) {
        try {
            return finish(from.read(checkpoints, this));
        } catch (Stopped e) {
            return finish(List.of());
        } catch (SourceException e) {
            if (pass.stops()) {
                return finish(List.of());
            }
            finish(List.of(e.getMessage()));
            throw e;
        }
    }

    /** Ends what is under way for a run that failed; nothing more of it is committed. */
    private void abandon() {
        parsing.forEach(each -> each.block().cancel(true));
        budget.give(batch.bytes());
        if (committing.isPresent()) {
            try {
                awaitCommit();
            } catch (RuntimeException e) {
                // The failure that ended the run is the one to tell.
            }
        }
    }

    @Override
    public void accept(Block block) {
        if (pass.stops()) {
            throw new Stopped();
        }
        parsing.add(new Parsing(parsers.submit(block), block.data().length));
        while (parsing.size() > 2 * settings.threads()
                || parsingBytes() > settings.batchBytes() / 2
                || !parsing.isEmpty() && parsing.peek().block().isDone()) {
            gather();
        }
    }

    private long parsingBytes() {
        return parsing.stream().mapToLong(Parsing::bytes).sum();
    }

    private void gather() {
        ParsedBlock parsed = result(parsing.remove().block());
        long before = batch.bytes();
        batch.add(parsed);
        budget.take(batch.bytes() - before);
        if (batch.isFull(settings) || isDue()) {
            commit(List.of());
        }
        if (budget.isSpent()) {
            commit(List.of());
            awaitCommit();
        }
        pass.at(parsed.extent(), records += parsed.read());
    }

    /** Rows of a source that is followed do not wait for a large transaction to fill. */
    private boolean isDue() {
        return pass.hurries()
                && System.nanoTime() - batchBegan > LONGEST_WAIT.toNanos()
                && committing.map(Future::isDone).orElse(true);
    }

    /** Hands the batch over to be committed, while the next one is read and parsed. */
    private void commit(List<String> failures) {
        awaitCommit();
        Batch full = batch;
        batch = batch.next();
        batchBegan = System.nanoTime();
        committing = Optional.of(commits.submit(() -> commit(full, failures)));
    }

    private IngestRun commit(Batch full, List<String> failures) {
        try {
            IngestRun part = committer.commit(source, full, started, failures);
            pass.committed(part, full.newestTicks());
            return part;
        } finally {
            budget.give(full.bytes());
        }
    }

    /** No batch is committed before the one before it is. */
    private void awaitCommit() {
        if (committing.isPresent()) {
            Future<IngestRun> last = committing.get();
            committing = Optional.empty();
            total = total.plus(result(last));
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("the run was interrupted; what it committed stays", e);
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case RuntimeException cause -> cause;
                case OutOfMemoryError full ->
                        new StoreException(
                                "the records need more memory than Java's heap of %d MB; what was"
                                                .formatted(Runtime.getRuntime().maxMemory() >> 20)
                                        + " committed stays, and a larger heap (-Xmx) takes in the rest",
                                full);
                case Throwable cause ->
                        new IllegalStateException("a block could not be dealt with", cause);
            };
        }
    }

    private IngestRun finish(List<String> failures) {
        while (!parsing.isEmpty()) {
            gather();
        }
        commit(failures.stream().filter(failure -> !pass.told().contains(failure)).toList());
        awaitCommit();
        return new IngestRun(
                total.read(), total.written(), total.repeated(), total.keptAside(), failures);
    }
}
