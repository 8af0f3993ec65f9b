package io.vaultlens.query.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryEngine;
import io.vaultlens.query.engine.duckdb.DuckDbEngine;
import io.vaultlens.query.result.Rows;
import io.vaultlens.query.text.QueryException;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;

/**
 * Calls every form of every function with plain values and with nulls: none may end in an error.
 */
class EveryFunctionTest {
    private static final Set<String> FIXED =
            Set.of(
                    "part",
                    "kind",
                    "regex",
                    "groups",
                    "percentage",
                    "percentages",
                    "maxSize",
                    "accuracy",
                    "format",
                    "condition");

    /** Arguments that must be of a certain kind, by the parameter's name. */
    private static String literal(Signature signature, Parameter parameter, ColumnType type) {
        return switch (parameter.name()) {
            case "part" -> "'day'";
            case "kind" -> "'regex'";
            case "regex" -> "'(a)'";
            case "groups" -> "dynamic([1])";
            case "percentage" -> "50";
            case "percentages" -> signature.text().contains("dynamic)") ? "dynamic([5,50])" : "50";
            case "maxSize", "accuracy" -> "2";
            case "format" -> "'yyyy'";
            case "condition" -> "true";
            default -> sample(type);
        };
    }

    private static String sample(ColumnType type) {
        return switch (type) {
            case BOOL -> "true";
            case INT -> "int(3)";
            case LONG -> "2";
            case REAL -> "0.5";
            case DECIMAL -> "decimal(1.5)";
            case STRING -> "'a1'";
            case DATETIME -> "datetime(2024-02-29 12:34:56.1234567)";
            case TIMESPAN -> "1d";
            case GUID -> "guid(74be27de-1e4e-49d9-b579-fe0b331d3642)";
            case DYNAMIC -> "dynamic([1,2,3])";
        };
    }

    private static String absent(ColumnType type) {
        return type == ColumnType.STRING ? "''" : type.kqlName() + "(null)";
    }

    private static List<ColumnType> types(Parameter parameter) {
        return switch (parameter.kind()) {
            case TEXT -> List.of(ColumnType.STRING, ColumnType.DATETIME);
            case JSON -> List.of(ColumnType.DYNAMIC, ColumnType.REAL);
            case TYPED, COMMON ->
                    parameter.types().isEmpty() ? List.of(ColumnType.LONG) : parameter.types();
        };
    }

    /** The argument lists to try: one for each type of the first parameter, and nulls. */
    private static List<String> calls(Signature signature) {
        List<String> calls = new ArrayList<>();
        List<ColumnType> firsts =
                signature.parameters().isEmpty()
                        ? List.of(ColumnType.LONG)
                        : types(signature.parameters().getFirst());
        for (ColumnType first : firsts) {
            for (boolean nulls : List.of(false, true)) {
                List<String> arguments = new ArrayList<>();
                for (Parameter each : signature.parameters()) {
                    boolean common = each.kind() == Parameter.Kind.COMMON;
                    boolean leading = arguments.isEmpty();
                    ColumnType type = leading || common ? first : types(each).getFirst();
                    String value = literal(signature, each, type);
                    boolean free = !FIXED.contains(each.name());
                    arguments.add(nulls && free ? absent(type) : value);
                    if (each.many()) {
                        arguments.add(value);
                    }
                }
                calls.add(signature.name() + "(" + String.join(", ", arguments) + ")");
            }
        }
        return calls;
    }

    @Test
    void everyFunctionAnswers() throws Exception {
        List<String> failures = new ArrayList<>();
        try (Kql kql = new Kql()) {
            for (String name : Library.standard().scalarNames()) {
                for (Scalar each : Library.standard().scalars(name)) {
                    calls(each.signature()).forEach(call -> kql.ask("print x = " + call, failures));
                }
            }
        }
        assertEquals("", String.join("\n", failures));
    }

    @Test
    void everyAggregateAnswers() throws Exception {
        List<String> failures = new ArrayList<>();
        try (Kql kql = new Kql()) {
            for (String name : Library.standard().aggregateNames()) {
                for (Aggregate each : Library.standard().aggregates(name)) {
                    for (String call : calls(each.signature())) {
                        kql.ask("range i from 1 to 3 step 1 | summarize x = " + call, failures);
                        kql.ask("print i = 1 | where i > 1 | summarize x = " + call, failures);
                    }
                }
            }
        }
        assertEquals("", String.join("\n", failures));
    }

    @Test
    void routinesHaveNamesOfTheirOwn() {
        Set<String> names = new HashSet<>();
        Set<Routine> routines = new HashSet<>();
        for (String name : Library.standard().scalarNames()) {
            Library.standard()
                    .scalars(name)
                    .forEach(each -> each.routine().ifPresent(routines::add));
        }
        for (String name : Library.standard().innerNames()) {
            Library.standard().inner(name).forEach(each -> each.routine().ifPresent(routines::add));
        }
        routines.forEach(each -> names.add(each.name()));
        assertEquals(routines.size(), names.size());
    }

    /** An engine over an empty database. */
    private static final class Kql implements AutoCloseable {
        private final DuckDBConnection database =
                (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
        private final DuckDbEngine engine = new DuckDbEngine(database::duplicate, 1);
        private final QueryEngine queries =
                new QueryEngine(Catalog.load(), engine, Clock.systemUTC());

        Kql() throws Exception {}

        void ask(String text, List<String> failures) {
            try (Rows rows = queries.run(Query.kql(text))) {
                while (rows.next()) {
                    rows.value(0);
                }
            } catch (QueryException e) {
                failures.add(text + " -> " + e.getMessage());
            }
        }

        @Override
        public void close() throws Exception {
            engine.close();
            database.close();
        }
    }
}
