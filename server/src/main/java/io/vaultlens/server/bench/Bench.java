package io.vaultlens.server.bench;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreSettings;
import io.vaultlens.collector.upkeep.Upkeep;
import io.vaultlens.query.QueryEngine;
import io.vaultlens.query.engine.duckdb.DuckDbEngine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Measures this program on this machine, each figure beside hand-written SQL on the same DuckDB.
 *
 * <p>It makes job records by seed, writes them as an archive, takes them in and asks of them; all
 * files are taken away at the end.
 */
public final class Bench {
    private static final long SEED = 20_260_301;

    /** Ingestion is measured on so many records, and the questions on all. */
    private static final long INGEST_RECORDS = 2_000_000;

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
        Telemetry.write(archive, SEED, first);
        figures.add(new IngestBench(work, store).run(archive, first));
        Folders.delete(archive);
        Path data = work.resolve("data");
        Catalog catalog = Catalog.load();
        Instant end = takeAllIn(archive, data, catalog);
        ask(data, catalog, end);
        figures.add(new StartBench(data).run());
        Telemetry.write(archive, SEED, first);
        figures.addAll(new PushBench(archive, work.resolve("pushed"), first).run());
    }

    /** Writes the archive slice by slice, takes each in on both sides and takes it away again. */
    private Instant takeAllIn(Path archive, Path data, Catalog catalog) throws Exception {
        Memory.forgetPeak();
        Telemetry telemetry = new Telemetry(SEED, settings.records());
        Instant end = Telemetry.BEGIN;
        long nanos = 0;
        long read = 0;
        double peak = 0;
        while (telemetry.hasMore()) {
            end = telemetry.writeNext(archive, settings.sliceRecords());
            if (!telemetry.hasMore()) {
                Inventory.write(archive, end);
                ChangeLog.write(archive, SEED, end);
                LegacyJobs.write(archive, SEED, end);
            }
            Memory.forgetPeak();
            long begin = System.nanoTime();
            read += IngestBench.ingest(archive, data, store).read();
            nanos += System.nanoTime() - begin;
            peak = Math.max(peak, Memory.peakMegabytes().orElse(0));
            // It is closed again, lest what it keeps of its own be counted as ours.
            try (HandWritten byHand = byHand()) {
                byHand.addJobs(archive, catalog);
                if (!telemetry.hasMore()) {
                    byHand.buildTables(archive, catalog);
                }
            }
            Folders.delete(archive);
        }
        figures.add(Figure.alone("ingest-all", nanos / 1e9, "s", read + " records taken in"));
        if (peak > 0) {
            String note = "resident memory of the whole process while it took them in";
            figures.add(Figure.alone("memory-peak", peak, "MB", note));
        }
        return end;
    }

    private HandWritten byHand() throws SQLException {
        return new HandWritten(work.resolve("by-hand.duckdb"), store);
    }

    private void ask(Path data, Catalog catalog, Instant end) throws Exception {
        try (HandWritten byHand = byHand();
                Store opened = Store.open(data, catalog, store);
                DuckDbEngine duckDb = new DuckDbEngine(opened::reader, store.threads())) {
            lookAfter(opened);
            QueryEngine engine = new QueryEngine(catalog, duckDb, Clock.systemUTC());
            QuestionBench questions = new QuestionBench(engine, byHand, end, settings.warmUp());
            figures.addAll(questions.run(settings.records()));
            figures.addAll(new HistoryBench(engine, opened, end).run(settings.records()));
        }
    }

    /** What a server does at a quiet time. */
    private void lookAfter(Store opened) {
        long begin = System.nanoTime();
        new Upkeep(opened, Clock.systemUTC(), List.of(), OptionalInt.empty()).run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        String note =
                "current rows laid together by vault and time, as a server does when it is quiet";
        figures.add(Figure.alone("upkeep", seconds, "s", note));
    }
}
