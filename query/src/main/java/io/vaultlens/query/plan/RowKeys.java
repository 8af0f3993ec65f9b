package io.vaultlens.query.plan;

import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Which columns tell the rows of a node apart; null counts as a value.
 *
 * <p>What it does not see, it denies. For one plan, on one thread.
 */
final class RowKeys {
    private final Map<RelNode, Map<BitSet, Boolean>> known = new IdentityHashMap<>();

    /** Whether each row on the left of a join finds one at most on the right. */
    boolean findsOneAtMost(Join join) {
        int left = join.getLeft().getRowType().getFieldCount();
        BitSet matched = new BitSet();
        for (RexNode part : RelOptUtil.conjunctions(join.getCondition())) {
            if (part.isA(SqlKind.EQUALS) || part.isA(SqlKind.IS_NOT_DISTINCT_FROM)) {
                RexNode first = ((RexCall) part).getOperands().get(0);
                RexNode second = ((RexCall) part).getOperands().get(1);
                addMatched(first, second, left, matched);
                addMatched(second, first, left, matched);
            }
        }
        return areKey(join.getRight(), matched);
    }

    /** A column of the right side is matched where it equals something of the left side alone. */
    private static void addMatched(RexNode column, RexNode other, int left, BitSet matched) {
        if (column instanceof RexInputRef ref
                && ref.getIndex() >= left
                && RelOptUtil.InputFinder.bits(other).length() <= left) {
            matched.set(ref.getIndex() - left);
        }
    }

    /** Whether no two rows of a node have the same values in all of these columns. */
    boolean areKey(RelNode node, BitSet columns) {
        Map<BitSet, Boolean> answers = known.computeIfAbsent(node, _ -> new HashMap<>());
        Boolean answer = answers.get(columns);
        if (answer == null) {
            answer = find(node, columns);
            answers.put(columns, answer);
        }
        return answer;
    }

    private boolean find(RelNode node, BitSet columns) {
        return switch (node) {
            case Filter filter -> areKey(filter.getInput(), columns);
            case Project project -> areKey(project.getInput(), below(project, columns));
            case Latest latest ->
                    latest.keys().stream().allMatch(columns::get)
                            || areKey(latest.getInput(), columns);
            case Aggregate aggregate ->
                    aggregate.getGroupType() == Aggregate.Group.SIMPLE
                            && columns.nextClearBit(0) >= aggregate.getGroupCount();
            case Join join -> {
                BitSet ofLeft = columns.get(0, join.getLeft().getRowType().getFieldCount());
                boolean sameRows =
                        switch (join.getJoinType()) {
                            case SEMI, ANTI -> true;
                            case LEFT, INNER -> findsOneAtMost(join);
                            default -> false;
                        };
                yield sameRows && areKey(join.getLeft(), ofLeft);
            }
            default -> false;
        };
    }

    private static BitSet below(Project project, BitSet columns) {
        BitSet below = new BitSet();
        columns.stream()
                .mapToObj(project.getProjects()::get)
                .filter(RexInputRef.class::isInstance)
                .forEach(each -> below.set(((RexInputRef) each).getIndex()));
        return below;
    }
}
