package io.vaultlens.query;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.collector.estate.Estate;
import io.vaultlens.collector.golden.Case;
import io.vaultlens.collector.ingest.IngestRun;
import io.vaultlens.query.engine.duckdb.DuckDbEngine;
import io.vaultlens.query.plan.Access;
import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.result.Rows;
import io.vaultlens.query.text.QueryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs golden cases of questions over the estate.
 *
 * <p>A case may have these sections: {@code access} (given: resource ids, one a line), {@code sql},
 * {@code rows} (a header with types, then the rows), {@code error}.
 *
 * <p>As an extension of a test class it is closed after its tests.
 */
public final class QueryCases implements AutoCloseable, AfterAllCallback {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Estate estate;
    private final DuckDbEngine engine;
    private final QueryEngine questions;

    private QueryCases(Estate estate, Clock clock) {
        this.estate = estate;
        this.engine = new DuckDbEngine(estate.store()::reader, 4);
        this.questions = new QueryEngine(estate.store().catalog(), engine, clock);
    }

    /** A new estate with an engine over it. */
    public static QueryCases open() {
        return new QueryCases(Estate.open(), Estate.clock());
    }

    /** The same, with these records added. */
    public static QueryCases with(List<String> records) {
        Estate estate = Estate.open();
        IngestRun run = estate.ingest(records);
        if (run.keptAside() > 0) {
            throw new IllegalStateException("the records were not read whole: " + run);
        }
        return new QueryCases(estate, Estate.clock());
    }

    /** An engine over the records of a folder, at a moment. */
    public static QueryCases of(Path folder, Instant now) {
        try {
            return new QueryCases(Estate.of(folder), Clock.fixed(now, ZoneOffset.UTC));
        } catch (IOException e) {
            throw new UncheckedIOException("the folder cannot be read: " + folder, e);
        }
    }

    /** The engine under test. */
    public QueryEngine engine() {
        return questions;
    }

    /** Runs a case in KQL: the sections it has, as they come out. */
    public Map<String, String> run(Case given) {
        return run(given, Language.KQL);
    }

    /** Runs a case in SQL. */
    public Map<String, String> runSql(Case given) {
        return run(given, Language.SQL);
    }

    private Map<String, String> run(Case given, Language language) {
        Map<String, String> sections = new LinkedHashMap<>();
        Access access = Access.ALL;
        if (given.has("access")) {
            sections.put("access", given.section("access"));
            access = new Access(false, given.section("access").lines().toList());
        }
        Query query = new Query(given.text(), language, Map.of(), access, QueryLimits.STANDARD);
        try {
            List<ResultTable> tables = questions.tables(query);
            List<String> rows = new ArrayList<>();
            for (ResultTable table : tables) {
                QueryAnswer answer = table.open().get();
                if (given.has("sql")) {
                    sections.put("sql", lines(answer.sql()));
                }
                String name = "~~ " + table.name().orElse("");
                rows.add((tables.size() > 1 ? name.strip() + "\n" : "") + table(answer.rows()));
            }
            if (given.has("rows") || !given.has("sql")) {
                sections.put("rows", String.join("\n", rows));
            }
        } catch (QueryException e) {
            sections.put("error", e.getMessage());
        }
        return sections;
    }

    /** A statement with a line for each part, for eyes. */
    private static String lines(String sql) {
        return sql.replaceAll(" (FROM|WHERE|GROUP BY|QUALIFY|ORDER BY|LIMIT|UNION ALL) ", "\n$1 ");
    }

    private static String table(Rows rows) {
        List<String> lines = new ArrayList<>();
        try (rows) {
            List<String> header = new ArrayList<>();
            for (ResultColumn column : rows.columns()) {
                header.add(column.name() + ":" + column.type().kqlName());
            }
            lines.add(String.join(" | ", header));
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < rows.columns().size(); i++) {
                    cells.add(cell(rows.value(i), rows.columns().get(i).type()));
                }
                lines.add(String.join(" | ", cells).stripTrailing());
            }
        }
        return String.join("\n", lines);
    }

    private static String cell(Object value, ColumnType type) {
        if (value == null) {
            return "null";
        }
        return switch (type) {
            case DATETIME -> moment((long) value);
            case TIMESPAN -> Ticks.toDuration((long) value).toString();
            case STRING -> value.toString().isEmpty() ? "''" : value.toString();
            default -> value.toString();
        };
    }

    private static String moment(long ticks) {
        Instant instant = Ticks.toInstant(ticks);
        String digits = "%07d".formatted(Math.floorMod(ticks, Ticks.PER_SECOND));
        boolean whole = digits.equals("0000000");
        return MOMENT.format(instant) + (whole ? "" : "." + digits) + "Z";
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        engine.close();
        estate.close();
    }
}
