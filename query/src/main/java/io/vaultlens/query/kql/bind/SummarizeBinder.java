package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.NamedExpression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.SortKey;
import io.vaultlens.query.kql.bind.Relation.Field;
import io.vaultlens.query.plan.KqlAggregate;
import io.vaultlens.query.plan.KqlTypes;
import io.vaultlens.query.plan.PlanBuilder;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** Binds summarize, distinct and count. */
final class SummarizeBinder {
    private final Binders binders;
    private final LatestBinder latest;
    private final OutsideAggregates outside;

    SummarizeBinder(Binders binders) {
        this.binders = binders;
        this.latest = new LatestBinder(binders);
        this.outside = new OutsideAggregates(binders);
    }

    /** The keys of a group as they are bound, with their names. */
    record Keys(List<Scope.Column> columns, Set<String> plain) {}

    Relation summarize(Operator.Summarize group, Relation input, Environment environment) {
        RowScope scope = new RowScope(binders, environment, input);
        ColumnNames names = new ColumnNames(binders);
        Keys keys = keys(group.keys(), scope, names);
        if (latest.applies(group, scope)) {
            return latest.bind(group, keys, scope, names);
        }
        return grouped(group.aggregates(), keys, scope, names);
    }

    private Keys keys(List<NamedExpression> items, RowScope scope, ColumnNames names) {
        List<Scope.Column> columns = new ArrayList<>();
        Set<String> plain = new HashSet<>();
        binders.each(
                items,
                item -> {
                    for (Scope.Column column : binders.items().bind(item, scope)) {
                        RexNode value = scope.plain(column.value());
                        columns.add(new Scope.Column(names.take(column.name(), item), value));
                        if (item.value() instanceof Expression.Reference reference) {
                            plain.add(reference.name());
                        }
                    }
                });
        return new Keys(columns, plain);
    }

    private Relation grouped(
            List<NamedExpression> aggregates, Keys keys, RowScope scope, ColumnNames names) {
        int parts = partKeys(scope.relation()).size();
        GroupScope groups = new GroupScope(binders, scope, parts + keys.columns.size(), keys.plain);
        List<Scope.Column> results = new ArrayList<>();
        binders.each(
                aggregates,
                item -> {
                    outside.check(item.value(), scope);
                    for (Scope.Column column : binders.items().bind(item, groups)) {
                        String name = names.take(column.name(), item);
                        results.add(new Scope.Column(name, column.value()));
                    }
                });
        return groupedBy(keys.columns, groups.uses(), results, scope);
    }

    /** Groups by keys; these aggregates are the columns that follow. */
    Relation grouped(
            List<Scope.Column> keys, List<AggregateUse> uses, List<String> names, RowScope scope) {
        int first = partKeys(scope.relation()).size() + keys.size();
        List<Scope.Column> results = new ArrayList<>();
        for (int i = 0; i < uses.size(); i++) {
            RexNode value = new RexInputRef(first + i, KqlTypes.of(uses.get(i).type()));
            results.add(new Scope.Column(names.get(i), value));
        }
        return groupedBy(keys, uses, results, scope);
    }

    /** Groups by keys, and by the parts of a partition, whose carried columns stay. */
    private Relation groupedBy(
            List<Scope.Column> keys,
            List<AggregateUse> uses,
            List<Scope.Column> results,
            RowScope scope) {
        Relation rows = scope.relation();
        List<Integer> partKeys = partKeys(rows);
        List<Integer> carried = rows.parts().map(Relation.Parts::carried).orElse(List.of());
        GroupInput input = new GroupInput(scope);
        List<Integer> keyPlaces = new ArrayList<>();
        partKeys.forEach(key -> keyPlaces.add(input.place(rows.ref(key))));
        keys.forEach(key -> keyPlaces.add(input.own(key.value())));
        List<Call> calls = new ArrayList<>();
        for (AggregateUse use : uses) {
            calls.add(input.call(use));
        }
        for (int index : carried) {
            calls.add(input.any(rows.ref(index)));
        }
        boolean inOrder = !keys.isEmpty() && SmallRows.are(rows.node());
        if (inOrder) {
            calls.add(input.first());
        }
        PlanBuilder plan = binders.plan();
        input.push(plan);
        RelCollation order = input.order();
        List<AggregateCall> aggregates = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            aggregates.add(calls.get(i).aggregate(order, "a" + i));
        }
        Relation groups = Relation.of(plan.group(keyPlaces, aggregates).build());
        if (inOrder) {
            groups = groups.ordered(List.of(Relation.ascending(groups.width() - 1)));
        }
        return finished(groups, keys, results, partKeys.size(), uses.size(), carried.size());
    }

    private Relation finished(
            Relation groups,
            List<Scope.Column> keys,
            List<Scope.Column> results,
            int parts,
            int uses,
            int carried) {
        List<Scope.Column> columns = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            columns.add(new Scope.Column(keys.get(i).name(), groups.ref(parts + i)));
        }
        columns.addAll(results);
        Relation apart = groups;
        if (parts > 0) {
            List<Integer> partPlaces = count(0, parts);
            List<Integer> carriedPlaces = count(parts + keys.size() + uses, carried);
            apart =
                    groups.parted(
                            java.util.Optional.of(new Relation.Parts(partPlaces, carriedPlaces)));
        }
        return apart.project(binders.plan(), columns);
    }

    private static List<Integer> count(int from, int size) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            places.add(from + i);
        }
        return places;
    }

    private static List<Integer> partKeys(Relation rows) {
        return rows.parts().map(Relation.Parts::keys).orElse(List.of());
    }

    Relation distinct(Operator.Distinct distinct, Relation input, Environment environment) {
        RowScope scope = new RowScope(binders, environment, input);
        ColumnNames names = new ColumnNames(binders);
        List<Scope.Column> columns = new ArrayList<>();
        for (NamedExpression item : distinct.items()) {
            if (item.value() instanceof Expression.Star) {
                for (Field field : input.fields()) {
                    columns.add(new Scope.Column(names.take(field.name()), input.ref(field)));
                }
            } else {
                columns.addAll(keys(List.of(item), scope, names).columns);
            }
        }
        return groupedBy(columns, List.of(), List.of(), scope);
    }

    Relation count(Operator.Count count, Relation input) {
        String name = count.name().map(given -> given.text()).orElse("Count");
        RowScope scope = new RowScope(binders, Environment.empty(), input);
        AggregateUse use =
                new AggregateUse(
                        "count",
                        "count(*)",
                        KqlAggregate.NO_FINISH,
                        ColumnType.LONG,
                        List.of(),
                        java.util.Optional.empty());
        int place = partKeys(input).size();
        RexNode value = new RexInputRef(place, KqlTypes.of(ColumnType.LONG));
        return groupedBy(List.of(), List.of(use), List.of(new Scope.Column(name, value)), scope);
    }

    /** The values that occur most, or whose weights sum up to most; exact here. */
    Relation hitters(Operator.TopHitters top, Relation input, Environment environment) {
        Span span = top.span();
        NamedExpression weight = top.weight().orElse(top.value());
        String kind = top.weight().isPresent() ? "sum" : "count";
        String of = ResultNames.of(weight.value());
        String name =
                weight.names().isEmpty() || top.weight().isEmpty()
                        ? "approximate_" + kind + "_" + of
                        : weight.names().getFirst().text();
        Expression total =
                new Expression.Call(
                        new Name(kind, span),
                        top.weight().stream()
                                .map(given ->
                                        new Expression.Argument(
                                                java.util.Optional.empty(), given.value()))
                                .toList(),
                        span);
        NamedExpression summed = new NamedExpression(List.of(new Name(name, span)), total, span);
        Operator.Summarize groups =
                new Operator.Summarize(List.of(summed), List.of(top.value()), span);
        NamedExpression order =
                new NamedExpression(List.of(), new Expression.Reference(name, span), span);
        SortKey key =
                new SortKey(order, java.util.Optional.empty(), java.util.Optional.empty(), span);
        return binders.pipelines()
                .bind(
                        input,
                        List.of(groups, new Operator.Top(top.count(), List.of(key), span)),
                        environment);
    }

    /** A call of an aggregate whose arguments are columns. */
    record Call(KqlAggregate function, List<Integer> arguments, int filter) {
        AggregateCall aggregate(RelCollation order, String name) {
            return AggregateCall.create(
                    function,
                    false,
                    false,
                    false,
                    List.<RexNode>of(),
                    arguments,
                    filter,
                    null,
                    function.takesOrder() ? order : RelCollations.EMPTY,
                    function.type(),
                    name);
        }
    }
}
