package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.NamedExpression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Operator.ScanColumn;
import io.vaultlens.query.kql.ast.Operator.ScanStep;
import io.vaultlens.query.kql.bind.Relation.Field;
import io.vaultlens.query.plan.KqlTypes;
import io.vaultlens.query.plan.Scan;
import io.vaultlens.query.text.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;

/** Binds scan. */
final class ScanBinder {
    private static final int MOST_STEPS = 32;

    private final Binders binders;

    ScanBinder(Binders binders) {
        this.binders = binders;
    }

    Relation scan(Operator.Scan scan, Relation input, Environment environment) {
        List<String> steps = stepNames(scan);
        RowScope rows = new RowScope(binders, environment, input);
        List<Field> fields = new ArrayList<>(input.fields());
        Set<Integer> declared = declare(scan.columns(), rows, fields);
        replace(scan.steps(), rows, fields, declared);
        RexInputRef number = rows.lift(binders.plan().rex().rowNumber(List.of(), rows.order()));
        RowScope seen = new RowScope(binders, environment, rows.relation().seen(fields));
        ScanScope scope = new ScanScope(binders, seen, declared, steps);
        List<Scan.Step> bound = new ArrayList<>();
        binders.each(scan.steps(), step -> bound.add(step(step, bound.size(), scope)));
        Relation relation = scope.relation();
        Scan node =
                new Scan(
                        binders.plan().getCluster(),
                        relation.node(),
                        relation.parts().map(Relation.Parts::keys).orElse(List.of()),
                        number.getIndex(),
                        scope.views(),
                        bound);
        return result(scan, relation.over(node), number);
    }

    private List<String> stepNames(Operator.Scan scan) {
        List<String> names = new ArrayList<>();
        for (ScanStep step : scan.steps()) {
            if (names.contains(step.name().text())) {
                throw binders.error(
                        step.name().span(), "there are two steps '" + step.name().text() + "'");
            }
            names.add(step.name().text());
        }
        if (names.size() > MOST_STEPS) {
            throw binders.error(scan.span(), "scan has more than " + MOST_STEPS + " steps");
        }
        return names;
    }

    /** The declared columns, with what they begin with. */
    private Set<Integer> declare(List<ScanColumn> columns, RowScope rows, List<Field> fields) {
        Set<Integer> declared = new HashSet<>();
        ColumnNames names = new ColumnNames(binders);
        fields.forEach(field -> names.reserve(field.name()));
        for (ScanColumn column : columns) {
            names.declare(column.column().name());
            ColumnType type = column.column().type();
            RexNode value =
                    column.initial()
                            .map(initial ->
                                    binders.expressions()
                                            .convert(
                                                    binders.functions()
                                                            .scalar(initial, rows.environment()),
                                                    type))
                            .orElse(binders.plan().rex().literal(type, null));
            int place = rows.copy(state(value)).getIndex();
            declared.add(place);
            fields.add(new Field(column.column().name().text(), place));
        }
        return declared;
    }

    /** A value that may be null once a step has assigned it. */
    private RexNode state(RexNode value) {
        return binders.binding()
                .operator("state", KqlTypes.of(Binding.type(value)), "$1", List.of(value));
    }

    /** A column of the input that a step assigns gets a copy: the order may need the old one. */
    private void replace(
            List<ScanStep> steps, RowScope rows, List<Field> fields, Set<Integer> declared) {
        Set<Integer> copied = new HashSet<>(declared);
        for (ScanStep step : steps) {
            for (NamedExpression item : step.assignments()) {
                int place = place(item, fields);
                if (!copied.contains(fields.get(place).index())) {
                    Field field = fields.get(place);
                    int copy = rows.copy(state(rows.relation().ref(field))).getIndex();
                    copied.add(copy);
                    fields.set(place, new Field(field.name(), copy));
                }
            }
        }
    }

    private int place(NamedExpression item, List<Field> fields) {
        if (item.names().size() != 1) {
            throw binders.error(item.span(), "a step assigns as in: column = value");
        }
        String name = item.names().getFirst().text();
        List<String> names = fields.stream().map(Field::name).toList();
        if (!names.contains(name)) {
            throw binders.error(
                    item.names().getFirst().span(),
                    "unknown column '%s'%s; declare it, as in: scan declare (%s: long) with (…)"
                            .formatted(name, Nearest.hint(name, names), name));
        }
        return names.indexOf(name);
    }

    private Scan.Step step(ScanStep step, int number, ScanScope scope) {
        if (step.optional()) {
            throw binders.error(step.name().span(), "optional steps of scan are not supported");
        }
        scope.enter(number, step.condition().span());
        RexNode condition = binders.expressions().condition(step.condition(), scope, Use.FILTER);
        Map<Integer, RexNode> values = new LinkedHashMap<>();
        for (NamedExpression item : step.assignments()) {
            Field field = scope.relation().field(item.names().getFirst().text()).orElseThrow();
            Expression expression = item.value();
            scope.enter(number, expression.span());
            RexNode value = binders.expressions().bind(expression, scope, Use.VALUE);
            ColumnType type = Binding.type(scope.relation().ref(field));
            RexNode converted = binders.expressions().convert(value, type);
            values.put(field.index(), withoutWindows(converted, scope));
        }
        return new Scan.Step(withoutWindows(condition, scope), values, output(step));
    }

    private Scan.Output output(ScanStep step) {
        return switch (step.output()) {
            case "all" -> Scan.Output.ALL;
            case "last" -> Scan.Output.LAST;
            case "none" -> Scan.Output.NONE;
            default ->
                    throw binders.error(
                            step.name().span(),
                            "a step's output is all, last or none, found '" + step.output() + "'");
        };
    }

    /** Window functions look at the rows as they come in: each becomes a column of them. */
    private static RexNode withoutWindows(RexNode value, ScanScope scope) {
        return value.accept(
                new RexShuttle() {
                    @Override
                    public RexNode visitOver(RexOver over) {
                        return scope.lift(over);
                    }
                });
    }

    /** Rows stay in order; what one row gives comes from the last step first. */
    private Relation result(Operator.Scan scan, Relation rows, RexInputRef number) {
        List<Scope.Column> columns = new ArrayList<>(rows.columns());
        int match = rows.width() - 2;
        ColumnNames names = new ColumnNames(binders);
        rows.names().forEach(names::reserve);
        scan.matchColumn()
                .ifPresent(name -> {
                    names.declare(name);
                    columns.add(new Scope.Column(name.text(), rows.ref(match)));
                });
        List<RelFieldCollation> order = new ArrayList<>();
        order.add(
                new RelFieldCollation(number.getIndex(), Direction.ASCENDING, NullDirection.LAST));
        order.add(new RelFieldCollation(match + 1, Direction.DESCENDING, NullDirection.LAST));
        return rows.ordered(order).project(binders.plan(), columns);
    }
}
