package io.vaultlens.server.bench;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.ingest.IngestRun;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreSettings;
import io.vaultlens.query.QueryEngine;
import io.vaultlens.query.engine.duckdb.DuckDbEngine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Measures this program on this machine, each figure beside hand-written SQL on the same DuckDB.
 *
 * <p>It makes job records by seed, writes them as an archive, takes them in and asks of them; all
 * files are taken away at the end.
 */
public final class Bench {
    private static final long SEED = 20_260_301;

    /** Ingestion is measured on so many records, and the questions on all. */
    private static final long INGEST_RECORDS = 1_000_000;

    private final BenchSettings settings;
    private final Path work;
    private final StoreSettings store = StoreSettings.standard();
    private final List<Figure> figures = new ArrayList<>();

    private Bench(BenchSettings settings, Path work) {
        this.settings = settings;
        this.work = work;
    }

    /** Measures and prints; nothing but the figures is written to {@code out}. */
    public static void run(BenchSettings settings, PrintStream out) throws Exception {
        Path work = workFolder(settings);
        try {
            Bench bench = new Bench(settings, work);
            bench.measure();
            switch (settings.format()) {
                case TABLE -> FigurePrinter.table(bench.figures, out);
                case JSON -> FigurePrinter.json(bench.figures, out);
            }
        } finally {
            Folders.delete(work);
        }
    }

    /** A new folder, below the one given, that can be taken away whole. */
    private static Path workFolder(BenchSettings settings) throws IOException {
        if (settings.work().isEmpty()) {
            return Files.createTempDirectory("vaultlens-bench");
        }
        Files.createDirectories(settings.work().get());
        return Files.createTempDirectory(settings.work().get(), "bench");
    }

    private void measure() throws Exception {
        Path archive = work.resolve("archive");
        long first = Math.min(settings.records(), INGEST_RECORDS);
        Instant end = Telemetry.write(archive, SEED, first);
        figures.add(new IngestBench(work, store).run(archive, first));
        if (first < settings.records()) {
            Folders.delete(archive);
            end = Telemetry.write(archive, SEED, settings.records());
        }
        Inventory.write(archive, end);
        ChangeLog.write(archive, SEED, end);
        LegacyJobs.write(archive, SEED, end);
        Path data = work.resolve("data");
        takeAllIn(archive, data);
        ask(archive, data, end);
        figures.add(new StartBench(data).run());
        figures.addAll(new PushBench(archive, work.resolve("pushed"), first).run());
    }

    private void takeAllIn(Path archive, Path data) {
        Memory.forgetPeak();
        long begin = System.nanoTime();
        IngestRun run = IngestBench.ingest(archive, data, store);
        double seconds = (System.nanoTime() - begin) / 1e9;
        String note = run.read() + " records taken in, in one run";
        figures.add(Figure.alone("ingest-all", seconds, "s", note));
        OptionalDouble peak = Memory.peakMegabytes();
        if (peak.isPresent()) {
            note = "resident memory of the whole process while " + note;
            figures.add(Figure.alone("memory-peak", peak.getAsDouble(), "MB", note));
        }
    }

    private void ask(Path archive, Path data, Instant end) throws Exception {
        Catalog catalog = Catalog.load();
        try (HandWritten byHand = new HandWritten(work.resolve("by-hand.duckdb"), store)) {
            byHand.buildTables(archive, catalog);
            try (Store opened = Store.open(data, catalog, store);
                    DuckDbEngine duckDb = new DuckDbEngine(opened::reader, store.threads())) {
                QueryEngine engine = new QueryEngine(catalog, duckDb, Clock.systemUTC());
                List<Figure> answers =
                        new QuestionBench(engine, byHand, end).run(settings.records());
                figures.addAll(answers);
            }
        }
    }
}
