package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.plan.KqlAggregate;
import io.vaultlens.query.plan.KqlTypes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Binds the axis of make-series: which step a row falls on, and what stands at each step. */
final class SeriesAxis {
    private final Binders binders;

    SeriesAxis(Binders binders) {
        this.binders = binders;
    }

    /**
     * The steps of an axis, by number.
     *
     * @param name the axis column's name
     * @param within which rows count
     * @param bucket the number of the step that a row falls on
     * @param first the number of the first step; empty where the rows decide
     * @param last the number of the last step; empty where the rows decide
     * @param origin where step 0 begins
     * @param step from one to the next
     */
    record Grid(
            String name,
            RexNode within,
            RexNode bucket,
            Optional<RexNode> first,
            Optional<RexNode> last,
            RexNode origin,
            RexNode step) {}

    Grid bind(Operator.MakeSeries series, RowScope scope) {
        Scope.Column axis = binders.items().bind(series.axis(), scope).getFirst();
        ColumnType given = Binding.type(axis.value());
        ColumnType type = given == ColumnType.INT ? ColumnType.LONG : given;
        RexNode step = step(series, type, scope.environment());
        if (type == ColumnType.LONG && Binding.type(step) == ColumnType.REAL) {
            type = ColumnType.REAL;
        }
        RexNode value = scope.lift(binders.expressions().convert(axis.value(), type));
        Optional<RexNode> from = bound(series.from(), type, scope.environment());
        Optional<RexNode> to = bound(series.to(), type, scope.environment());
        boolean aligned = series.endIncluded();
        RexNode zero = zero(type);
        RexNode origin = aligned ? zero : from.orElse(zero);
        Optional<RexNode> first =
                aligned
                        ? from.map(at -> bucket(Binding.type(at), at, zero, step))
                        : from.map(_ -> binders.plan().rex().number(0));
        Optional<RexNode> last = to.map(at -> last(at, origin, step, aligned));
        checkSize(series, from, to, step);
        String name = axis.name().isEmpty() ? "Column1" : axis.name();
        return new Grid(
                name,
                within(value, from, to, aligned),
                bucket(type, value, origin, step),
                first,
                last,
                origin,
                step);
    }

    private RexNode step(Operator.MakeSeries series, ColumnType type, Environment environment) {
        RexNode step = binders.functions().scalar(series.step(), environment);
        ColumnType found = Binding.type(step);
        boolean time = type == ColumnType.DATETIME || type == ColumnType.TIMESPAN;
        boolean number = List.of(ColumnType.INT, ColumnType.LONG, ColumnType.REAL).contains(found);
        boolean axis = time || type == ColumnType.LONG || type == ColumnType.REAL;
        if (!axis || (time ? found != ColumnType.TIMESPAN : !number)) {
            throw binders.error(
                    series.step().span(),
                    "the axis is %s and the step %s; make-series steps over datetimes and timespans"
                                    .formatted(type.kqlName(), found.kqlName())
                            + " by a timespan, over numbers by a number");
        }
        boolean positive =
                Binding.constant(step)
                        .map(value -> ((Number) value).doubleValue() > 0)
                        .orElse(true);
        if (!positive) {
            throw binders.error(series.step().span(), "the step is more than 0");
        }
        if (time) {
            return step;
        }
        boolean real = type == ColumnType.REAL || found == ColumnType.REAL;
        return binders.expressions().convert(step, real ? ColumnType.REAL : ColumnType.LONG);
    }

    private Optional<RexNode> bound(
            Optional<Expression> given, ColumnType type, Environment environment) {
        return given.map(expression -> {
            RexNode value = binders.functions().scalar(expression, environment);
            ColumnType found = Binding.type(value);
            boolean time = type == ColumnType.DATETIME || type == ColumnType.TIMESPAN;
            boolean fits = found == type || !time && found != ColumnType.DATETIME;
            if (!fits && found != ColumnType.DYNAMIC && found != ColumnType.STRING) {
                throw binders.error(
                        expression.span(),
                        "the axis is %s, found %s".formatted(type.kqlName(), found.kqlName()));
            }
            return binders.expressions().convert(value, type);
        });
    }

    private RexNode zero(ColumnType type) {
        return binders.plan()
                .rex()
                .literal(type, type == ColumnType.REAL ? (Object) 0.0 : (Object) 0L);
    }

    private RexNode bucket(ColumnType type, RexNode value, RexNode origin, RexNode step) {
        String template =
                type == ColumnType.REAL
                        ? "try_cast(floor(($1 - $2) / nullif($3, 0) + 1e-9) AS BIGINT)"
                        : "(($1 - $2) // nullif($3, 0)"
                                + " - CASE WHEN ($1 - $2) % nullif($3, 0) < 0 THEN 1 ELSE 0 END)";
        return call(template, ColumnType.LONG, value, origin, step);
    }

    /** The last step below the end, or the one that an included end falls on. */
    private RexNode last(RexNode to, RexNode origin, RexNode step, boolean included) {
        ColumnType type = Binding.type(to);
        if (included) {
            return bucket(type, to, origin, step);
        }
        String template =
                type == ColumnType.REAL
                        ? "try_cast(ceil(($1 - $2) / nullif($3, 0) - 1e-9) AS BIGINT) - 1"
                        : "($1 - $2 - 1) // nullif($3, 0)"
                                + " - CASE WHEN ($1 - $2 - 1) % nullif($3, 0) < 0 THEN 1 ELSE 0 END";
        return call(template, ColumnType.LONG, to, origin, step);
    }

    private RexNode within(
            RexNode value, Optional<RexNode> from, Optional<RexNode> to, boolean included) {
        List<RexNode> conditions = new ArrayList<>();
        conditions.add(binders.plan().rex().makeCall(SqlStdOperatorTable.IS_NOT_NULL, value));
        from.ifPresent(start ->
                conditions.add(
                        binders.plan()
                                .rex()
                                .makeCall(
                                        SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, value, start)));
        to.ifPresent(end ->
                conditions.add(
                        binders.plan()
                                .rex()
                                .makeCall(
                                        included
                                                ? SqlStdOperatorTable.LESS_THAN_OR_EQUAL
                                                : SqlStdOperatorTable.LESS_THAN,
                                        value,
                                        end)));
        return conditions.size() == 1
                ? conditions.getFirst()
                : binders.plan().rex().makeCall(SqlStdOperatorTable.AND, conditions);
    }

    /** Where the text says how many steps there are, too many are refused before anything runs. */
    private void checkSize(
            Operator.MakeSeries series,
            Optional<RexNode> from,
            Optional<RexNode> to,
            RexNode step) {
        Optional<Object> start = from.flatMap(Binding::constant);
        Optional<Object> end = to.flatMap(Binding::constant);
        Optional<Object> by = Binding.constant(step);
        if (start.isEmpty() || end.isEmpty() || by.isEmpty()) {
            return;
        }
        double steps =
                (((Number) end.get()).doubleValue() - ((Number) start.get()).doubleValue())
                        / ((Number) by.get()).doubleValue();
        if (steps > MakeSeriesBinder.MOST) {
            throw binders.error(
                    series.step().span(),
                    "the series would have %,d steps, at most %,d are made; take a greater step"
                            .formatted((long) steps, MakeSeriesBinder.MOST));
        }
    }

    /** The axis' values from one step to another. */
    RexNode array(Grid grid, RexNode first, RexNode last) {
        ColumnType type = Binding.type(grid.origin());
        String value = "($1 + kql_step * $2)";
        String text =
                switch (type) {
                    case DATETIME -> Conversions.DATETIME_TEXT.replace("$1", value);
                    case TIMESPAN -> "kql_timespan_text_1(" + value + ")";
                    default -> value;
                };
        return call(
                "to_json(list_transform(range($3, $4 + 1), lambda kql_step: " + text + "))",
                ColumnType.DYNAMIC,
                grid.origin(),
                grid.step(),
                first,
                last);
    }

    /** A window function over the steps of each key. */
    RexNode over(String core, RexNode number, List<RexNode> parts, boolean ordered) {
        KqlAggregate function =
                new KqlAggregate(
                        "series", KqlTypes.of(ColumnType.LONG), core, KqlAggregate.NO_FINISH);
        List<RexFieldCollation> order =
                ordered
                        ? List.of(new RexFieldCollation(number, EnumSet.of(SqlKind.NULLS_LAST)))
                        : List.of();
        return binders.plan()
                .rex()
                .over(
                        function,
                        List.of(number),
                        parts,
                        order,
                        RexWindowBounds.UNBOUNDED_PRECEDING,
                        ordered
                                ? RexWindowBounds.CURRENT_ROW
                                : RexWindowBounds.UNBOUNDED_FOLLOWING);
    }

    RexNode call(String template, ColumnType type, RexNode... operands) {
        return binders.binding().call("series", type, template, operands);
    }
}
