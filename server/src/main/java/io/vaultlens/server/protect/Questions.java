package io.vaultlens.server.protect;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.query.Language;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryLimits;
import io.vaultlens.query.plan.Access;
import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.result.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Asks the server's own questions, which see everything and have few rows. */
public final class Questions {
    private final Function<Query, Rows> engine;

    /** Asks this engine. */
    public Questions(Function<Query, Rows> engine) {
        this.engine = engine;
    }

    /**
     * Asks in KQL.
     *
     * @param kql the question
     * @param parameters its {@code declare query_parameters}
     * @return the rows by column name; a datetime is an Instant, all else as {@link Rows#value}
     *     says
     */
    public List<Map<String, Object>> ask(String kql, Map<String, Object> parameters) {
        Query query = new Query(kql, Language.KQL, parameters, Access.ALL, QueryLimits.STANDARD);
        List<Map<String, Object>> answer = new ArrayList<>();
        try (Rows rows = engine.apply(query)) {
            while (rows.next()) {
                answer.add(row(rows));
            }
        }
        return answer;
    }

    /** Asks for one row at most. */
    public Optional<Map<String, Object>> askForOne(String kql, Map<String, Object> parameters) {
        return ask(kql, parameters).stream().findFirst();
    }

    private static Map<String, Object> row(Rows rows) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            ResultColumn column = rows.columns().get(i);
            row.put(column.name(), value(column, rows.value(i)));
        }
        return row;
    }

    private static Object value(ResultColumn column, Object value) {
        return column.type() == ColumnType.DATETIME && value != null ? moment((Long) value) : value;
    }

    private static Instant moment(Long ticks) {
        return Ticks.toInstant(ticks);
    }
}
