package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Operator.ExpandItem;
import io.vaultlens.query.kql.bind.Relation.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rex.RexNode;

/** Binds mv-expand. */
final class ExpandBinder {
    private final Binders binders;

    ExpandBinder(Binders binders) {
        this.binders = binders;
    }

    Relation mvExpand(Operator.MvExpand expand, Relation input, Environment environment) {
        return expanded(
                input,
                expand.items(),
                expand.pairs(),
                expand.indexColumn(),
                expand.limit(),
                environment);
    }

    /** A row for each element of the items, which step on together. */
    Relation expanded(
            Relation input,
            List<ExpandItem> items,
            boolean pairs,
            Optional<Name> indexColumn,
            Optional<Expression> limit,
            Environment environment) {
        RowScope scope = new RowScope(binders, environment, input);
        List<Scope.Column> columns = new ArrayList<>(input.columns());
        Map<Integer, ColumnType> targets = new HashMap<>();
        ColumnNames names = new ColumnNames(binders);
        input.names().forEach(names::reserve);
        binders.each(items, item -> add(item, scope, columns, targets, names));
        Relation wide = scope.relation().project(binders.plan(), columns);
        List<Integer> places = targets.keySet().stream().sorted().toList();
        binders.plan().push(wide.node());
        binders.plan().expand(places, pairs, limit(limit, environment));
        Relation rows = wide.over(binders.plan().build());
        return typed(rows, targets, indexColumn);
    }

    private void add(
            ExpandItem item,
            RowScope scope,
            List<Scope.Column> columns,
            Map<Integer, ColumnType> targets,
            ColumnNames names) {
        Scope.Column bound = binders.items().bind(item.value(), scope).getFirst();
        ColumnType type = Binding.type(bound.value());
        if (type != ColumnType.DYNAMIC) {
            throw binders.error(
                    item.value().value().span(),
                    "mv-expand takes a dynamic value, found %s; convert it with todynamic(…)"
                            .formatted(type.kqlName()));
        }
        boolean replaces =
                !item.value().names().isEmpty()
                        || item.value().value() instanceof Expression.Reference;
        String name = replaces ? bound.name() : names.take(bound.name());
        int place = 0;
        while (place < columns.size() && !columns.get(place).name().equals(name)) {
            place++;
        }
        // A copy: what the order or a partition carries along must not be expanded with it.
        Scope.Column column = new Scope.Column(name, scope.copy(bound.value()));
        if (place < columns.size()) {
            columns.set(place, column);
        } else {
            columns.add(column);
        }
        targets.put(place, item.type().orElse(ColumnType.DYNAMIC));
    }

    private OptionalLong limit(Optional<Expression> limit, Environment environment) {
        if (limit.isEmpty()) {
            return OptionalLong.empty();
        }
        RexNode bound = binders.functions().scalar(limit.get(), environment);
        if (Binding.constant(bound).orElse("") instanceof Number number) {
            return OptionalLong.of(number.longValue());
        }
        throw binders.error(limit.get().span(), "the limit is a literal number");
    }

    /** The elements as the types asked for; the rows stay in order, elements by number. */
    private Relation typed(
            Relation rows, Map<Integer, ColumnType> targets, Optional<Name> indexColumn) {
        int index = rows.width() - 1;
        List<Scope.Column> columns = new ArrayList<>();
        for (Field field : rows.fields()) {
            RexNode value = rows.ref(field);
            ColumnType target = targets.getOrDefault(field.index(), Binding.type(value));
            columns.add(
                    new Scope.Column(field.name(), binders.expressions().convert(value, target)));
        }
        indexColumn.ifPresent(name -> columns.add(new Scope.Column(name.text(), rows.ref(index))));
        List<RelFieldCollation> order = new ArrayList<>(rows.order());
        if (!order.isEmpty()) {
            order.add(new RelFieldCollation(index, Direction.ASCENDING, NullDirection.LAST));
        }
        return rows.ordered(order).project(binders.plan(), columns);
    }
}
