package io.vaultlens.query.plan;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.hint.RelHint;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Takes away every column that nothing reads; DuckDB then prepares the statement several times
 * faster.
 *
 * <p>Before: {@code Aggregate(count, Filter(c = 1, TableRead(a, b, c, d)))}. After: {@code
 * Aggregate(count, Filter(c = 1, TableRead(c)))}. Calcite's own trimmer would copy a node that
 * several stand on; here it stays one, with the columns that any of them reads. A node may keep
 * more columns than are read, never fewer, and always in their order.
 */
final class ColumnPruner {
    private static final List<RelHint> NO_HINTS = List.of();
    private static final int GONE = -1;

    private final Map<RelNode, Pruned> done = new IdentityHashMap<>();

    /**
     * A node after pruning.
     *
     * @param places for each column there was, where it is now, or {@link #GONE}
     */
    private record Pruned(RelNode node, int[] places) {
        List<Integer> at(List<Integer> columns) {
            return columns.stream().map(column -> places[column]).toList();
        }
    }

    /** The plan with the same columns at its top. */
    RelNode apply(RelNode root) {
        ColumnNeeds needs = ColumnNeeds.of(root);
        for (RelNode node : PlanWalk.bottomUp(root)) {
            done.put(node, prune(node, needs.at(node)));
        }
        return exactly(root, all(root));
    }

    private Pruned prune(RelNode node, BitSet needed) {
        return switch (node) {
            case TableRead read -> {
                List<Integer> kept = needed.stream().boxed().toList();
                yield new Pruned(read.only(kept), places(read, needed));
            }
            case Filter filter -> {
                Pruned input = done.get(filter.getInput());
                RexNode condition = moved(filter.getCondition(), input.places());
                yield new Pruned(filter(filter, input.node(), condition), input.places());
            }
            case Project project -> project(project, needed);
            case Aggregate aggregate -> aggregate(aggregate, needed);
            case Join join -> join(join);
            case Sort sort -> {
                Pruned input = done.get(sort.getInput());
                RelCollation order = moved(sort.getCollation(), input.places());
                RelNode sorted = LogicalSort.create(input.node(), order, sort.offset, sort.fetch);
                yield new Pruned(sorted, input.places());
            }
            case Union union -> {
                List<RelNode> inputs =
                        union.getInputs().stream().map(input -> exactly(input, needed)).toList();
                yield new Pruned(LogicalUnion.create(inputs, union.all), places(union, needed));
            }
            case Latest latest -> latest(latest);
            case Expand expand -> expand(expand);
            default -> {
                List<RelNode> inputs = new ArrayList<>();
                node.getInputs().forEach(input -> inputs.add(exactly(input, all(input))));
                RelNode same = inputs.isEmpty() ? node : node.copy(node.getTraitSet(), inputs);
                yield new Pruned(withSubQueries(same), places(node, all(node)));
            }
        };
    }

    private static RelNode filter(Filter filter, RelNode input, RexNode condition) {
        Set<CorrelationId> variables = filter.getVariablesSet();
        return LogicalFilter.create(input, condition, ImmutableSet.copyOf(variables));
    }

    private Pruned project(Project project, BitSet needed) {
        Pruned input = done.get(project.getInput());
        List<RexNode> nodes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        needed.stream()
                .forEach(column -> {
                    nodes.add(moved(project.getProjects().get(column), input.places()));
                    names.add(project.getRowType().getFieldNames().get(column));
                });
        RelNode pruned =
                LogicalProject.create(
                        input.node(), NO_HINTS, nodes, names, project.getVariablesSet());
        return new Pruned(pruned, places(project, needed));
    }

    private Pruned aggregate(Aggregate aggregate, BitSet needed) {
        Pruned input = done.get(aggregate.getInput());
        BitSet kept = (BitSet) needed.clone();
        kept.set(0, aggregate.getGroupCount());
        List<AggregateCall> calls = new ArrayList<>();
        for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
            if (kept.get(aggregate.getGroupCount() + i)) {
                calls.add(moved(aggregate.getAggCallList().get(i), input));
            }
        }
        ImmutableBitSet keys = ImmutableBitSet.of(input.at(aggregate.getGroupSet().asList()));
        RelNode pruned = LogicalAggregate.create(input.node(), NO_HINTS, keys, null, calls);
        return new Pruned(pruned, places(aggregate, kept));
    }

    private static AggregateCall moved(AggregateCall call, Pruned input) {
        return call.withArgList(input.at(call.getArgList()))
                .withFilter(call.hasFilter() ? input.places()[call.filterArg] : call.filterArg)
                .withCollation(moved(call.getCollation(), input.places()));
    }

    private Pruned join(Join join) {
        Pruned left = done.get(join.getLeft());
        Pruned right = done.get(join.getRight());
        int[] both = Arrays.copyOf(left.places(), left.places().length + right.places().length);
        int width = left.node().getRowType().getFieldCount();
        for (int i = 0; i < right.places().length; i++) {
            int place = right.places()[i];
            both[left.places().length + i] = place == GONE ? GONE : width + place;
        }
        RelNode pruned =
                LogicalJoin.create(
                        left.node(),
                        right.node(),
                        NO_HINTS,
                        moved(join.getCondition(), both),
                        join.getVariablesSet(),
                        join.getJoinType());
        return new Pruned(pruned, join.getJoinType().projectsRight() ? both : left.places());
    }

    private Pruned latest(Latest latest) {
        Pruned input = done.get(latest.getInput());
        RelNode pruned =
                new Latest(
                        latest.getCluster(),
                        input.node(),
                        input.at(latest.keys()),
                        input.places()[latest.order()],
                        latest.greatest(),
                        tie(latest, input));
        return new Pruned(pruned, input.places());
    }

    private static OptionalInt tie(Latest latest, Pruned input) {
        return latest.tie().isPresent()
                ? OptionalInt.of(input.places()[latest.tie().getAsInt()])
                : OptionalInt.empty();
    }

    private Pruned expand(Expand expand) {
        Pruned input = done.get(expand.getInput());
        RelNode pruned =
                new Expand(
                        expand.getCluster(),
                        input.node(),
                        input.at(expand.columns()),
                        expand.pairs(),
                        expand.limit());
        int[] places = Arrays.copyOf(input.places(), input.places().length + 1);
        places[input.places().length] = input.node().getRowType().getFieldCount();
        return new Pruned(pruned, places);
    }

    /** A node with exactly these of its columns. */
    private RelNode exactly(RelNode node, BitSet columns) {
        Pruned pruned = done.get(node);
        if (pruned.node().getRowType().getFieldCount() == columns.cardinality()) {
            return pruned.node();
        }
        List<RexNode> nodes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        columns.stream()
                .forEach(column -> {
                    nodes.add(
                            node.getCluster()
                                    .getRexBuilder()
                                    .makeInputRef(pruned.node(), pruned.places()[column]));
                    names.add(node.getRowType().getFieldNames().get(column));
                });
        return LogicalProject.create(pruned.node(), NO_HINTS, nodes, names, Set.of());
    }

    private RexNode moved(RexNode expression, int[] places) {
        return mover(places).apply(expression);
    }

    private RelNode withSubQueries(RelNode node) {
        int[] same = new int[0];
        return node.getInputs().isEmpty() ? node.accept(mover(same)) : node;
    }

    private RexShuttle mover(int[] places) {
        return new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
                return new RexInputRef(places[reference.getIndex()], reference.getType());
            }

            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                RexSubQuery moved = (RexSubQuery) super.visitSubQuery(query);
                return moved.clone(exactly(query.rel, all(query.rel)));
            }
        };
    }

    private static RelCollation moved(RelCollation order, int[] places) {
        List<RelFieldCollation> fields = new ArrayList<>();
        for (RelFieldCollation field : order.getFieldCollations()) {
            fields.add(field.withFieldIndex(places[field.getFieldIndex()]));
        }
        return RelCollations.of(fields);
    }

    private static int[] places(RelNode node, BitSet kept) {
        int[] places = new int[node.getRowType().getFieldCount()];
        Arrays.fill(places, GONE);
        int place = 0;
        for (int column = kept.nextSetBit(0); column >= 0; column = kept.nextSetBit(column + 1)) {
            places[column] = place++;
        }
        return places;
    }

    private static BitSet all(RelNode node) {
        BitSet all = new BitSet();
        all.set(0, node.getRowType().getFieldCount());
        return all;
    }
}
