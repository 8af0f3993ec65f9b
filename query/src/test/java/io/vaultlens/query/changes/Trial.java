package io.vaultlens.query.changes;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestRun;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.collector.store.Store;
import io.vaultlens.query.Language;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryEngine;
import io.vaultlens.query.QueryLimits;
import io.vaultlens.query.engine.duckdb.DuckDbEngine;
import io.vaultlens.query.plan.Access;
import io.vaultlens.query.result.Rows;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks for the changes before the failures of a simulated estate and counts what was right. */
final class Trial {
    private static final String QUESTION =
            "ChangesBeforeFailure"
                    + " | project JobUniqueId, ChangedAt, ChangeKind, ChangeName, Rank, Likely";

    final Score score = new Score();
    private final Simulation simulation;

    private Trial(Simulation simulation) {
        this.simulation = simulation;
    }

    private record Row(
            String job, String at, String kind, String name, long rank, boolean likely) {}

    /** Takes the estate in and asks. */
    static Score of(Difficulty difficulty, long seed) {
        Trial trial = new Trial(new Simulation(difficulty, seed));
        try (Store store = Store.inMemory(Catalog.load());
                DuckDbEngine engine = new DuckDbEngine(store::reader, 2)) {
            IngestRun run =
                    new Ingest(store, Clock.systemUTC(), IngestSettings.standard())
                            .records("simulation", trial.simulation.records());
            if (run.keptAside() > 0) {
                throw new IllegalStateException("records were kept aside: " + run);
            }
            QueryEngine questions = new QueryEngine(store.catalog(), engine, Clock.systemUTC());
            trial.judge(trial.rows(questions));
        }
        return trial.score;
    }

    private List<Row> rows(QueryEngine questions) {
        QueryLimits limits = new QueryLimits(Long.MAX_VALUE, Duration.ofMinutes(10));
        Query query = new Query(QUESTION, Language.KQL, Map.of(), Access.ALL, limits);
        List<Row> found = new ArrayList<>();
        try (Rows rows = questions.run(query)) {
            while (rows.next()) {
                found.add(
                        new Row(
                                (String) rows.value(0),
                                Ticks.toInstant((Long) rows.value(1)).toString(),
                                (String) rows.value(2),
                                ((String) rows.value(3)).toLowerCase(),
                                ((Number) rows.value(4)).longValue(),
                                (Boolean) rows.value(5)));
            }
        }
        return found;
    }

    private void judge(List<Row> rows) {
        Truth truth = simulation.truth;
        Map<String, Row> best = new HashMap<>();
        Set<String> blamed = new HashSet<>();
        for (Row row : rows) {
            Simulation.Incident cause = truth.causes.get(row.job());
            if (cause != null
                    && row.kind().equals(cause.change().kind())
                    && row.name().equals(cause.change().shown().toLowerCase())) {
                best.merge(row.job(), row, (a, b) -> a.rank() <= b.rank() ? a : b);
            }
            if (row.likely() && truth.causeless.contains(row.job())) {
                blamed.add(row.job());
            }
            Machine machine = truth.machineOfChange.get(row.at());
            if (machine != null && machine != truth.machineOfJob.get(row.job())) {
                score.strange++;
            }
        }
        score.causeless += truth.causeless.size();
        score.blamed += blamed.size();
        for (var entry : truth.causes.entrySet()) {
            Row row = best.get(entry.getKey());
            boolean found = row != null;
            score.cause(entry.getValue(), found && row.rank() <= 3, found && row.likely());
        }
        score.close();
    }
}
