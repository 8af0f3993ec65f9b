package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.plan.KqlAggregate;
import io.vaultlens.query.plan.KqlTypes;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Binds functions over the rows around each row, in the order the rows are in.
 *
 * <p>Where one needs another below it, the rows' numbers become a column first: they order all the
 * others, so that rows which compare equal keep one order.
 */
final class WindowCalls {
    static final List<String> NAMES =
            List.of(
                    "row_number",
                    "row_cumsum",
                    "row_rank",
                    "row_rank_dense",
                    "row_rank_min",
                    "row_window_session",
                    "prev",
                    "next");

    private final ExpressionBinder expressions;
    private final Binding binding;
    private final Conversions conversions;

    WindowCalls(ExpressionBinder expressions, Binding binding, Conversions conversions) {
        this.expressions = expressions;
        this.binding = binding;
        this.conversions = conversions;
    }

    /** The value of a window function. */
    RexNode bind(String name, Expression.Call call, Scope scope) {
        List<RexNode> values =
                call.values().stream()
                        .map(each -> expressions.bind(each, scope, Use.VALUE))
                        .toList();
        return switch (name) {
            case "row_number" -> rowNumber(call, values, scope);
            case "row_cumsum" -> cumulated(call, values, scope);
            case "row_rank", "row_rank_dense" -> rank(call, values, scope, true);
            case "row_window_session" -> session(call, values, scope);
            case "row_rank_min" -> rank(call, values, scope, false);
            default -> neighbour(name, call, values, scope);
        };
    }

    private RexNode rowNumber(Expression.Call call, List<RexNode> values, Scope scope) {
        count(call, 0, 2);
        RexNode start = values.isEmpty() ? binding.rex().number(1) : whole(values.get(0));
        RexNode number;
        if (values.size() < 2) {
            number = binding.rex().rowNumber(List.of(), scope.order());
        } else {
            List<RexFieldCollation> order = numbered(scope);
            List<RexNode> parts = parts(values.get(1), order, scope, call);
            number = binding.rex().rowNumber(parts, order);
        }
        if (Binding.constant(start).equals(Optional.of((Object) 1L))) {
            return number;
        }
        return binding.call("row_number_from", ColumnType.LONG, "($1 + $2 - 1)", number, start);
    }

    private RexNode cumulated(Expression.Call call, List<RexNode> values, Scope scope) {
        count(call, 1, 2);
        ColumnType type = Binding.type(values.getFirst());
        RexNode term =
                type == ColumnType.DYNAMIC
                        ? conversions.to(ColumnType.REAL, values.getFirst())
                        : values.getFirst();
        List<RexFieldCollation> order = values.size() < 2 ? scope.order() : numbered(scope);
        List<RexNode> parts =
                values.size() < 2 ? List.of() : parts(values.get(1), order, scope, call);
        return running(sum(Binding.type(term)), term, parts, order);
    }

    private RexNode rank(Expression.Call call, List<RexNode> values, Scope scope, boolean dense) {
        count(call, 1, 2);
        List<RexFieldCollation> order = numbered(scope);
        boolean restarts = values.size() == 2 && Binding.constant(values.get(1)).isEmpty();
        List<RexNode> parts = restarts ? parts(values.get(1), order, scope, call) : List.of();
        RexNode term = scope.lift(values.getFirst());
        RexNode before = over(shift("lag", Binding.type(term)), List.of(term), parts, order);
        RexNode number = binding.rex().rowNumber(parts, order);
        String changed = "CASE WHEN $3 = 1 OR $1 IS DISTINCT FROM $2 THEN %s ELSE 0 END";
        RexNode step =
                scope.lift(
                        binding.sure(
                                "rank_step",
                                ColumnType.LONG,
                                changed.formatted(dense ? "1" : "$3"),
                                term,
                                scope.lift(before),
                                scope.lift(number)));
        return running(dense ? sum(ColumnType.LONG) : greatest(), step, parts, order);
    }

    /**
     * The start of the session each row is in. A start depends on the one before, so one walk over
     * all rows in their order gives an array of starts, from which each row takes its own. Where
     * rows are in parts, the first of each part begins anew.
     */
    private RexNode session(Expression.Call call, List<RexNode> values, Scope scope) {
        count(call, 3, 4);
        RexNode moment = conversions.to(ColumnType.DATETIME, values.getFirst());
        RexNode restart =
                values.size() < 4
                        ? binding.rex().makeLiteral(false)
                        : expressions.truth(values.get(3), call.arguments().get(3).value().span());
        RexNode inPart = scope.lift(binding.rex().rowNumber(List.of(), scope.order()));
        RexNode begins =
                binding.sure(
                        "session_begins",
                        ColumnType.BOOL,
                        "($1 = 1 OR coalesce($2, false))",
                        inPart,
                        restart);
        RexNode number = scope.overallNumber();
        AggregateUse starts =
                new AggregateUse(
                        "session_starts",
                        "list([$1, $2, $3::BIGINT] ORDER BY $1)",
                        "kql_session_starts_3(to_json(#), %d, %d)::JSON::BIGINT[]"
                                .formatted(length(call, values, 1), length(call, values, 2)),
                        ColumnType.DYNAMIC,
                        List.of(number, scope.lift(moment), scope.lift(begins)),
                        Optional.empty());
        RexNode all = scope.overall(starts).orElseThrow();
        return binding.call("row_window_session", ColumnType.DATETIME, "$1[$2]", all, number);
    }

    private long length(Expression.Call call, List<RexNode> values, int index) {
        return Binding.constant(values.get(index))
                .filter(value -> Binding.type(values.get(index)) == ColumnType.TIMESPAN)
                .map(value -> (Long) value)
                .orElseThrow(() ->
                        binding.error(
                                call.arguments().get(index).value().span(),
                                "a session's limit is a literal timespan such as 1h"));
    }

    private RexNode neighbour(
            String name, Expression.Call call, List<RexNode> values, Scope scope) {
        count(call, 1, 3);
        RexNode value = values.getFirst();
        ColumnType type = Binding.type(value);
        RexNode offset = values.size() > 1 ? whole(values.get(1)) : binding.rex().number(1);
        RexNode otherwise =
                values.size() > 2
                        ? conversions.to(type, values.get(2))
                        : binding.rex().literal(type, null);
        KqlAggregate function =
                new KqlAggregate(
                        name,
                        KqlTypes.of(type),
                        (name.equals("prev") ? "lag" : "lead") + "($1, $2, $3)",
                        KqlAggregate.NO_FINISH);
        return over(function, List.of(value, offset, otherwise), List.of(), scope.order());
    }

    /** The number of the part each row is in: a new one begins wherever the condition is true. */
    private List<RexNode> parts(
            RexNode restart, List<RexFieldCollation> order, Scope scope, Expression.Call call) {
        RexNode condition = expressions.truth(restart, call.arguments().get(1).value().span());
        RexNode one =
                binding.rex()
                        .makeCall(
                                KqlTypes.notNull(ColumnType.LONG),
                                SqlStdOperatorTable.CASE,
                                List.of(
                                        scope.lift(condition),
                                        binding.rex().number(1),
                                        binding.rex().number(0)));
        return List.of(scope.lift(running(sum(ColumnType.LONG), one, List.of(), order)));
    }

    /**
     * The rows' order as a column of their numbers. Rows without an order keep that one: the engine
     * hands out parts one after the other.
     */
    private List<RexFieldCollation> numbered(Scope scope) {
        RexNode number = scope.lift(binding.rex().rowNumber(List.of(), scope.order()));
        scope.keepOrder(number);
        return List.of(new RexFieldCollation(number, java.util.Set.of(SqlKind.NULLS_LAST)));
    }

    private RexNode running(
            KqlAggregate function,
            RexNode value,
            List<RexNode> parts,
            List<RexFieldCollation> order) {
        return over(function, List.of(value), parts, order);
    }

    private RexNode over(
            KqlAggregate function,
            List<RexNode> operands,
            List<RexNode> parts,
            List<RexFieldCollation> order) {
        return binding.rex()
                .over(
                        function,
                        operands,
                        parts,
                        order,
                        RexWindowBounds.UNBOUNDED_PRECEDING,
                        RexWindowBounds.CURRENT_ROW);
    }

    private static KqlAggregate sum(ColumnType type) {
        String finish =
                switch (type) {
                    case INT -> "try_cast(# AS INTEGER)";
                    case LONG, TIMESPAN -> Wrapping.narrowed("#");
                    default -> "#";
                };
        return new KqlAggregate("row_cumsum", KqlTypes.of(type), "sum($1)", finish);
    }

    private static KqlAggregate greatest() {
        return new KqlAggregate(
                "row_rank_min", KqlTypes.of(ColumnType.LONG), "max($1)", KqlAggregate.NO_FINISH);
    }

    private static KqlAggregate shift(String sql, ColumnType type) {
        return new KqlAggregate(sql, KqlTypes.nullable(type), sql + "($1)", KqlAggregate.NO_FINISH);
    }

    private RexNode whole(RexNode value) {
        return conversions.to(ColumnType.LONG, value);
    }

    private void count(Expression.Call call, int fewest, int most) {
        int found = call.arguments().size();
        if (found < fewest || found > most) {
            throw binding.error(
                    call.span(),
                    "%s() takes %d to %d arguments, found %d"
                            .formatted(call.name().text(), fewest, most, found));
        }
    }
}
