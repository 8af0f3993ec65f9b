package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Operator.PluginSchema;
import io.vaultlens.query.kql.ast.SchemaColumn;
import io.vaultlens.query.kql.bind.Relation.Field;
import io.vaultlens.query.plan.BoundQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** Binds bag_unpack: a column for each property, asked of the data unless the text lists them. */
final class BagUnpackBinder {
    private static final String PROPERTIES =
            "mv-expand kind=array bag"
                    + " | where gettype(bag[1]) != 'null'"
                    + " | summarize by name = tostring(bag[0]), type = gettype(bag[1])"
                    + " | take 2000";

    private final Binders binders;
    private final Paths paths;

    BagUnpackBinder(Binders binders) {
        this.binders = binders;
        this.paths = new Paths(binders.binding());
    }

    /** A property that becomes a column. */
    private record Property(String name, ColumnType type) {}

    Relation unpack(
            Expression.Call call,
            Optional<PluginSchema> schema,
            Relation input,
            Environment environment) {
        Expression column =
                PluginBinder.argument(call, 0, "Column")
                        .orElseThrow(
                                () -> binders.error(call.span(), "bag_unpack() takes a column"));
        RowScope scope = new RowScope(binders, environment, input);
        RexNode value = binders.expressions().bind(column, scope, Use.VALUE);
        if (!(value instanceof RexInputRef bag) || Binding.type(value) != ColumnType.DYNAMIC) {
            throw binders.error(column.span(), "bag_unpack() takes a dynamic column");
        }
        String prefix = text(call, 1, "OutputColumnPrefix");
        String conflict = text(call, 2, "columnsConflict");
        List<Property> properties =
                schema.isPresent()
                        ? declared(schema.get())
                        : asked(scope.relation(), bag, ignored(call));
        boolean keepsOthers = schema.isEmpty() || schema.get().star();
        List<Scope.Column> columns = new ArrayList<>();
        if (keepsOthers) {
            for (Field field : input.fields()) {
                if (field.index() != bag.getIndex()) {
                    columns.add(new Scope.Column(field.name(), input.ref(field)));
                }
            }
        }
        for (Property property : properties) {
            add(property, prefix, conflict, bag, call, columns);
        }
        return scope.relation().project(binders.plan(), columns);
    }

    private void add(
            Property property,
            String prefix,
            String conflict,
            RexNode bag,
            Expression.Call call,
            List<Scope.Column> columns) {
        RexNode value = paths.property(bag, property.name, call.span());
        Scope.Column column =
                new Scope.Column(
                        prefix + property.name,
                        binders.expressions().convert(value, property.type));
        int place = 0;
        while (place < columns.size() && !columns.get(place).name().equals(column.name())) {
            place++;
        }
        if (place == columns.size()) {
            columns.add(column);
            return;
        }
        switch (conflict) {
            case "replace_source" -> columns.set(place, column);
            case "keep_source" -> {
                // The column that is there stays.
            }
            default ->
                    throw binders.error(
                            call.span(),
                            "there is a column '"
                                    + column.name()
                                    + "' already; give a prefix, or columnsConflict='replace_source'"
                                    + " or 'keep_source'");
        }
    }

    private String text(Expression.Call call, int place, String name) {
        Optional<Expression> given = PluginBinder.argument(call, place, name);
        if (given.isEmpty()) {
            return "";
        }
        if (given.get() instanceof Expression.Literal literal
                && literal.type() == ColumnType.STRING) {
            return (String) literal.value();
        }
        throw binders.error(given.get().span(), "a literal text stands here");
    }

    private Set<String> ignored(Expression.Call call) {
        Optional<Expression> given = PluginBinder.argument(call, 3, "ignoredProperties");
        if (given.isEmpty()) {
            return Set.of();
        }
        RexNode value = binders.functions().constant(given.get());
        Object json = Binding.constant(value).orElse("[]");
        return new HashSet<>(DynamicArrays.texts(json.toString()));
    }

    private static List<Property> declared(PluginSchema schema) {
        List<Property> properties = new ArrayList<>();
        for (SchemaColumn column : schema.columns()) {
            properties.add(new Property(column.name().text(), column.type()));
        }
        return properties;
    }

    /** The properties that the rows' bags have, by name; one with several types stays dynamic. */
    private List<Property> asked(Relation rows, RexInputRef bag, Set<String> ignored) {
        Relation bags =
                rows.ordered(List.of())
                        .parted(Optional.empty())
                        .project(binders.plan(), List.of(new Scope.Column("bag", bag)));
        Relation found =
                binders.pipelines()
                        .bind(bags, Fragments.operators(PROPERTIES), Environment.empty());
        BoundQuery question = KqlBinder.bound(found, Optional.empty(), binders.plan());
        Map<String, ColumnType> types = new TreeMap<>();
        for (List<Object> row : binders.inquiry().rows(question)) {
            types.merge(
                    (String) row.get(0),
                    type((String) row.get(1)),
                    (one, other) -> one == other ? one : ColumnType.DYNAMIC);
        }
        types.keySet().removeAll(ignored);
        List<Property> properties = new ArrayList<>();
        types.forEach((name, type) -> properties.add(new Property(name, type)));
        return properties;
    }

    private static ColumnType type(String name) {
        return switch (name) {
            case "double" -> ColumnType.REAL;
            case "array", "dictionary", "null" -> ColumnType.DYNAMIC;
            default -> ColumnType.named(name).orElse(ColumnType.DYNAMIC);
        };
    }
}
