package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.NamedExpression;
import io.vaultlens.query.kql.ast.SchemaColumn;
import io.vaultlens.query.kql.ast.Source;
import io.vaultlens.query.plan.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/** Binds where rows come from. */
final class SourceBinder {
    private static final long MOST_STEPS = 4_000_000_000L;

    private final Binders binders;

    SourceBinder(Binders binders) {
        this.binders = binders;
    }

    Relation bind(Source source, Environment environment) {
        return switch (source) {
            case Source.Table table ->
                    binders.tables().rows(table.name().text(), table.span(), environment);
            case Source.Function function ->
                    binders.functions().table(function.call(), environment);
            case Source.Qualified qualified -> bind(qualified.table(), environment);
            case Source.Nested nested -> binders.pipelines().bind(nested.pipeline(), environment);
            case Source.Implied implied -> implied(implied, environment);
            case Source.Print print -> print(print, environment);
            case Source.Range range -> range(range, environment);
            case Source.Datatable table -> datatable(table, environment);
            case Source.Leading leading ->
                    binders.pipelines().leading(leading.operator(), environment);
            case Source.External external ->
                    throw binders.error(
                            external.span(),
                            "externaldata is refused: a query may not read files or addresses;"
                                    + " ingest the data, then ask its table");
        };
    }

    private Relation implied(Source.Implied implied, Environment environment) {
        return binders.tables()
                .find("resources", implied.span(), environment)
                .orElseThrow(() ->
                        binders.error(
                                implied.span(),
                                "found an operator, expected a table before it, as in:"
                                        + " Table | where … | project …"));
    }

    private Relation nothing() {
        return Relation.of(binders.plan().oneRow().build(), List.of());
    }

    private Relation print(Source.Print print, Environment environment) {
        RowScope scope = new RowScope(binders, environment, nothing());
        ColumnNames names = new ColumnNames(binders);
        List<Scope.Column> columns = new ArrayList<>();
        List<NamedExpression> items = print.items();
        for (int i = 0; i < items.size(); i++) {
            List<Scope.Column> bound = binders.items().bind(items.get(i), scope);
            for (Scope.Column column : bound) {
                // Only a name that is written counts: print tolower('A') is print_0.
                boolean named = !items.get(i).names().isEmpty();
                boolean several = bound.size() > 1;
                String name = named || several ? column.name() : "";
                columns.add(
                        new Scope.Column(
                                names.take(name.isEmpty() ? "print_" + i : name, items.get(i)),
                                column.value()));
            }
        }
        return scope.relation().project(binders.plan(), columns);
    }

    private Relation range(Source.Range range, Environment environment) {
        RowScope scope = new RowScope(binders, environment, nothing());
        RexNode from = binders.expressions().bind(range.from(), scope, Use.VALUE);
        RexNode to = binders.expressions().bind(range.to(), scope, Use.VALUE);
        RexNode step = binders.expressions().bind(range.step(), scope, Use.VALUE);
        ColumnType type = rangeType(range, from, to, step);
        boolean moment = type == ColumnType.DATETIME;
        ColumnType stepType = moment ? ColumnType.TIMESPAN : type;
        from = binders.expressions().convert(from, type);
        to = binders.expressions().convert(to, type);
        step = binders.expressions().convert(step, stepType);
        Binding binding = binders.binding();
        String count =
                type == ColumnType.REAL
                        ? "(CASE WHEN $3 = 0 OR ($2 - $1) / $3 < 0 THEN 0 ELSE"
                                + " floor(($2 - $1) / $3 + 1e-9)::BIGINT + 1 END)"
                        : "(CASE WHEN $3 = 0 OR ($2 < $1) <> ($3 < 0) AND $2 <> $1 THEN 0 ELSE"
                                + " ($2 - $1) // nullif($3, 0) + 1 END)";
        refuseEndless(range, List.of(from, to, step));
        RexNode rows = binding.call("range_count", ColumnType.LONG, count, from, to, step);
        Relation steps = Relation.of(binders.plan().series(rows).build(), List.of(Series.STEP));
        RexNode value =
                binding.call("range_value", type, "($1 + $2 * $3)", from, steps.ref(0), step);
        return steps.project(binders.plan(), List.of(new Scope.Column(range.name().text(), value)));
    }

    /** What a literal range counts to is known before the query runs. */
    private void refuseEndless(Source.Range range, List<RexNode> parts) {
        double[] numbers =
                parts.stream()
                        .mapToDouble(part ->
                                Binding.constant(part).orElse("") instanceof Number number
                                        ? number.doubleValue()
                                        : Double.NaN)
                        .toArray();
        double rows = (numbers[1] - numbers[0]) / numbers[2];
        if (rows > MOST_STEPS && Double.isFinite(rows)) {
            throw binders.error(
                    range.span(),
                    "the range has %,.0f rows; it can have %,d at most: take a greater step"
                            .formatted(rows + 1, MOST_STEPS));
        }
    }

    private ColumnType rangeType(Source.Range range, RexNode from, RexNode to, RexNode step) {
        ColumnType start = Binding.type(from);
        ColumnType end = Binding.type(to);
        ColumnType by = Binding.type(step);
        boolean moments = start == ColumnType.DATETIME && end == ColumnType.DATETIME;
        if (moments && by == ColumnType.TIMESPAN) {
            return start;
        }
        if (start == ColumnType.TIMESPAN && end == start && by == start) {
            return start;
        }
        List<ColumnType> types = List.of(start, end, by);
        if (List.of(ColumnType.INT, ColumnType.LONG).containsAll(types)) {
            return types.contains(ColumnType.LONG) ? ColumnType.LONG : ColumnType.INT;
        }
        if (List.of(ColumnType.INT, ColumnType.LONG, ColumnType.REAL, ColumnType.DECIMAL)
                .containsAll(types)) {
            return ColumnType.REAL;
        }
        throw binders.error(
                range.span(),
                "range goes from %s to %s by %s; it takes numbers, timespans, or datetimes with a"
                                .formatted(start.kqlName(), end.kqlName(), by.kqlName())
                        + " timespan as step");
    }

    private Relation datatable(Source.Datatable table, Environment environment) {
        List<SchemaColumn> columns = table.columns();
        int width = columns.size();
        if (width == 0 || table.cells().size() % width != 0) {
            throw binders.error(
                    table.span(),
                    "the datatable has %d columns and %d cells; each row needs a cell for each column"
                            .formatted(width, table.cells().size()));
        }
        List<List<RexLiteral>> rows = new ArrayList<>();
        List<RexLiteral> row = new ArrayList<>();
        for (int i = 0; i < table.cells().size(); i++) {
            row.add(cell(table.cells().get(i), columns.get(i % width), environment));
            if (row.size() == width) {
                rows.add(List.copyOf(row));
                row.clear();
            }
        }
        List<String> names = columns.stream().map(column -> column.name().text()).toList();
        ColumnNames unique = new ColumnNames(binders);
        columns.forEach(column -> unique.declare(column.name()));
        List<ColumnType> types = columns.stream().map(SchemaColumn::type).toList();
        return Relation.of(binders.plan().rows(names, types, rows).build(), names);
    }

    private RexLiteral cell(Expression cell, SchemaColumn column, Environment environment) {
        RexNode value = binders.functions().scalar(cell, environment);
        Optional<RexLiteral> literal = literal(value, column.type());
        return literal.orElseThrow(() ->
                binders.error(
                        cell.span(),
                        "column '%s' is %s, found %s; a cell is a literal of its column's"
                                        .formatted(
                                                column.name().text(),
                                                column.type().kqlName(),
                                                Binding.type(value).kqlName())
                                + " type"));
    }

    /** A cell as a literal of its column's type; a number or a text fits where it loses nothing. */
    private Optional<RexLiteral> literal(RexNode value, ColumnType type) {
        if (!(value instanceof RexLiteral literal)) {
            return Optional.empty();
        }
        return CellValues.as(type, Binding.type(value), Binding.constant(literal))
                .map(cell -> binders.binding().rex().literal(type, cell.orElse(null)));
    }
}
