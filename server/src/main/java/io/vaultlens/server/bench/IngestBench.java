package io.vaultlens.server.bench;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestRun;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.collector.ingest.Progress;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** Measures how fast a folder is taken in, against DuckDB's own reader on the same files. */
final class IngestBench {
    private static final int TURNS = 3;

    private final Path work;
    private final StoreSettings settings;

    IngestBench(Path work, StoreSettings settings) {
        this.work = work;
        this.settings = settings;
    }

    /** Takes the archive in, in turns with the reference; {@code records} are in it. */
    Figure run(Path archive, long records) throws Exception {
        Timed.Work ours = turn -> ours(archive, records, work.resolve("ours"));
        Timed.Work reference =
                turn -> reference(archive, records, work.resolve("reference.duckdb"));
        Timed.inTurns(1, ours, reference);
        Timed.Pair times = Timed.inTurns(TURNS, ours, reference);
        double seconds = times.ours() / 1000;
        double byHand = times.reference() / 1000;
        String note =
                String.format(
                        Locale.ROOT,
                        "%d records in files, median of %d after one that does not count, %d threads each:"
                                + " %.0f records/s; reference read_json into a bare table and CHECKPOINT:"
                                + " %.0f records/s (it keeps no position, drops lines that it cannot read"
                                + " and writes repeats twice)",
                        records,
                        TURNS,
                        settings.threads(),
                        records / seconds,
                        records / byHand);
        return Figure.of("ingest-folder", seconds, "s", byHand, note);
    }

    private long ours(Path archive, long records, Path folder) {
        IngestRun run = ingest(archive, folder, settings);
        Folders.delete(folder);
        if (run.read() != records || run.keptAside() != 0 || !run.failures().isEmpty()) {
            throw new IllegalStateException("not all records were taken in: " + run);
        }
        return records;
    }

    /**
     * Takes everything in, with the memory that {@code vaultlens ingest} gives the store, and
     * leaves it checkpointed, as the reference does.
     */
    static IngestRun ingest(Path archive, Path folder, StoreSettings settings) {
        StoreSettings writing = settings.withMemoryMegabytes(StoreSettings.WRITING_MEGABYTES);
        try (Store store = Store.open(folder, Catalog.load(), writing)) {
            Ingest ingest = new Ingest(store, Clock.systemUTC(), IngestSettings.standard());
            IngestRun run = ingest.paths(List.of(archive), Progress.NONE);
            store.checkpoint();
            return run;
        }
    }

    private long reference(Path archive, long records, Path file) throws Exception {
        try (HandWritten duckDb = new HandWritten(file, settings)) {
            duckDb.readAll(archive);
        }
        Folders.delete(file);
        return records;
    }
}
