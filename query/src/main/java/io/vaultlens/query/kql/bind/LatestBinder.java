package io.vaultlens.query.kql.bind;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.NamedExpression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.bind.Relation.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexNode;

/**
 * Binds {@code summarize arg_max(t, *) by key} and its like, where whole rows are picked, to the
 * node that the planner knows how to answer from current state.
 */
final class LatestBinder {
    private final Binders binders;

    LatestBinder(Binders binders) {
        this.binders = binders;
    }

    /** Whether the only aggregate picks columns of one row, and no partition is in the way. */
    boolean applies(Operator.Summarize group, RowScope scope) {
        if (group.aggregates().size() != 1 || scope.relation().parts().isPresent()) {
            return false;
        }
        // Without keys a group of no rows gives a row, which Latest does not.
        if (group.keys().isEmpty()) {
            return false;
        }
        NamedExpression item = group.aggregates().getFirst();
        return item.value() instanceof Expression.Call call
                && List.of("arg_max", "arg_min", "argmax", "argmin")
                        .contains(call.name().text().toLowerCase(Locale.ROOT))
                && call.arguments().size() > 1;
    }

    Relation bind(
            Operator.Summarize group,
            SummarizeBinder.Keys keys,
            RowScope scope,
            ColumnNames names) {
        NamedExpression item = group.aggregates().getFirst();
        Expression.Call call = (Expression.Call) item.value();
        boolean greatest = call.name().text().toLowerCase(Locale.ROOT).endsWith("max");
        List<Integer> keyPlaces = new ArrayList<>();
        List<Scope.Column> columns = new ArrayList<>();
        for (Scope.Column key : keys.columns()) {
            RexNode value = scope.lift(key.value());
            keyPlaces.add(scope.lift(value).getIndex());
            columns.add(new Scope.Column(key.name(), value));
        }
        List<Scope.Column> picked = picked(call, keys, scope, greatest);
        int order = scope.lift(picked.getFirst().value()).getIndex();
        for (int i = 0; i < picked.size(); i++) {
            boolean named = i < item.names().size();
            String name = named ? item.names().get(i).text() : picked.get(i).name();
            columns.add(new Scope.Column(names.take(name), scope.lift(picked.get(i).value())));
        }
        if (item.names().size() > picked.size()) {
            throw binders.error(
                    item.names().get(picked.size()).span(),
                    "%d names are given, the expression has %d values"
                            .formatted(item.names().size(), picked.size()));
        }
        Relation rows = scope.relation();
        binders.plan().push(rows.node());
        binders.plan().latest(keyPlaces, order, greatest, rows.tie());
        Relation latest = rows.ordered(List.of()).over(binders.plan().build());
        return latest.project(binders.plan(), columns);
    }

    /** The compared value, then the columns of the row that has it. */
    private List<Scope.Column> picked(
            Expression.Call call, SummarizeBinder.Keys keys, RowScope scope, boolean greatest) {
        Expression first = call.values().getFirst();
        String firstName = ResultNames.of(first);
        RexNode compared = binders.expressions().bind(first, scope, Use.VALUE);
        List<Scope.Column> picked = new ArrayList<>();
        String unnamed = greatest ? "max_" : "min_";
        picked.add(new Scope.Column(firstName.isEmpty() ? unnamed : firstName, compared));
        int number = 1;
        for (Expression each : call.values().subList(1, call.arguments().size())) {
            if (each instanceof Expression.Star) {
                for (Field field : scope.relation().fields()) {
                    boolean known =
                            field.name().equals(firstName) || keys.plain().contains(field.name());
                    if (!known) {
                        picked.add(new Scope.Column(field.name(), scope.relation().ref(field)));
                    }
                }
            } else {
                String name = ResultNames.of(each);
                RexNode value = binders.expressions().bind(each, scope, Use.VALUE);
                picked.add(new Scope.Column(name.isEmpty() ? "arg" + number : name, value));
            }
            number++;
        }
        return picked;
    }
}
