package io.vaultlens.collector.ingest;

import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.collector.store.Chunk;
import io.vaultlens.collector.store.HistoryWriter;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.TableWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commits a batch: rows, positions, dead letters and the run's row, all or none. */
final class Committer {
    private final Store store;
    private final Clock clock;
    private final Checkpoints checkpoints;
    private final DeadLetters deadLetters;
    private final Optional<TableWriter> runs;

    Committer(Store store, Clock clock, Checkpoints checkpoints) {
        this.store = store;
        this.clock = clock;
        this.checkpoints = checkpoints;
        this.deadLetters = new DeadLetters(store.catalog());
        this.runs =
                store.catalog()
                        .table("IngestionRuns")
                        .filter(TableDef::system)
                        .map(TableWriter::new);
    }

    /** Commits what a source gave; the failures are those of the whole run, for its last row. */
    IngestRun commit(String source, Batch batch, Instant started, List<String> failures) {
        if (batch.isEmpty() && failures.isEmpty()) {
            return IngestRun.NOTHING;
        }
        IngestRun run =
                store.write(connection -> write(connection, source, batch, started, failures));
        checkpoints.committed(batch.positions());
        return run;
    }

    private IngestRun write(
            Connection connection,
            String source,
            Batch batch,
            Instant started,
            List<String> failures)
            throws SQLException {
        long now = Ticks.fromInstant(clock.instant());
        HistoryWriter writer = store.history(connection);
        long written = 0;
        long repeated = 0;
        for (List<Chunk> chunks : batch.chunks().values()) {
            HistoryWriter.Written part = writer.write(chunks, now);
            written += part.written();
            repeated += part.repeated();
        }
        deadLetters.takeBack(connection, batch.takenBack());
        deadLetters.remove(connection, batch.answered());
        long kept = deadLetters.add(writer, source, batch.letters(), now);
        repeated += batch.letters().size() - kept;
        checkpoints.save(connection, batch.positions());
        IngestRun run = new IngestRun(batch.read(), written, repeated, kept, failures);
        if (batch.read() > 0 || !failures.isEmpty()) {
            record(connection, source, run, started);
        }
        store.settings().listener().inTransaction();
        return run;
    }

    /**
     * Commits what several callers delivered in one transaction, with what the companion adds to
     * it; the runs, as far as they are told here, get a row each.
     */
    Map<Delivery, IngestRun> commitTogether(
            List<Delivery> group,
            SharedCommits.Companion companion,
            Map<String, SharedCommits.Tally> told) {
        return store.write(connection -> {
            HistoryWriter writer = store.history(connection);
            Map<Delivery, IngestRun> runs = writeTogether(writer, group);
            companion.write(connection, writer, runs);
            for (Map.Entry<String, SharedCommits.Tally> each : told.entrySet()) {
                record(connection, each.getKey(), each.getValue().run(), each.getValue().since());
            }
            store.settings().listener().inTransaction();
            return runs;
        });
    }

    private Map<Delivery, IngestRun> writeTogether(HistoryWriter writer, List<Delivery> group)
            throws SQLException {
        long now = Ticks.fromInstant(clock.instant());
        long[] written = new long[group.size()];
        long[] repeated = new long[group.size()];
        for (Map.Entry<String, List<Owned>> table : byTable(group).entrySet()) {
            List<Chunk> chunks = table.getValue().stream().map(Owned::chunk).toList();
            List<HistoryWriter.Written> parts = writer.writeEach(chunks, now);
            for (int i = 0; i < parts.size(); i++) {
                int owner = table.getValue().get(i).owner();
                written[owner] += parts.get(i).written();
                repeated[owner] += parts.get(i).repeated();
            }
        }
        Map<Delivery, IngestRun> runs = new LinkedHashMap<>();
        for (int i = 0; i < group.size(); i++) {
            Delivery delivery = group.get(i);
            List<DeadLetter> letters = delivery.batch().letters();
            long kept = deadLetters.add(writer, delivery.source(), letters, now);
            long again = repeated[i] + letters.size() - kept;
            long read = delivery.batch().read();
            runs.put(delivery, new IngestRun(read, written[i], again, kept, List.of()));
        }
        return runs;
    }

    /** A chunk and the place of the delivery that brought it. */
    private record Owned(int owner, Chunk chunk) {}

    private static Map<String, List<Owned>> byTable(List<Delivery> group) {
        Map<String, List<Owned>> tables = new LinkedHashMap<>();
        for (int i = 0; i < group.size(); i++) {
            Map<String, List<Chunk>> brought = group.get(i).batch().chunks();
            for (Map.Entry<String, List<Chunk>> each : brought.entrySet()) {
                List<Owned> owned =
                        tables.computeIfAbsent(each.getKey(), name -> new ArrayList<>());
                for (Chunk chunk : each.getValue()) {
                    owned.add(new Owned(i, chunk));
                }
            }
        }
        return tables;
    }

    private void record(Connection connection, String source, IngestRun run, Instant started)
            throws SQLException {
        if (runs.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        runs.get()
                .append(
                        connection,
                        List.of(
                                Map.of(
                                        "TimeGenerated",
                                        now,
                                        "StartedAt",
                                        started,
                                        "FinishedAt",
                                        now,
                                        "Source",
                                        source,
                                        "Read",
                                        run.read(),
                                        "Written",
                                        run.written(),
                                        "Repeated",
                                        run.repeated(),
                                        "KeptAside",
                                        run.keptAside(),
                                        "Outcome",
                                        run.failures().isEmpty() ? "Completed" : "Failed",
                                        "Message",
                                        String.join("; ", run.failures()))));
    }
}
