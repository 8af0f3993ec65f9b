package io.vaultlens.server.bench;

import io.vaultlens.collector.store.Store;
import io.vaultlens.query.Language;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryEngine;
import io.vaultlens.query.plan.Access;
import io.vaultlens.query.result.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures how much a published question gains by the current state: the same is asked in SQL of
 * all records that were ever told, in the same store.
 */
final class HistoryBench {
    private static final int TURNS = 9;
    private static final String PUBLISHED = "failed-jobs-published";

    private final QueryEngine engine;
    private final Store store;
    private final Instant end;

    HistoryBench(QueryEngine engine, Store store, Instant end) {
        this.engine = engine;
        this.store = store;
        this.end = end;
    }

    List<Figure> run(long records) throws Exception {
        return List.of(
                figure(
                        "failed-jobs-word-for-word",
                        "the published form, against the same word for word in SQL over history",
                        records),
                figure(
                        "failed-jobs-rewritten",
                        "the published form, against the best SQL for it over history",
                        records));
    }

    private Figure figure(String name, String what, long records) throws Exception {
        Question question = Question.of(name, PUBLISHED, what);
        Timed.Pair times;
        try {
            times =
                    Timed.inTurns(
                            TURNS,
                            turn -> published(question.kql(turn, end)),
                            turn -> overHistory(question.sql(turn, end)));
        } catch (SQLException e) {
            String reason = e.getMessage().lines().findFirst().orElse("no reason given");
            return Figure.missing(name, "ms", what + "; not answered: " + reason);
        }
        String note =
                String.format(
                        Locale.ROOT,
                        "%s; %.0f times as fast; %d records, median of %d",
                        what,
                        times.reference() / times.ours(),
                        records,
                        times.turns());
        return Figure.of(name, times.ours(), "ms", times.reference(), note);
    }

    /** How many it counted. */
    private long published(String text) {
        Query query = new Query(text, Language.KQL, Map.of(), Access.ALL, QuestionBench.UNLIMITED);
        try (Rows rows = engine.run(query)) {
            rows.next();
            return ((Number) rows.value(0)).longValue();
        }
    }

    private long overHistory(String sql) throws SQLException {
        try (Connection connection = store.reader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
