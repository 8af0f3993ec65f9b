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
