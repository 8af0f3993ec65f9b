package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Source;
import io.vaultlens.query.plan.BoundQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Binds a partition whose pipeline asks for other tables too: once for each value of the key, which
 * is asked of the data first.
 */
final class PerKeyBinder {
    private static final int MOST_KEYS = 64;

    private final Binders binders;
    private final UnionBinder unions;

    PerKeyBinder(Binders binders, UnionBinder unions) {
        this.binders = binders;
        this.unions = unions;
    }

    /** Whether the pipeline cannot go over all parts at once. */
    boolean isNeeded(Operator.Partition partition) {
        return !(partition.body().source() instanceof Source.Implied)
                || partition.body().operators().stream().anyMatch(PerKeyBinder::asksMore);
    }

    private static boolean asksMore(Operator operator) {
        return switch (operator) {
            case Operator.Join _,
                    Operator.Lookup _,
                    Operator.Union _,
                    Operator.Evaluate _,
                    Operator.Invoke _,
                    Operator.Reduce _,
                    Operator.Search _,
                    Operator.Find _,
                    Operator.As _ ->
                    true;
            default -> false;
        };
    }

    Relation partition(Operator.Partition partition, Relation input, Environment environment) {
        if (input.parts().isPresent()) {
            throw binders.error(
                    partition.span(),
                    "a partition that asks for other tables cannot stand inside another one");
        }
        Expression.Reference key = (Expression.Reference) partition.key();
        RowScope scope = new RowScope(binders, environment, input);
        RexNode value = binders.expressions().bind(key, scope, Use.VALUE);
        ColumnType type = Binding.type(value);
        if (type == ColumnType.DYNAMIC) {
            throw binders.error(key.span(), "the key of a partition is no dynamic value");
        }
        List<Object> keys = keys(partition, value, scope);
        List<UnionBinder.Leg> legs = new ArrayList<>();
        for (Object each : keys) {
            RexLiteral literal = binders.plan().rex().literal(type, each);
            RexNode here =
                    binders.plan()
                            .rex()
                            .makeCall(SqlStdOperatorTable.IS_NOT_DISTINCT_FROM, value, literal);
            legs.add(leg(partition, key, literal, filtered(input, here), environment));
        }
        if (legs.isEmpty()) {
            RexLiteral nothing = binders.plan().rex().literal(type, null);
            Relation none = filtered(input, binders.plan().rex().makeLiteral(false));
            UnionBinder.Leg leg = leg(partition, key, nothing, none, environment);
            RexNode never = binders.plan().rex().makeLiteral(false);
            legs.add(new UnionBinder.Leg(leg.name(), filtered(leg.rows(), never)));
        }
        return unions.merged(legs, Optional.empty());
    }

    private Relation filtered(Relation rows, RexNode condition) {
        return RowBinder.filtered(new RowScope(binders, Environment.empty(), rows), condition);
    }

    private UnionBinder.Leg leg(
            Operator.Partition partition,
            Expression.Reference key,
            RexLiteral value,
            Relation part,
            Environment environment) {
        if (partition.body().source() instanceof Source.Implied) {
            return new UnionBinder.Leg(
                    "part",
                    binders.pipelines().bind(part, partition.body().operators(), environment));
        }
        Environment named = environment.with(key.name(), new Meaning.Value(value));
        return new UnionBinder.Leg("part", binders.pipelines().bind(partition.body(), named));
    }

    private List<Object> keys(Operator.Partition partition, RexNode value, RowScope scope) {
        Relation column =
                scope.relation()
                        .ordered(List.of())
                        .project(binders.plan(), List.of(new Scope.Column("key", value)));
        Relation found =
                binders.pipelines()
                        .bind(
                                column,
                                Fragments.operators("distinct key | take " + (MOST_KEYS + 1)),
                                Environment.empty());
        BoundQuery question = KqlBinder.bound(found, Optional.empty(), binders.plan());
        List<Object> keys = new ArrayList<>();
        binders.inquiry().rows(question).forEach(row -> keys.add(row.getFirst()));
        if (keys.size() > MOST_KEYS) {
            throw binders.error(
                    partition.key().span(),
                    "the key has more than "
                            + MOST_KEYS
                            + " values, too many for a pipeline that asks for other tables");
        }
        return keys;
    }
}
