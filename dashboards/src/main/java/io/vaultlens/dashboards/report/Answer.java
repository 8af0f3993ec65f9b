package io.vaultlens.dashboards.report;

import io.vaultlens.query.QueryAnswer;
import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.result.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The few rows of a report, read whole.
 *
 * @param lines the rows
 * @param elapsed how long it took, from text to last row
 */
public record Answer(List<Line> lines, Duration elapsed) {
    public Answer {
        lines = List.copyOf(lines);
    }

    /** Opens rows, reads them to their end and closes them. */
    static Answer of(Supplier<QueryAnswer> opened) {
        long began = System.nanoTime();
        try (QueryAnswer answer = opened.get()) {
            Rows rows = answer.rows();
            Map<String, Integer> places = places(rows.columns());
            List<Line> lines = new ArrayList<>();
            while (rows.next()) {
                Object[] values = new Object[rows.columns().size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = rows.value(i);
                }
                lines.add(new Line(places, values));
            }
            return new Answer(lines, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private static Map<String, Integer> places(List<ResultColumn> columns) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i).name(), i);
        }
        return places;
    }
}
