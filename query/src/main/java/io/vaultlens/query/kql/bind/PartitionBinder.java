package io.vaultlens.query.kql.bind;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Pipeline;
import io.vaultlens.query.kql.ast.Source;
import io.vaultlens.query.kql.bind.Relation.Field;
import io.vaultlens.query.kql.bind.Relation.Parts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rex.RexInputRef;

/**
 * Binds partition and mv-apply, which run operators over each part of their input alone.
 *
 * <p>Nothing runs once for each part: the parts' keys are carried along, and every operator inside
 * keeps the parts apart.
 */
final class PartitionBinder {
    private final Binders binders;
    private final ExpandBinder expand;
    private final PerKeyBinder perKey;

    PartitionBinder(Binders binders, ExpandBinder expand, UnionBinder unions) {
        this.binders = binders;
        this.expand = expand;
        this.perKey = new PerKeyBinder(binders, unions);
    }

    Relation partition(Operator.Partition partition, Relation input, Environment environment) {
        if (perKey.isNeeded(partition)) {
            return perKey.partition(partition, input, environment);
        }
        RowScope scope = new RowScope(binders, environment, input);
        RexInputRef key = scope.lift(binders.expressions().bind(partition.key(), scope, Use.VALUE));
        Relation parts = apart(scope.relation(), key.getIndex(), List.of());
        Relation rows = body(partition.body(), parts, environment);
        return rows.parted(input.parts().flatMap(outer -> outer(outer, rows)));
    }

    Relation mvApply(Operator.MvApply apply, Relation input, Environment environment) {
        RowScope scope = new RowScope(binders, environment, input);
        RexInputRef row = scope.lift(binders.plan().rex().rowNumber(List.of(), scope.order()));
        List<Integer> carried = input.fields().stream().map(Field::index).toList();
        Relation parts =
                apart(scope.relation(), row.getIndex(), carried)
                        .ordered(List.of(Relation.ascending(row.getIndex())));
        Relation elements =
                expand.expanded(
                        parts,
                        apply.items(),
                        false,
                        apply.indexColumn(),
                        apply.limit(),
                        environment);
        Environment inside =
                environment.with(UnionBinder.PARTS, new Meaning.Table(() -> parts, false));
        Relation rows = body(apply.body(), elements, inside);
        return joined(apply, input, rows);
    }

    /** These rows with one more key that tells their parts apart. */
    private static Relation apart(Relation rows, int key, List<Integer> carried) {
        List<Integer> keys = new ArrayList<>();
        List<Integer> all = new ArrayList<>();
        rows.parts()
                .ifPresent(outer -> {
                    keys.addAll(outer.keys());
                    all.addAll(outer.carried());
                });
        keys.add(key);
        all.addAll(carried);
        return new Relation(
                rows.node(),
                rows.fields(),
                rows.order(),
                OptionalInt.empty(),
                Optional.of(new Parts(keys, all)));
    }

    private static Optional<Parts> outer(Parts outer, Relation rows) {
        Parts inner = rows.parts().orElseThrow();
        return Optional.of(
                new Parts(
                        inner.keys().subList(0, outer.keys().size()),
                        inner.carried().subList(0, outer.carried().size())));
    }

    private Relation body(Pipeline body, Relation parts, Environment environment) {
        if (!(body.source() instanceof Source.Implied)) {
            throw binders.error(
                    body.source().span(),
                    "the pipeline works on the operator's input; begin it with an operator");
        }
        Relation rows = binders.pipelines().bind(parts, body.operators(), environment);
        if (rows.parts().isEmpty()) {
            throw binders.error(
                    body.span(), "this pipeline is not supported inside partition and mv-apply");
        }
        return rows;
    }

    /** The columns of each input row, then what the body adds; in the order of the input rows. */
    private Relation joined(Operator.MvApply apply, Relation input, Relation rows) {
        Parts parts = rows.parts().orElseThrow();
        Set<String> expanded = new HashSet<>();
        for (Operator.ExpandItem item : apply.items()) {
            if (item.value().names().isEmpty()
                    && item.value().value() instanceof Expression.Reference reference) {
                expanded.add(reference.name());
            }
        }
        int first = parts.carried().size() - input.fields().size();
        List<Scope.Column> columns = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < input.fields().size(); i++) {
            String name = input.fields().get(i).name();
            Optional<Field> inner = rows.field(name);
            if (inner.isPresent() || !expanded.contains(name)) {
                int place = inner.map(Field::index).orElse(parts.carried().get(first + i));
                columns.add(new Scope.Column(name, rows.ref(place)));
                taken.add(name);
            }
        }
        for (Field field : rows.fields()) {
            if (taken.add(field.name())) {
                columns.add(new Scope.Column(field.name(), rows.ref(field)));
            }
        }
        List<RelFieldCollation> order = new ArrayList<>();
        int row = parts.keys().getLast();
        order.add(Relation.ascending(row));
        rows.order().stream().filter(key -> key.getFieldIndex() != row).forEach(order::add);
        Relation whole =
                rows.ordered(order).parted(input.parts().flatMap(outer -> outer(outer, rows)));
        return whole.project(binders.plan(), columns);
    }
}
