package io.vaultlens.query.sql.write;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.engine.Dialect;
import io.vaultlens.query.plan.KqlTypes;
import io.vaultlens.query.plan.Scan;
import io.vaultlens.query.plan.Scan.Output;
import io.vaultlens.query.plan.Scan.Step;
import io.vaultlens.query.plan.Scan.View;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * Writes {@link Scan} as a recursive query: each turn takes the next row of every part.
 *
 * <pre>
 * WITH RECURSIVE rows AS (input), states AS (
 *   SELECT parts, 0 AS n, empty state FROM rows WHERE number = 1
 *   UNION ALL
 *   SELECT … FROM states JOIN rows ON number = n + 1)
 * SELECT … FROM states JOIN rows ON number = n WHERE matched
 * </pre>
 *
 * <p>A step is tried with the state of the step before it (p: promoted), else with its own (q:
 * repeated); the last step comes first, so that it takes the state of the one before away from it.
 * Columns of the state: a is active, m the match, z a value, e what the step assigns, s new.
 */
final class ScanWriter {
    private final SqlWriter writer;
    private final Scan scan;
    private final Dialect dialect;
    private final String rows;
    private final String states;
    private final int last;

    ScanWriter(SqlWriter writer, Scan scan, Dialect dialect, String alias) {
        this.writer = writer;
        this.scan = scan;
        this.dialect = dialect;
        this.rows = alias + "_rows";
        this.states = alias + "_states";
        this.last = scan.steps().size() - 1;
    }

    /** The query; its columns have the node's names. */
    String write(List<String> names) {
        int width = names.size() - 2;
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            columns.add("c" + i);
        }
        String input = writer.plain(scan.getInput()).sql(dialect, columns);
        return "(WITH RECURSIVE "
                + rows
                + " AS MATERIALIZED ("
                + input
                + "), "
                + states
                + " AS (SELECT "
                + String.join(", ", first())
                + " FROM "
                + rows
                + " WHERE c"
                + scan.number()
                + " = 1 UNION ALL SELECT "
                + String.join(", ", next())
                + " FROM ("
                + repeated(promoted())
                + ")) "
                + output(names)
                + ")";
    }

    /** The state before the first row of each part. */
    private List<String> first() {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < scan.parts().size(); i++) {
            items.add("c" + scan.parts().get(i) + " AS g" + i);
        }
        items.add("0::BIGINT AS n");
        items.add("(-1)::BIGINT AS k");
        for (int step = 0; step <= last; step++) {
            items.add("false AS a" + step);
            items.add("false AS p" + step);
            items.add("false AS q" + step);
            items.add("(-1)::BIGINT AS m" + step);
            for (int view = 0; view < scan.views().size(); view++) {
                if (holds(step, view)) {
                    items.add(nothing(scan.views().get(view).column()) + " AS " + z(step, view));
                }
            }
            for (int column : scan.assigned()) {
                items.add(nothing(column) + " AS " + e(step, column));
            }
        }
        return items;
    }

    /** The state of a step has the values of that step and all before it. */
    private boolean holds(int step, int view) {
        return scan.views().get(view).step() <= step;
    }

    private String nothing(int column) {
        ColumnType type =
                KqlTypes.columnType(
                        scan.getInput().getRowType().getFieldList().get(column).getType());
        return "CAST(NULL AS " + dialect.type(type) + ")";
    }

    private static String z(int step, int view) {
        return "z" + step + "_" + view;
    }

    private static String e(int step, int column) {
        return "e" + step + "_" + column;
    }

    /** The next rows beside the states, and which steps take the state of the step before. */
    private String promoted() {
        StringBuilder sql = new StringBuilder("SELECT ").append(states).append(".* EXCLUDE (k");
        for (int step = 0; step <= last; step++) {
            sql.append(", p").append(step).append(", q").append(step);
            for (int column : scan.assigned()) {
                sql.append(", ").append(e(step, column));
            }
        }
        sql.append("), k AS k0, ").append(rows).append(".*");
        for (int step = 0; step <= last; step++) {
            String match =
                    step == 0
                            ? "false"
                            : "a%d AND %s"
                                    .formatted(
                                            step - 1, isTrue(scan.steps().get(step), before(step)));
            sql.append(", ").append(match).append(" AS p").append(step);
        }
        return sql.append(" FROM ").append(states).append(join("n + 1")).toString();
    }

    private String join(String number) {
        StringBuilder sql = new StringBuilder(" JOIN ").append(rows);
        sql.append(" ON c").append(scan.number()).append(" = ").append(number);
        for (int i = 0; i < scan.parts().size(); i++) {
            sql.append(" AND c").append(scan.parts().get(i));
            sql.append(" IS NOT DISTINCT FROM g").append(i);
        }
        return sql.toString();
    }

    private String isTrue(Step step, List<String> columns) {
        return "coalesce(" + value(step.condition(), columns) + ", false)";
    }

    private String value(RexNode value, List<String> columns) {
        return writer.expressions(columns).closed(value);
    }

    /** The columns as a step sees them that takes the state of the step before. */
    private List<String> before(int step) {
        List<String> columns = columns();
        for (int view = 0; view < scan.views().size(); view++) {
            View each = scan.views().get(view);
            if (each.step() < step) {
                columns.set(each.column(), z(step - 1, view));
            }
        }
        return columns;
    }

    /** The columns as a step sees them that goes on from its own state, if that is not taken. */
    private List<String> own(int step) {
        List<String> columns = columns();
        for (int view = 0; view < scan.views().size(); view++) {
            View each = scan.views().get(view);
            if (each.step() <= step) {
                columns.set(each.column(), kept(step, view));
            }
        }
        return columns;
    }

    private String kept(int step, int view) {
        String empty = "c" + scan.views().get(view).column();
        return "CASE WHEN %s THEN %s ELSE %s END".formatted(active(step), z(step, view), empty);
    }

    /** Whether a step's state is still there: the step after it may have taken it. */
    private String active(int step) {
        return step == last ? "a" + step : "(a%d AND NOT p%d)".formatted(step, step + 1);
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < scan.getInput().getRowType().getFieldCount(); i++) {
            columns.add("c" + i);
        }
        return columns;
    }

    /** Which steps go on from their own state, and what each of them assigns. */
    private String repeated(String promoted) {
        StringBuilder sql = new StringBuilder("SELECT *");
        for (int step = 0; step <= last; step++) {
            Step each = scan.steps().get(step);
            String may = step == 0 ? "" : "NOT p" + step + " AND " + active(step) + " AND ";
            sql.append(", ").append(may).append(isTrue(each, own(step))).append(" AS q");
            sql.append(step);
            for (int column : scan.assigned()) {
                sql.append(", ").append(assigned(each, step, column));
                sql.append(" AS ").append(e(step, column));
            }
        }
        return sql.append(" FROM (").append(promoted).append(")").toString();
    }

    private String assigned(Step each, int step, int column) {
        if (!each.values().containsKey(column)) {
            return "c" + column;
        }
        RexNode value = each.values().get(column);
        String own = value(value, own(step));
        return step == 0
                ? own
                : "CASE WHEN p%d THEN %s ELSE %s END"
                        .formatted(step, value(value, before(step)), own);
    }

    /** The state after the rows. */
    private List<String> next() {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < scan.parts().size(); i++) {
            items.add("g" + i);
        }
        items.add("n + 1");
        String begins = "q0 AND NOT " + active(0);
        items.add("k0 + CASE WHEN " + begins + " THEN 1 ELSE 0 END");
        for (int step = 0; step <= last; step++) {
            items.add("p%d OR q%d OR %s".formatted(step, step, active(step)));
            items.add("p" + step);
            items.add("q" + step);
            String match =
                    step == 0
                            ? "CASE WHEN " + begins + " THEN k0 + 1 ELSE m0 END"
                            : "CASE WHEN p%d THEN m%d ELSE m%d END".formatted(step, step - 1, step);
            items.add(match);
            for (int view = 0; view < scan.views().size(); view++) {
                if (holds(step, view)) {
                    items.add(nextValue(step, view));
                }
            }
            for (int column : scan.assigned()) {
                items.add(e(step, column));
            }
        }
        return items;
    }

    private String nextValue(int step, int view) {
        View each = scan.views().get(view);
        if (each.step() == step) {
            boolean assigned = scan.assigned().contains(each.source());
            String now = assigned ? e(step, each.source()) : "c" + each.source();
            return "CASE WHEN p%d OR q%d THEN %s ELSE %s END"
                    .formatted(step, step, now, kept(step, view));
        }
        return "CASE WHEN p%d THEN %s ELSE %s END"
                .formatted(step, z(step - 1, view), kept(step, view));
    }

    /** The rows that matched, once for each step. */
    private String output(List<String> names) {
        List<String> selects = new ArrayList<>();
        for (int step = 0; step <= last; step++) {
            Output output = scan.steps().get(step).output();
            if (output != Output.NONE) {
                selects.add(output(step, output, names));
            }
        }
        if (selects.isEmpty()) {
            selects.add(output(0, Output.ALL, names) + " AND false");
        }
        return String.join(" UNION ALL ", selects);
    }

    private String output(int step, Output output, List<String> names) {
        List<String> columns = columns();
        scan.assigned().forEach(column -> columns.set(column, e(step, column)));
        columns.add("m" + step);
        columns.add(step + "::BIGINT");
        List<String> items = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            items.add(columns.get(i) + " AS " + dialect.identifier(names.get(i)));
        }
        String from = output == Output.LAST ? lasting(step) : states;
        String where = output == Output.LAST ? " AND later IS DISTINCT FROM true" : "";
        return "SELECT %s FROM %s%s WHERE (p%d OR q%d)%s"
                .formatted(String.join(", ", items), from, join("n"), step, step, where);
    }

    /** The states, and whether what comes next at a step is one more repeated match. */
    private String lasting(int step) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < scan.parts().size(); i++) {
            keys.add("g" + i);
        }
        String ends = step == last ? "p" + step : "p%d OR p%d".formatted(step, step + 1);
        String event = "CASE WHEN " + ends + " THEN false WHEN q" + step + " THEN true END";
        String part = keys.isEmpty() ? "" : "PARTITION BY " + String.join(", ", keys) + " ";
        return "(SELECT *, lead(%s IGNORE NULLS) OVER (%sORDER BY n) AS later FROM %s)"
                .formatted(event, part, states);
    }
}
