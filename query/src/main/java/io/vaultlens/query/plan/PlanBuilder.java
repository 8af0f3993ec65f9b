package io.vaultlens.query.plan;

import com.google.common.collect.ImmutableList;
import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.TableDef;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.calcite.plan.Context;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.hint.RelHint;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Builds a plan node by node, and leaves every node as it was asked for.
 *
 * <p>Calcite's own builder folds constants (a datetime to milliseconds), merges projects (and so
 * computes {@code rand()} twice) and drops renames; this one is told to do none of it. One builder
 * builds one plan, on one thread.
 */
public final class PlanBuilder extends RelBuilder {
    /** Reduces nothing: KQL's arithmetic is the engine's business. */
    private static final RexExecutor REDUCES_NOTHING =
            (rexBuilder, constants, reduced) -> reduced.addAll(constants);

    private static final Config PLAIN =
            Config.DEFAULT
                    .withBloat(-1)
                    .withSimplify(false)
                    .withSimplifyLimit(false)
                    .withSimplifyValues(false)
                    .withAggregateUnique(true)
                    .withDedupAggregateCalls(false)
                    .withPruneInputOfAggregate(false)
                    .withPreventEmptyFieldList(false)
                    .withPushJoinCondition(false)
                    .withRemoveRedundantDistinct(false)
                    .withConvertCorrelateToJoin(false);

    private static final List<RelHint> NO_HINTS = List.of();

    private final KqlRex rex;

    private PlanBuilder(Context context, RelOptCluster cluster, KqlRex rex) {
        super(context, cluster, null);
        this.rex = rex;
    }

    /** A builder for a new plan. */
    public static PlanBuilder create() {
        Context context = Contexts.of(REDUCES_NOTHING, PLAIN);
        RelOptPlanner planner = new HepPlanner(HepProgram.builder().build(), context);
        planner.setExecutor(REDUCES_NOTHING);
        KqlRex rex = new KqlRex();
        return new PlanBuilder(context, RelOptCluster.create(planner, rex), rex);
    }

    /** Another builder for parts of the same plan. */
    public PlanBuilder another() {
        return new PlanBuilder(Contexts.of(REDUCES_NOTHING, PLAIN), cluster, rex);
    }

    /** The maker of this plan's expressions. */
    public KqlRex rex() {
        return rex;
    }

    @Override
    public PlanBuilder push(RelNode node) {
        super.push(node);
        return this;
    }

    /** Keeps the rows of the top node for which a condition is true. */
    public PlanBuilder where(RexNode condition) {
        return push(LogicalFilter.create(build(), rex.flat(condition)));
    }

    /** Pushes a read of a table: its declared columns, then the hidden ones. */
    public PlanBuilder read(TableDef table) {
        push(TableRead.of(cluster, table));
        return this;
    }

    /** Pushes the whole numbers from 0 up to a count. */
    public PlanBuilder series(RexNode count) {
        push(new Series(cluster, count));
        return this;
    }

    /** Pushes rows of literals. */
    public PlanBuilder rows(
            List<String> names, List<ColumnType> types, List<List<RexLiteral>> rows) {
        RelDataTypeFactory.Builder fields = KqlTypes.FACTORY.builder();
        for (int i = 0; i < names.size(); i++) {
            fields.add(names.get(i), KqlTypes.of(types.get(i)));
        }
        ImmutableList.Builder<ImmutableList<RexLiteral>> tuples = ImmutableList.builder();
        rows.forEach(row -> tuples.add(ImmutableList.copyOf(row)));
        push(LogicalValues.create(cluster, fields.build(), tuples.build()));
        return this;
    }

    /** Pushes one row, for expressions over nothing. */
    public PlanBuilder oneRow() {
        push(LogicalValues.createOneRow(cluster));
        return this;
    }

    /** Puts exactly these columns over the top node, in this order, under these names. */
    public PlanBuilder columns(List<? extends RexNode> nodes, List<String> names) {
        RelNode input = build();
        push(LogicalProject.create(input, NO_HINTS, nodes, names, Set.of()));
        return this;
    }

    /**
     * Groups the top node; its columns become the keys in the order given, then the calls.
     *
     * @param keys columns of the top node
     */
    public PlanBuilder group(List<Integer> keys, List<AggregateCall> calls) {
        RelNode input = build();
        ImmutableBitSet set = ImmutableBitSet.of(keys);
        push(LogicalAggregate.create(input, List.of(), set, null, calls));
        List<RexNode> nodes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int key : keys) {
            nodes.add(field(set.indexOf(key)));
            names.add(input.getRowType().getFieldNames().get(key));
        }
        for (RelDataTypeField call : fieldsAfter(set.cardinality())) {
            nodes.add(field(call.getIndex()));
            names.add(call.getName());
        }
        return columns(nodes, names);
    }

    /** A call of an aggregate over columns of the top node; its name is that of its column. */
    public AggregateCall call(KqlAggregate aggregate, List<Integer> arguments, String name) {
        return AggregateCall.create(
                aggregate,
                false,
                false,
                false,
                List.<RexNode>of(),
                arguments,
                -1,
                null,
                RelCollations.EMPTY,
                aggregate.type(),
                name);
    }

    /**
     * Orders the top node by its columns; an order holds only at the very top of a plan, below a
     * limit, and inside aggregates and windows that are given one.
     */
    public PlanBuilder order(List<RelFieldCollation> columns) {
        push(LogicalSort.create(build(), RelCollations.of(columns), null, null));
        return this;
    }

    /** Keeps the first rows of the top node in this order; of any order where there is none. */
    public PlanBuilder first(long rows, List<RelFieldCollation> columns) {
        RexNode fetch = rex.number(rows);
        push(LogicalSort.create(build(), RelCollations.of(columns), null, fetch));
        return this;
    }

    /** Keeps one row of the top node for each key; see {@link Latest}. */
    public PlanBuilder latest(List<Integer> keys, int order, boolean greatest, OptionalInt tie) {
        push(new Latest(cluster, build(), keys, order, greatest, tie));
        return this;
    }

    /** Makes a row of each element of dynamic columns of the top node; see {@link Expand}. */
    public PlanBuilder expand(List<Integer> columns, boolean pairs, OptionalLong limit) {
        push(new Expand(cluster, build(), columns, pairs, limit));
        return this;
    }

    private List<RelDataTypeField> fieldsAfter(int count) {
        List<RelDataTypeField> fields = peek().getRowType().getFieldList();
        return fields.subList(count, fields.size());
    }
}
