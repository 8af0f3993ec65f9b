package io.vaultlens.query.sql.bind;

import io.vaultlens.query.kql.bind.ExpressionBinder;
import io.vaultlens.query.plan.KqlRex;
import io.vaultlens.query.plan.KqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/** Turns one GROUP BY into the plan; several grouping sets become a union of groupings. */
final class AggregateTranslator {
    private final ExpressionBinder binder;
    private final Aggregate aggregate;
    private final RelNode input;
    private final List<RexNode> below = new ArrayList<>();

    /**
     * @param input the translated input
     */
    AggregateTranslator(ExpressionBinder binder, Aggregate aggregate, RelNode input) {
        this.binder = binder;
        this.aggregate = aggregate;
        this.input = input;
    }

    RelNode translate() {
        if (aggregate.getGroupType() == Aggregate.Group.SIMPLE) {
            return grouped(aggregate.getGroupSet());
        }
        List<RelNode> parts = new ArrayList<>();
        for (ImmutableBitSet set : aggregate.getGroupSets()) {
            below.clear();
            parts.add(grouped(set));
        }
        return LogicalUnion.create(parts, true);
    }

    /** The groups of one set of keys; keys that are not in it are null. */
    private RelNode grouped(ImmutableBitSet set) {
        set.forEach(key -> below.add(rex().makeInputRef(input, key)));
        List<AggregateCall> calls = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            boolean grouping = call.getAggregation().getKind() == SqlKind.GROUPING;
            places.add(grouping ? -1 : set.cardinality() + calls.size());
            if (!grouping) {
                calls.add(call(call));
            }
        }
        RelNode rows = input;
        if (!below.isEmpty()) {
            rows = LogicalProject.create(input, List.of(), below, names(below.size()), Set.of());
        }
        ImmutableBitSet keys = ImmutableBitSet.range(set.cardinality());
        RelNode groups = LogicalAggregate.create(rows, List.of(), keys, null, calls);
        return columns(groups, set, places);
    }

    private RelNode columns(RelNode groups, ImmutableBitSet set, List<Integer> places) {
        List<RexNode> columns = new ArrayList<>();
        for (int key : aggregate.getGroupSet()) {
            var type = KqlTypes.columnType(input.getRowType().getFieldList().get(key).getType());
            RexNode value =
                    set.get(key)
                            ? rex().makeInputRef(groups, set.indexOf(key))
                            : rex().makeNullLiteral(KqlTypes.nullable(type));
            columns.add(value);
        }
        for (int i = 0; i < places.size(); i++) {
            int place = places.get(i);
            columns.add(
                    place < 0
                            ? rex().number(grouping(aggregate.getAggCallList().get(i), set))
                            : rex().makeInputRef(groups, place));
        }
        List<String> names = aggregate.getRowType().getFieldNames();
        return LogicalProject.create(groups, List.of(), columns, names, Set.of());
    }

    /** A bit for each argument, set where the argument is no key of this set. */
    private static long grouping(AggregateCall call, ImmutableBitSet set) {
        long bits = 0;
        for (int argument : call.getArgList()) {
            bits = bits << 1 | (set.get(argument) ? 0 : 1);
        }
        return bits;
    }

    private AggregateCall call(AggregateCall call) {
        List<RexNode> arguments = new ArrayList<>();
        call.getArgList().forEach(argument -> arguments.add(value(argument)));
        AggregateForms.Form form = form(call, arguments);
        List<Integer> places = new ArrayList<>();
        form.arguments().forEach(argument -> places.add(place(argument)));
        int filter = call.hasFilter() ? place(isTrue(value(call.filterArg))) : -1;
        if (form.condition().isPresent()) {
            RexNode own = isTrue(form.condition().get());
            filter =
                    place(
                            filter < 0
                                    ? own
                                    : rex().makeCall(
                                                    SqlStdOperatorTable.AND,
                                                    own,
                                                    below.get(filter)));
        }
        return AggregateCall.create(
                form.function(),
                false,
                false,
                false,
                List.<RexNode>of(),
                places,
                filter,
                null,
                form.function().takesOrder() ? order(call.getCollation()) : RelCollations.EMPTY,
                form.function().type(),
                call.getName());
    }

    private AggregateForms.Form form(AggregateCall call, List<RexNode> arguments) {
        if (OrderedAggregates.isPercentile(call)) {
            int column = call.getCollation().getFieldCollations().getFirst().getFieldIndex();
            return OrderedAggregates.percentile(call, arguments.getFirst(), value(column));
        }
        boolean array = call.getAggregation().getKind() == SqlKind.ARRAY_AGG;
        if (array && call.isDistinct() && !call.getCollation().getFieldCollations().isEmpty()) {
            throw ExpressionTranslator.unsupported(
                    "ARRAY_AGG(DISTINCT … ORDER BY …); write array_sort_asc(ARRAY_AGG(DISTINCT …))");
        }
        return new AggregateForms(binder)
                .of(
                        call.getAggregation(),
                        call.isDistinct(),
                        call.ignoreNulls(),
                        arguments,
                        call.getType());
    }

    private RexNode isTrue(RexNode condition) {
        return condition.getType().isNullable()
                ? rex().makeCall(SqlStdOperatorTable.IS_TRUE, condition)
                : condition;
    }

    private RelCollation order(RelCollation order) {
        List<RelFieldCollation> keys = new ArrayList<>();
        for (RelFieldCollation key : order.getFieldCollations()) {
            keys.add(key.withFieldIndex(place(value(key.getFieldIndex()))));
        }
        return RelCollations.of(keys);
    }

    /** A literal stays one, since functions look at it. */
    private RexNode value(int column) {
        RelNode node = input;
        if (node instanceof Project project
                && project.getProjects().get(column) instanceof RexLiteral literal) {
            return literal;
        }
        return rex().makeInputRef(node, column);
    }

    private int place(RexNode value) {
        int place = below.indexOf(value);
        if (place < 0) {
            below.add(value);
            place = below.size() - 1;
        }
        return place;
    }

    private KqlRex rex() {
        return binder.binding().rex();
    }

    private static List<String> names(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("g" + i);
        }
        return names;
    }
}
