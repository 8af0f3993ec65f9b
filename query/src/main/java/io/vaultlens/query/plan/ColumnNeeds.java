package io.vaultlens.query.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexNode;

/** Which columns of each node of a plan anything above it reads. */
final class ColumnNeeds {
    private final Map<RelNode, BitSet> needs = new IdentityHashMap<>();
    private final Set<RelNode> unreadJoins = Collections.newSetFromMap(new IdentityHashMap<>());
    private final RowKeys keys = new RowKeys();
    private final boolean allJoins;

    private ColumnNeeds(boolean allJoins) {
        this.allJoins = allJoins;
    }

    /** The needs of every node of a plan whose own columns are all wanted. */
    static ColumnNeeds of(RelNode root) {
        return of(root, true);
    }

    /** The needs of a plan that goes on without its unread joins. */
    static ColumnNeeds withoutUnreadJoins(RelNode root) {
        return of(root, false);
    }

    private static ColumnNeeds of(RelNode root, boolean allJoins) {
        ColumnNeeds result = new ColumnNeeds(allJoins);
        List<RelNode> topDown = new ArrayList<>(PlanWalk.bottomUp(root));
        Collections.reverse(topDown);
        result.all(root);
        for (RelNode node : topDown) {
            if (!result.needs.containsKey(node)) {
                // It stands below an unread join alone.
                continue;
            }
            PlanWalk.below(node).stream()
                    .filter(below -> !node.getInputs().contains(below))
                    .forEach(result::all);
            result.inputs(node);
        }
        return result;
    }

    /** The columns of a node that are read. */
    BitSet at(RelNode node) {
        return needs.getOrDefault(node, new BitSet());
    }

    /**
     * The left joins that give each row of their left side once, and from which only that is read.
     */
    Set<RelNode> unreadJoins() {
        return unreadJoins;
    }

    private void inputs(RelNode node) {
        BitSet own = needs.get(node);
        if (!node.getVariablesSet().isEmpty()) {
            // A query inside may read any column of this row.
            node.getInputs().forEach(this::all);
        }
        switch (node) {
            case Filter filter -> {
                add(filter.getInput(), own);
                add(filter.getInput(), read(filter.getCondition()));
            }
            case Project project -> {
                // Its rows are needed even where none of its columns is.
                add(project.getInput(), new BitSet());
                own.stream()
                        .mapToObj(project.getProjects()::get)
                        .forEach(each -> add(project.getInput(), read(each)));
            }
            case Aggregate aggregate -> aggregate(aggregate, own);
            case Join join -> join(join, own);
            case Sort sort -> {
                add(sort.getInput(), own);
                add(sort.getInput(), sort.getCollation().getKeys());
            }
            case Union union -> union.getInputs().forEach(input -> add(input, own));
            case Latest latest -> {
                add(latest.getInput(), own);
                add(latest.getInput(), latest.keys());
                add(latest.getInput(), List.of(latest.order()));
                latest.tie().ifPresent(tie -> add(latest.getInput(), List.of(tie)));
            }
            case Expand expand -> {
                BitSet below = (BitSet) own.clone();
                below.clear(expand.getInput().getRowType().getFieldCount());
                add(expand.getInput(), below);
                add(expand.getInput(), expand.columns());
            }
            default -> node.getInputs().forEach(this::all);
        }
    }

    private void aggregate(Aggregate aggregate, BitSet own) {
        RelNode input = aggregate.getInput();
        add(input, aggregate.getGroupSet().asList());
        List<AggregateCall> calls = aggregate.getAggCallList();
        for (int i = 0; i < calls.size(); i++) {
            if (own.get(aggregate.getGroupCount() + i)) {
                add(input, calls.get(i).getArgList());
                add(input, calls.get(i).getCollation().getKeys());
                add(input, calls.get(i).hasFilter() ? List.of(calls.get(i).filterArg) : List.of());
            }
        }
    }

    private void join(Join join, BitSet own) {
        int left = join.getLeft().getRowType().getFieldCount();
        if (!allJoins
                && join.getJoinType() == JoinRelType.LEFT
                && own.length() <= left
                && join.getVariablesSet().isEmpty()
                && keys.findsOneAtMost(join)) {
            unreadJoins.add(join);
            add(join.getLeft(), own);
            return;
        }
        BitSet all = (BitSet) own.clone();
        all.or(read(join.getCondition()));
        add(join.getLeft(), all.get(0, left));
        add(join.getRight(), all.get(left, Math.max(left, all.length())));
    }

    private static BitSet read(RexNode expression) {
        return RelOptUtil.InputFinder.bits(expression).toBitSet();
    }

    private void all(RelNode node) {
        BitSet every = new BitSet();
        every.set(0, node.getRowType().getFieldCount());
        add(node, every);
    }

    private void add(RelNode node, List<Integer> columns) {
        BitSet bits = new BitSet();
        columns.forEach(bits::set);
        add(node, bits);
    }

    private void add(RelNode node, BitSet columns) {
        needs.computeIfAbsent(node, any -> new BitSet()).or(columns);
    }
}
