package io.vaultlens.collector.ingest;

import io.vaultlens.collector.mapping.Mapped;
import io.vaultlens.collector.mapping.Place;
import io.vaultlens.collector.mapping.Plans;
import io.vaultlens.collector.mapping.RecordMapper;
import io.vaultlens.collector.mapping.Rejected;
import io.vaultlens.collector.source.Buffers;
import io.vaultlens.collector.source.FolderSource;
import io.vaultlens.collector.source.Limits;
import io.vaultlens.collector.source.Source;
import io.vaultlens.collector.store.Store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes records in: reads sources, maps records to rows and commits them with their positions.
 *
 * <p>Any thread may use it. Sources are read one at a time; {@link #records} does not wait for
 * them, only for the transaction that is being written.
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
    private final ReentrantLock reading = new ReentrantLock();

    /** Takes records into this store. */
    public Ingest(Store store, Clock clock, IngestSettings settings) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
        this.plans = new Plans(store.catalog());
        this.checkpoints = new Checkpoints(store);
        this.committer = new Committer(store, clock, checkpoints);
    }

    /** Reads what is new in these files and folders; returns after the last commit. */
    public IngestRun paths(List<Path> paths, Progress progress) {
        IngestRun run =
                read(
                        new FolderSource(BY_HAND, paths, limits(), buffers, false),
                        progress,
                        Set.of());
        if (run.read() > 0) {
            store.checkpoint();
        }
        return run;
    }

    /** Reads what a source has new; returns after the last commit. */
    IngestRun read(Source source, Progress progress, Set<String> knownFailures) {
        reading.lock();
        try {
            Pipeline pipeline =
                    new Pipeline(
                            committer,
                            settings,
                            plans,
                            buffers,
                            progress,
                            source.name(),
                            clock.instant());
            return Pipeline.run(pipeline, source, checkpoints, knownFailures);
        } finally {
            reading.unlock();
        }
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

    /** Follows a folder until the watch is closed: what is added shows within seconds. */
    public FolderWatch watch(String name, Path folder) {
        Source source = new FolderSource(name, List.of(folder), limits(), buffers, true);
        return new FolderWatch(this, source, settings.watchInterval());
    }

    private Limits limits() {
        return new Limits(
                settings.recordBytes(),
                settings.deadLetterBytes(),
                settings.deadLetterHeadBytes(),
                settings.unpackedBytes());
    }
}
