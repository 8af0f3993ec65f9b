package io.vaultlens.collector.kill;

import io.vaultlens.collector.archive.StoreCount;
import io.vaultlens.collector.catalog.ColumnDef;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.collector.ingest.Pass;
import io.vaultlens.collector.repository.RealPrograms;
import io.vaultlens.collector.source.Buffers;
import io.vaultlens.collector.source.Source;
import io.vaultlens.collector.source.SourceContext;
import io.vaultlens.collector.source.SourceException;
import io.vaultlens.collector.source.SourceKind;
import io.vaultlens.collector.source.SourceSetting;
import io.vaultlens.collector.source.SourceValues;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.watch.Sources;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads sources side by side, each until it has nothing new; a file for each says what it is.
 *
 * <p>Time stands still: rows that carry the moment of a look would differ between any two runs.
 */
public final class SourceWork implements KillWork {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final String KIND = "kind";
    private static final String STAGES = "stages";
    private static final int BLOCK_BYTES = 4096;
    private static final int BATCH_ROWS = 4;
    private static final int TRIES = 20;

    /** Notes a source that is to be read, and the stages of a folder that changes meanwhile. */
    static void note(Path input, SourceValues values, String stages) throws IOException {
        Properties entry = new Properties();
        entry.setProperty(KIND, values.kind().name());
        entry.setProperty(STAGES, stages);
        for (SourceSetting setting : values.kind().settings()) {
            entry.setProperty(setting.name(), values.text(setting.name()));
        }
        Path file = input.resolve(values.kind().name() + ".properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            entry.store(writer, null);
        }
    }

    @Override
    public void run(Store store, Path input, Moments moments) throws Exception {
        IngestSettings small =
                IngestSettings.standard()
                        .withBatchRows(BATCH_ROWS)
                        .withFurthestAhead(RealPrograms.AHEAD);
        Ingest ingest = new Ingest(store, Clock.fixed(NOW, ZoneOffset.UTC), small);
        boolean afresh = count(store, "SELECT count(*) FROM positions") == 0;
        try (Stream<Path> entries = Files.list(input);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> reading =
                    entries.filter(file -> file.toString().endsWith(".properties"))
                            .<Future<?>>map(file ->
                                    threads.submit(() -> {
                                        read(ingest, file, afresh);
                                        return null;
                                    }))
                            .toList();
            for (Future<?> each : reading) {
                each.get();
            }
        }
    }

    private static void read(Ingest ingest, Path file, boolean afresh) throws IOException {
        Properties entry = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            entry.load(reader);
        }
        SourceKind kind =
                Sources.named(entry.getProperty(KIND)).orElseThrow(IllegalStateException::new);
        Map<String, String> given = new HashMap<>();
        entry.stringPropertyNames().forEach(key -> given.put(key, entry.getProperty(key)));
        SourceValues values = SourceValues.of(kind.name(), kind, given);
        if (given.get(STAGES).isEmpty()) {
            readAll(ingest, values, NOW);
        } else {
            Stages stages = new Stages(values.path("root"), Path.of(given.get(STAGES)));
            for (int stage = afresh ? 0 : stages.now(); stage < Stages.COUNT; stage++) {
                stages.turnTo(stage);
                readAll(ingest, values, NOW.plus(Duration.ofMinutes(stage)));
            }
        }
    }

    private static void readAll(Ingest ingest, SourceValues values, Instant now) {
        SourceContext standard = ingest.context();
        SourceContext small =
                new SourceContext(
                        standard.limits(),
                        new Buffers(BLOCK_BYTES),
                        Clock.fixed(now, ZoneOffset.UTC),
                        standard.rest());
        long read = 1;
        for (int tries = TRIES; read > 0 && tries > 0; tries--) {
            try (Source source = values.kind().source(values, small)) {
                while (read > 0) {
                    read = ingest.read(source, Pass.PLAIN).read();
                }
            } catch (SourceException e) {
                // A slow machine; it is tried again, as one who follows the source does.
                System.err.println(e.getMessage());
            }
        }
        if (read > 0) {
            throw new IllegalStateException("source " + values.name() + " was not read to its end");
        }
    }

    /** What tables hold, and a sum over the content of their rows. */
    @Override
    public Map<String, Long> figures(Store store) {
        Map<String, Long> figures = StoreCount.of(store);
        for (TableDef table : store.catalog().tables()) {
            if (!table.system() && !table.isView()) {
                String columns =
                        table.columns().stream()
                                .map(ColumnDef::name)
                                .map("\"%s\""::formatted)
                                .collect(Collectors.joining(", "));
                String sum =
                        "SELECT coalesce(sum(hash(row(%s), _key) >> 24), 0)::BIGINT FROM \"%s\"";
                long content = count(store, sum.formatted(columns, table.name()));
                figures.put("content of " + table.name(), content);
            }
        }
        return figures;
    }

    private static long count(Store store, String sql) {
        try (Connection connection = store.reader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
