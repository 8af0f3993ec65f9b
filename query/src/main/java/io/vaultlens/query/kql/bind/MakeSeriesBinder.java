package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.NamedExpression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Operator.SeriesItem;
import io.vaultlens.query.kql.bind.Relation.Field;
import io.vaultlens.query.kql.bind.SeriesAxis.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Binds make-series: rows are grouped by key and step of the axis; then each key's steps become
 * arrays, every value with the defaults of the gap before it.
 */
final class MakeSeriesBinder {
    /** The most elements a series may have. */
    static final long MOST = 1_048_576;

    private static final String BUCKET = " bucket";

    private final Binders binders;
    private final SummarizeBinder summarize;
    private final SeriesAxis axes;

    MakeSeriesBinder(Binders binders, SummarizeBinder summarize) {
        this.binders = binders;
        this.summarize = summarize;
        this.axes = new SeriesAxis(binders);
    }

    Relation makeSeries(Operator.MakeSeries series, Relation input, Environment environment) {
        RowScope scope = new RowScope(binders, environment, input);
        Grid grid = axes.bind(series, scope);
        Relation steps = steps(series, grid, scope, environment);
        int bucket = steps.names().indexOf(BUCKET);
        List<Field> keys = steps.fields().subList(0, bucket);
        List<Field> values = steps.fields().subList(bucket + 1, steps.fields().size());
        if (values.size() != series.items().size()) {
            throw binders.error(series.span(), "each aggregate of make-series gives one value");
        }
        RowScope rows = gaps(steps, keys, steps.fields().get(bucket), grid);
        RexInputRef gap = rows.relation().ref(rows.relation().width() - 1);
        List<RexNode> defaults = defaults(series, values, steps, environment);
        List<AggregateUse> uses = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            RexNode value = dynamic(rows.relation().ref(values.get(i)));
            uses.add(pieces(value, defaults.get(i), gap));
        }
        uses.add(end("min", rows.relation().ref(steps.fields().get(bucket))));
        uses.add(end("max", rows.relation().ref(steps.fields().get(bucket))));
        Relation groups = groups(keys, values, uses, rows);
        return arrays(series, grid, groups, keys.size(), defaults);
    }

    /** A row for each key and step that there are rows for. */
    private Relation steps(
            Operator.MakeSeries series, Grid grid, RowScope scope, Environment environment) {
        Relation within = RowBinder.filtered(scope, grid.within());
        int column = within.width();
        Relation marked = within.with(binders.plan().rex(), BUCKET, grid.bucket());
        List<Field> fields = new ArrayList<>(marked.fields());
        fields.add(new Field(BUCKET, column));
        List<NamedExpression> keys = new ArrayList<>(series.keys());
        keys.add(
                new NamedExpression(
                        List.of(), new Expression.Reference(BUCKET, series.span()), series.span()));
        Operator.Summarize group =
                new Operator.Summarize(
                        series.items().stream().map(SeriesItem::aggregate).toList(),
                        keys,
                        series.span());
        return summarize.summarize(group, marked.seen(fields), environment);
    }

    /** With the number of steps without rows before each row; no step lies beyond the most. */
    private RowScope gaps(Relation steps, List<Field> keys, Field bucket, Grid grid) {
        RowScope scope = new RowScope(binders, Environment.empty(), steps);
        RexInputRef number = steps.ref(bucket);
        List<RexNode> parts = keys.stream().map(key -> (RexNode) steps.ref(key)).toList();
        RexNode first =
                grid.first()
                        .orElseGet(() -> scope.lift(axes.over("min($1)", number, parts, false)));
        RexNode before = scope.lift(axes.over("lag($1)", number, parts, true));
        RexNode near = axes.call("$1 - $2 < " + MOST, ColumnType.BOOL, number, first);
        RexNode gap =
                axes.call("$1 - coalesce($2, $3 - 1) - 1", ColumnType.LONG, number, before, first);
        scope.lift(gap);
        int place = scope.relation().width() - 1;
        Relation rows = RowBinder.filtered(scope, near);
        RelFieldCollation order =
                new RelFieldCollation(bucket.index(), Direction.ASCENDING, NullDirection.LAST);
        RowScope result = new RowScope(binders, Environment.empty(), rows.ordered(List.of(order)));
        result.copy(result.relation().ref(place));
        return result;
    }

    /** What fills the gaps: 0 of the value's type unless the text says otherwise. */
    private List<RexNode> defaults(
            Operator.MakeSeries series,
            List<Field> values,
            Relation steps,
            Environment environment) {
        List<RexNode> defaults = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            ColumnType type = Binding.type(steps.ref(values.get(i)));
            Optional<Expression> given = series.items().get(i).fallback();
            RexNode value =
                    given.isPresent()
                            ? binders.functions().scalar(given.get(), environment)
                            : binders.plan().rex().number(0);
            boolean widens = type == ColumnType.REAL || type == ColumnType.DECIMAL;
            defaults.add(dynamic(widens ? binders.expressions().convert(value, type) : value));
        }
        return defaults;
    }

    private RexNode dynamic(RexNode value) {
        return binders.expressions().convert(value, ColumnType.DYNAMIC);
    }

    private static AggregateUse pieces(RexNode value, RexNode fallback, RexNode gap) {
        return new AggregateUse(
                "series",
                "list(list_append(repeat([$2], $3), $1) $order)",
                "flatten(#)",
                ColumnType.DYNAMIC,
                List.of(value, fallback, gap),
                Optional.empty());
    }

    private static AggregateUse end(String name, RexNode bucket) {
        return new AggregateUse(
                name, name + "($1)", "#", ColumnType.LONG, List.of(bucket), Optional.empty());
    }

    private Relation groups(
            List<Field> keys, List<Field> values, List<AggregateUse> uses, RowScope rows) {
        List<Scope.Column> keyColumns = new ArrayList<>();
        keys.forEach(key -> keyColumns.add(new Scope.Column(key.name(), rows.relation().ref(key))));
        List<String> names = new ArrayList<>(values.stream().map(Field::name).toList());
        names.add(" first");
        names.add(" last");
        return summarize.grouped(keyColumns, uses, names, rows);
    }

    /** The keys, the arrays filled up to the last step, and the axis. */
    private Relation arrays(
            Operator.MakeSeries series,
            Grid grid,
            Relation groups,
            int keys,
            List<RexNode> defaults) {
        RowScope scope = new RowScope(binders, Environment.empty(), groups);
        List<Scope.Column> all = groups.columns();
        RexNode least = all.get(all.size() - 2).value();
        RexNode greatest = all.getLast().value();
        RexNode first = grid.first().orElse(least);
        RexNode last = grid.last().orElse(greatest);
        RexNode end = axes.call("least($1, $2 + " + (MOST - 1) + ")", ColumnType.LONG, last, first);
        List<Scope.Column> columns = new ArrayList<>(all.subList(0, keys));
        String fill =
                "to_json(list_concat(coalesce($1, []),"
                        + " repeat([$2], greatest(0, $3 - coalesce($4, $5 - 1)))))";
        for (int i = 0; i < defaults.size(); i++) {
            Scope.Column pieces = all.get(keys + i);
            RexNode array =
                    axes.call(
                            fill,
                            ColumnType.DYNAMIC,
                            pieces.value(),
                            defaults.get(i),
                            end,
                            greatest,
                            first);
            columns.add(new Scope.Column(pieces.name(), array));
        }
        columns.add(new Scope.Column(grid.name(), axes.array(grid, first, end)));
        boolean always = series.nonempty() && keys == 0;
        RexNode filled = axes.call("$1 IS NOT NULL", ColumnType.BOOL, greatest);
        Relation rows = always ? scope.relation() : RowBinder.filtered(scope, filled);
        ColumnNames names = new ColumnNames(binders);
        List<Scope.Column> unique = new ArrayList<>();
        columns.forEach(
                each -> unique.add(new Scope.Column(names.take(each.name()), each.value())));
        return rows.ordered(List.of()).project(binders.plan(), unique);
    }
}
