package io.vaultlens.collector.ingest;

import io.vaultlens.collector.mapping.Plans;
import io.vaultlens.collector.mapping.RecordMapper;
import io.vaultlens.collector.source.Block;
import io.vaultlens.collector.source.Buffers;
import io.vaultlens.collector.source.Sink;
import io.vaultlens.collector.source.Source;
import io.vaultlens.collector.store.StoreException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One run of a source: blocks are parsed side by side, then gathered and committed in order.
 *
 * <p>Used by one thread, which reads; a few others parse.
 */
final class Pipeline implements Sink {
    private final Committer committer;
    private final IngestSettings settings;
    private final Plans plans;
    private final Buffers buffers;
    private final Progress progress;
    private final String source;
    private final Instant started;
    private final ExecutorService parsers;
    private final ExecutorService commits =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("ingest-commits").daemon().factory());
    private final ArrayDeque<Future<ParsedBlock>> parsing = new ArrayDeque<>();
    private final ThreadLocal<BlockParser> parser = ThreadLocal.withInitial(this::newParser);
    private Batch batch = new Batch();
    private IngestRun total = IngestRun.NOTHING;
    private long records;
    private Optional<Future<IngestRun>> committing = Optional.empty();

    Pipeline(
            Committer committer,
            IngestSettings settings,
            Plans plans,
            Buffers buffers,
            Progress progress,
            String source,
            Instant started) {
        this.committer = committer;
        this.settings = settings;
        this.plans = plans;
        this.buffers = buffers;
        this.progress = progress;
        this.source = source;
        this.started = started;
        parsers =
                Executors.newFixedThreadPool(
                        settings.threads(),
                        Thread.ofPlatform().name("ingest-parser-", 0).daemon().factory());
    }

    private BlockParser newParser() {
        return new BlockParser(new RecordMapper(plans, settings.recordBytes()), settings);
    }

    /** Runs the source to its end; failures that are known already make no row of their own. */
    static IngestRun run(
            Pipeline pipeline, Source source, Checkpoints checkpoints, Set<String> known) {
        try {
            List<String> failures = source.read(checkpoints, pipeline);
            return pipeline.finish(failures, known);
        } finally {
            pipeline.parsers.shutdownNow();
            pipeline.commits.shutdown();
        }
    }

    @Override
    public void accept(Block block) {
        parsing.add(parsers.submit(() -> parse(block)));
        while (parsing.size() > 2 * settings.threads()) {
            gather();
        }
    }

    private ParsedBlock parse(Block block) {
        ParsedBlock parsed = parser.get().parse(block);
        buffers.give(block.data());
        return parsed;
    }

    private void gather() {
        ParsedBlock parsed = result(parsing.remove());
        batch.add(parsed);
        if (batch.isFull(settings)) {
            commit(List.of());
        }
        progress.at(parsed.doneBytes(), parsed.totalBytes(), records += parsed.read());
    }

    /** Hands the batch over to be committed, while the next one is read and parsed. */
    private void commit(List<String> failures) {
        awaitCommit();
        Batch full = batch;
        batch = batch.next();
        committing =
                Optional.of(
                        commits.submit(() -> committer.commit(source, full, started, failures)));
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
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("a block could not be dealt with", e.getCause());
        }
    }

    private IngestRun finish(List<String> failures, Set<String> known) {
        while (!parsing.isEmpty()) {
            gather();
        }
        commit(failures.stream().filter(failure -> !known.contains(failure)).toList());
        awaitCommit();
        return new IngestRun(
                total.read(), total.written(), total.repeated(), total.keptAside(), failures);
    }
}
