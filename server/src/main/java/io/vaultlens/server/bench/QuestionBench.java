package io.vaultlens.server.bench;

import io.vaultlens.query.Language;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryEngine;
import io.vaultlens.query.QueryLimits;
import io.vaultlens.query.plan.Access;
import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.result.Rows;
import io.vaultlens.query.text.QueryException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures questions from their text to their last row, in turns with the same asked by hand. */
final class QuestionBench {
    private static final int TURNS = 9;
    private static final QueryLimits UNLIMITED =
            new QueryLimits(Long.MAX_VALUE, Duration.ofHours(1));

    private final QueryEngine engine;
    private final HandWritten byHand;
    private final Instant end;
    private final Duration warmUp;

    /** Asks of telemetry that ends at this moment. */
    QuestionBench(QueryEngine engine, HandWritten byHand, Instant end, Duration warmUp) {
        this.engine = engine;
        this.byHand = byHand;
        this.end = end;
        this.warmUp = warmUp;
    }

    List<Figure> run(long records) throws Exception {
        List<Figure> figures = new ArrayList<>();
        for (Question question : Question.ALL) {
            try {
                figures.add(figure(question, records));
            } catch (QueryException e) {
                // The others are still worth knowing.
                String note = question.note() + "; not answered: " + e.getMessage();
                figures.add(Figure.missing(question.name(), "ms", note));
            }
        }
        return figures;
    }

    private Figure figure(Question question, long records) throws Exception {
        Timed.Work ours = turn -> ours(question.kql(turn, end));
        Timed.Work reference = turn -> byHand.rows(question.sql(turn, end));
        Timed.warmUp(warmUp, ours, reference);
        Timed.Pair times = Timed.inTurns(TURNS, ours, reference);
        String note =
                question.note()
                        + "; "
                        + (sameAnswer(question) ? "" : "the values differ; ")
                        + records
                        + " records, text to last row, median of "
                        + times.turns();
        return Figure.of(question.name(), times.ours(), "ms", times.reference(), note);
    }

    /** Whether both give the same values, in whatever order; outside the measured time. */
    private boolean sameAnswer(Question question) throws Exception {
        try (Rows rows = engine.run(query(question.kql(0, end)))) {
            List<ResultColumn> columns = rows.columns();
            Fingerprint ours = new Fingerprint(columns.stream().map(ResultColumn::type).toList());
            while (rows.next()) {
                ours.add(rows::value);
            }
            return ours.matches(byHand.fingerprint(question.sql(0, end), columns));
        }
    }

    /** A text in KQL that may ask for everything. */
    static Query query(String text) {
        return new Query(text, Language.KQL, Map.of(), Access.ALL, UNLIMITED);
    }

    private long ours(String text) {
        long count = 0;
        try (Rows rows = engine.run(query(text))) {
            int columns = rows.columns().size();
            while (rows.next()) {
                for (int column = 0; column < columns; column++) {
                    rows.value(column);
                }
                count++;
            }
        }
        return count;
    }
}
