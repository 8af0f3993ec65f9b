package io.vaultlens.query.plan;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Leaves out the parts of a union that can have no rows, such as legacy rows nobody asked for.
 *
 * <p>Before: {@code Union(A, Project(Filter(NOT true, B)))}. After: {@code A}. The columns stay the
 * same, or else the union stays as it is.
 */
final class EmptyLegs extends PlanRewrite {
    private final Set<RelNode> empty = Collections.newSetFromMap(new IdentityHashMap<>());

    @Override
    RelNode rewrite(RelNode node) {
        boolean never = node instanceof Filter filter && isFalse(filter.getCondition());
        if (never || passesNothing(node)) {
            empty.add(node);
            return node;
        }
        return node instanceof Union union ? withoutEmpty(union) : node;
    }

    /** Whether a node gives no row because what it stands on gives none. */
    private boolean passesNothing(RelNode node) {
        return switch (node) {
            case Filter one -> empty.contains(one.getInput());
            case Project one -> empty.contains(one.getInput());
            case Latest one -> empty.contains(one.getInput());
            case Aggregate one ->
                    one.getGroupSets().stream().noneMatch(ImmutableBitSet::isEmpty)
                            && empty.contains(one.getInput());
            case Join join ->
                    empty.contains(join.getLeft()) && !join.getJoinType().generatesNullsOnLeft()
                            || empty.contains(join.getRight())
                                    && join.getJoinType().projectsRight()
                                    && !join.getJoinType().generatesNullsOnRight();
            default -> false;
        };
    }

    private RelNode withoutEmpty(Union union) {
        List<RelNode> filled =
                union.getInputs().stream().filter(input -> !empty.contains(input)).toList();
        if (filled.isEmpty()) {
            empty.add(union);
            return union;
        }
        if (filled.size() == union.getInputs().size()) {
            return union;
        }
        RelNode fewer =
                filled.size() == 1 && union.all
                        ? filled.getFirst()
                        : union.copy(union.getTraitSet(), filled);
        return fewer.getRowType().equals(union.getRowType()) ? fewer : union;
    }

    private static boolean isFalse(RexNode condition) {
        return switch (condition.getKind()) {
            case LITERAL -> condition.isAlwaysFalse();
            case NOT -> ((RexCall) condition).getOperands().getFirst().isAlwaysTrue();
            case AND -> ((RexCall) condition).getOperands().stream().anyMatch(EmptyLegs::isFalse);
            default -> false;
        };
    }
}
