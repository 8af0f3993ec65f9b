package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.BinaryOperator;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.NamedExpression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Operator.PluginSchema;
import io.vaultlens.query.kql.ast.SchemaColumn;
import io.vaultlens.query.kql.bind.Relation.Field;
import io.vaultlens.query.plan.BoundQuery;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rex.RexNode;

/** Binds pivot: a column for each value of one column, asked of the data. */
final class PivotBinder {
    private static final int MOST_COLUMNS = 1000;

    private final Binders binders;

    PivotBinder(Binders binders) {
        this.binders = binders;
    }

    Relation pivot(
            Expression.Call call,
            Optional<PluginSchema> schema,
            Relation input,
            Environment environment) {
        List<Expression> given = call.values();
        if (given.isEmpty() || !(given.getFirst() instanceof Expression.Reference by)) {
            throw binders.error(call.span(), "pivot() takes a column whose values become columns");
        }
        Expression aggregate =
                given.size() > 1
                        ? given.get(1)
                        : new Expression.Call(
                                new Name("count", call.span()), List.of(), call.span());
        if (!(aggregate instanceof Expression.Call function)) {
            throw binders.error(aggregate.span(), "the second argument of pivot() is an aggregate");
        }
        List<NamedExpression> keys = keys(given, by, function, input);
        List<String> values =
                schema.isPresent() ? declared(schema.get(), keys) : values(by, input, environment);
        // The key is compared as text, as the columns' names are.
        Expression text = call("tostring", by.span(), List.of(by));
        List<NamedExpression> aggregates = new ArrayList<>();
        for (String value : values) {
            aggregates.add(
                    new NamedExpression(
                            List.of(new Name(value, call.span())),
                            conditional(function, text, value),
                            call.span()));
        }
        Operator.Summarize summarize = new Operator.Summarize(aggregates, keys, call.span());
        Relation rows = binders.pipelines().bind(input, List.of(summarize), environment);
        return schema.isPresent() ? typed(schema.get(), rows) : rows;
    }

    /** The values that a schema has columns for: all columns but the keys. */
    private static List<String> declared(PluginSchema schema, List<NamedExpression> keys) {
        List<String> values = new ArrayList<>();
        for (SchemaColumn column : schema.columns()) {
            String name = column.name().text();
            if (keys.stream().noneMatch(key -> ResultNames.of(key.value()).equals(name))) {
                values.add(name);
            }
        }
        return values;
    }

    /** Exactly the columns of a schema, of its types. */
    private Relation typed(PluginSchema schema, Relation rows) {
        List<Scope.Column> columns = new ArrayList<>();
        for (SchemaColumn column : schema.columns()) {
            Field field =
                    rows.field(column.name().text())
                            .orElseThrow(() ->
                                    binders.error(
                                            column.name().span(),
                                            "pivot gives no column '"
                                                    + column.name().text()
                                                    + "'"));
            RexNode value = binders.expressions().convert(rows.ref(field), column.type());
            columns.add(new Scope.Column(field.name(), value));
        }
        return rows.project(binders.plan(), columns);
    }

    /** The columns listed; else all that neither the pivot nor its aggregate uses. */
    private List<NamedExpression> keys(
            List<Expression> given,
            Expression.Reference by,
            Expression.Call function,
            Relation input) {
        List<NamedExpression> keys = new ArrayList<>();
        if (given.size() > 2) {
            for (Expression key : given.subList(2, given.size())) {
                keys.add(new NamedExpression(List.of(), key, key.span()));
            }
            return keys;
        }
        Set<String> used = new HashSet<>(Set.of(by.name()));
        for (Expression argument : function.values()) {
            used.add(ResultNames.of(argument));
        }
        for (Field field : input.fields()) {
            if (!used.contains(field.name())) {
                Expression key = new Expression.Reference(field.name(), by.span());
                keys.add(new NamedExpression(List.of(), key, by.span()));
            }
        }
        return keys;
    }

    private List<String> values(Expression.Reference by, Relation input, Environment environment) {
        RowScope scope = new RowScope(binders, environment, input.ordered(List.of()));
        RexNode value = binders.expressions().bind(by, scope, Use.VALUE);
        Relation column =
                scope.relation().project(binders.plan(), List.of(new Scope.Column("value", value)));
        String fragment =
                "summarize by name = tostring(value) | take "
                        + (MOST_COLUMNS + 1)
                        + " | sort by name asc";
        Relation found =
                binders.pipelines()
                        .bind(column, Fragments.operators(fragment), Environment.empty());
        BoundQuery question = KqlBinder.bound(found, Optional.empty(), binders.plan());
        List<String> names = new ArrayList<>();
        for (List<Object> row : binders.inquiry().rows(question)) {
            names.add((String) row.getFirst());
        }
        if (names.size() > MOST_COLUMNS) {
            throw binders.error(
                    by.span(),
                    "the column has more than " + MOST_COLUMNS + " values, too many for columns");
        }
        return names;
    }

    /** {@code sum(x)} as {@code sumif(x, key == value)}. */
    private Expression conditional(Expression.Call function, Expression key, String value) {
        Span span = function.span();
        Expression literal = new Expression.Literal(ColumnType.STRING, value, span);
        Expression equal = new Expression.Binary(BinaryOperator.EQUAL, key, literal, span, span);
        List<Expression> arguments = new ArrayList<>(function.values());
        arguments.add(equal);
        String name = function.name().text().toLowerCase(java.util.Locale.ROOT) + "if";
        String spelled =
                switch (name) {
                    case "anyif" -> "take_anyif";
                    case "make_listif" -> "make_list_if";
                    case "make_setif" -> "make_set_if";
                    case "make_bagif" -> "make_bag_if";
                    default -> name;
                };
        if (binders.binding().library().aggregates(spelled).isEmpty()) {
            throw binders.error(
                    span,
                    "pivot cannot use "
                            + function.name().text()
                            + "(): it has no form for some rows only");
        }
        return call(spelled, span, arguments);
    }

    private static Expression.Call call(String name, Span span, List<Expression> arguments) {
        return new Expression.Call(
                new Name(name, span),
                arguments.stream()
                        .map(value -> new Expression.Argument(Optional.empty(), value))
                        .toList(),
                span);
    }
}
