package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.plan.KqlAggregate;
import io.vaultlens.query.plan.KqlTypes;
import io.vaultlens.query.plan.PlanBuilder;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Gathers the columns that a group needs below it: keys, arguments, conditions, the order. */
final class GroupInput {
    private final RowScope scope;
    private final List<RexNode> values = new ArrayList<>();
    private final List<RelFieldCollation> order = new ArrayList<>();

    GroupInput(RowScope scope) {
        this.scope = scope;
    }

    /** The column of a value, one for all that ask for it. */
    int place(RexNode value) {
        RexNode plain = scope.plain(value);
        int place = values.indexOf(plain);
        return place >= 0 ? place : own(plain);
    }

    /** A column of its own for a value: a key may stand twice. */
    int own(RexNode value) {
        values.add(value);
        return values.size() - 1;
    }

    /** The call of an aggregate; a condition that is null counts as false. */
    SummarizeBinder.Call call(AggregateUse use) {
        List<Integer> arguments = new ArrayList<>();
        use.arguments().forEach(argument -> arguments.add(place(argument)));
        int filter =
                use.condition()
                        .map(condition ->
                                place(
                                        condition.getType().isNullable()
                                                ? isTrue(condition)
                                                : condition))
                        .orElse(-1);
        AggregateUse fit = SmallRows.are(scope.relation().node()) ? use.overFew() : use;
        return new SummarizeBinder.Call(GroupScope.function(fit), arguments, filter);
    }

    private RexNode isTrue(RexNode condition) {
        return scope.rex().makeCall(SqlStdOperatorTable.IS_TRUE, condition);
    }

    /** Any row's value of a column that is the same in all of a group. */
    SummarizeBinder.Call any(RexNode value) {
        KqlAggregate first =
                new KqlAggregate(
                        "carried",
                        KqlTypes.of(Binding.type(value)),
                        "first($1)",
                        KqlAggregate.NO_FINISH);
        return new SummarizeBinder.Call(first, List.of(place(value)), -1);
    }

    /** The number of a group's first row. */
    SummarizeBinder.Call first() {
        KqlAggregate first =
                new KqlAggregate(
                        "first", KqlTypes.of(ColumnType.LONG), "min($1)", KqlAggregate.NO_FINISH);
        RexNode number = scope.rex().rowNumber(List.of(), scope.order());
        return new SummarizeBinder.Call(first, List.of(place(number)), -1);
    }

    /** Puts the columns over the rows. */
    void push(PlanBuilder plan) {
        Relation rows = scope.relation();
        for (RelFieldCollation key : rows.order()) {
            order.add(key.withFieldIndex(place(rows.ref(key.getFieldIndex()))));
        }
        if (values.isEmpty()) {
            plan.push(rows.node());
            return;
        }
        List<Scope.Column> columns = new ArrayList<>();
        for (RexNode value : values) {
            columns.add(new Scope.Column("g" + columns.size(), value));
        }
        plan.push(rows.project(plan, columns).node());
    }

    /** The order of the rows over the new columns. */
    RelCollation order() {
        return RelCollations.of(order);
    }
}
