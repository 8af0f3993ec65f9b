package io.vaultlens.collector.ingest;

import io.vaultlens.collector.mapping.Horizon;
import io.vaultlens.collector.mapping.Mapped;
import io.vaultlens.collector.mapping.Place;
import io.vaultlens.collector.mapping.Plans;
import io.vaultlens.collector.mapping.RecordMapper;
import io.vaultlens.collector.mapping.Rejected;
import io.vaultlens.collector.source.Buffers;
import io.vaultlens.collector.source.FolderSource;
import io.vaultlens.collector.source.Limits;
import io.vaultlens.collector.source.Source;
import io.vaultlens.collector.source.SourceContext;
import io.vaultlens.collector.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Takes records in: reads sources, maps records to rows and commits them with their positions.
 *
 * <p>Any thread may use it. Sources are read side by side: what they share is the threads that
 * parse, a budget of memory, and the writer, which takes one transaction at a time.
 */
public final class Ingest {
    /** The name under which files given by hand are read. */
    public static final String BY_HAND = "ingest";

    private final Store store;
    private final Clock clock;
    private final IngestSettings settings;
    private final Plans plans;
    private final Committer committer;
    private final Checkpoints checkpoints;
    private final Buffers buffers = new Buffers();
    private final Parsers parsers;
    private final Budget budget;
    private final ExecutorService commits =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().name("ingest-commits-", 0).daemon().factory());

    /** Takes records into this store. */
    public Ingest(Store store, Clock clock, IngestSettings settings) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
        this.plans = new Plans(store.catalog(), new Horizon(clock, settings.furthestAhead()));
        this.checkpoints = new Checkpoints(store);
        this.committer = new Committer(store, clock, checkpoints);
        this.parsers = new Parsers(plans, settings, buffers);
        // Of one source a batch is written while the next is gathered; several share that much.
        this.budget = new Budget(2 * settings.batchBytes());
    }

    /** Reads what is new in these files and folders; returns after the last commit. */
    public IngestRun paths(List<Path> paths, Progress progress) {
        Source source = new FolderSource(BY_HAND, paths, limits(), buffers, false);
        IngestRun run = read(source, Pass.showing(progress));
        if (run.read() > 0) {
            store.checkpoint();
        }
        return run;
    }

    /**
     * Reads what a source has new; returns after the last commit.
     *
     * @throws io.vaultlens.collector.source.SourceException where it is away; what it gave before
     *     is committed
     */
    public IngestRun read(Source source, Pass pass) {
        Pipeline pipeline =
                new Pipeline(
                        committer,
                        settings,
                        parsers,
                        commits,
                        budget,
                        pass,
                        source.name(),
                        clock.instant());
        return pipeline.run(source, checkpoints);
    }

    /** Reads the beginning of a source, as if it were new, and commits nothing. */
    public Sample sample(Source source, Duration longest) {
        return new Sampling(parsers, longest).run(source);
    }

    /** What a source is made with. */
    public SourceContext context() {
        return new SourceContext(limits(), buffers, clock, settings.watchInterval());
    }

    /**
     * Takes records in that a part of this program made, each a diagnostic record as JSON text;
     * returns after the commit.
     */
    public IngestRun records(String source, List<String> jsonRecords) {
        Instant started = clock.instant();
        RecordMapper mapper = new RecordMapper(plans, settings.recordBytes());
        long line = 0;
        for (String record : jsonRecords) {
            byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
            mapper.add(bytes, 0, bytes.length, new Place(0, line, ++line));
        }
        Mapped mapped = mapper.finish();
        Batch batch = new Batch();
        mapped.chunks().forEach(batch::add);
        for (Rejected rejected : mapped.rejected()) {
            batch.add(DeadLetter.of(rejected, "", settings));
        }
        batch.countRead(mapped.read());
        return committer.commit(source, batch, started, List.of());
    }

    /** Takes in what many callers deliver at once; the caller closes it before the store. */
    public SharedCommits shared(
            SharedCommits.Companion companion, SharedCommits.Listener listener) {
        return new SharedCommits(committer, plans, settings, clock, companion, listener);
    }

    /**
     * Reads the records kept aside again, after a fix; those that a table takes now are no longer
     * kept aside.
     */
    public IngestRun replay() {
        return new Replay(settings, plans, committer, checkpoints, clock.instant()).run(store);
    }

    private Limits limits() {
        return new Limits(
                settings.recordBytes(),
                settings.deadLetterBytes(),
                settings.deadLetterHeadBytes(),
                settings.unpackedBytes());
    }
}
