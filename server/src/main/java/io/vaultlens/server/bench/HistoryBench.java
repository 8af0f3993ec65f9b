package io.vaultlens.server.bench;

import io.vaultlens.collector.store.Store;
import io.vaultlens.query.QueryEngine;
import io.vaultlens.query.result.Rows;
import io.vaultlens.query.text.QueryException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Measures how much a published question gains by the current state: the same is asked in SQL of
 * all records that were ever told, in the same store.
 */
final class HistoryBench {
    private static final int TURNS = 9;

    /** The texts of the first turns are asked before. */
    private static final int OTHER_TURNS = 100;

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
                        "how much faster the published form is than the same word for word over"
                                + " history",
                        records),
                figure(
                        "failed-jobs-rewritten",
                        "how much faster the published form is than the best SQL for it over history",
                        records));
    }

    private Figure figure(String name, String what, long records) throws Exception {
        Question question = Question.of(name, PUBLISHED, what);
        Timed.Pair times;
        try {
            times =
                    Timed.inTurns(
                            TURNS,
                            turn -> published(question.kql(turn + OTHER_TURNS, end)),
                            turn -> overHistory(question.sql(turn + OTHER_TURNS, end)));
        } catch (SQLException | QueryException e) {
            String reason = e.getMessage().lines().findFirst().orElse("no reason given");
            return Figure.missing(name, "times", what + "; not answered: " + reason);
        }
        String note =
                String.format(
                        Locale.ROOT,
                        "%s: %.1f ms against %.1f ms; %d records, median of %d",
                        what,
                        times.ours(),
                        times.reference(),
                        records,
                        times.turns());
        return Figure.alone(name, times.reference() / times.ours(), "times", note);
    }

    /** How many it counted. */
    private long published(String text) {
        try (Rows rows = engine.run(QuestionBench.query(text))) {
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
