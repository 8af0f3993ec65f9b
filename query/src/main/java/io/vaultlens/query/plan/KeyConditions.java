package io.vaultlens.query.plan;

import io.vaultlens.collector.catalog.CurrentKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * The conditions below a {@link Latest}, told apart by whether they may be asked of the latest row
 * instead.
 *
 * <p>They may where, for one key, a later row meets them whenever an earlier one does: conditions
 * on the key alone, lower bounds on the time, and any AND or OR of such.
 *
 * @param allKnown whether each condition commutes or is an upper bound
 * @param fixed the key's columns that a condition binds to one value
 * @param upper the upper bounds on the time
 * @param others all other conditions
 * @param beyond true for a row beyond the upper bounds; null where there are none
 */
record KeyConditions(
        boolean allKnown,
        Set<String> fixed,
        List<RexNode> upper,
        List<RexNode> others,
        RexNode beyond) {
    /** Functions that never fall where their first operand rises. */
    private static final Set<String> RISING =
            Set.of("bin", "floor", "startofday", "startofweek", "startofmonth", "startofyear");

    /** The conditions on a table, told apart for one of its keys. */
    static KeyConditions of(TableRead read, CurrentKey key, List<RexNode> conditions) {
        Columns columns = new Columns(read, key);
        Set<String> fixed = new HashSet<>();
        List<RexNode> upper = new ArrayList<>();
        List<RexNode> others = new ArrayList<>();
        List<RexNode> beyond = new ArrayList<>();
        boolean known = true;
        for (RexNode condition : conditions) {
            if (columns.isUpperBound(condition)) {
                upper.add(condition);
                beyond.add(columns.negated((RexCall) condition));
            } else {
                others.add(condition);
                known &= columns.commutes(condition);
                columns.fixed(condition).ifPresent(fixed::add);
            }
        }
        RexNode any = RexUtil.composeDisjunction(read.getCluster().getRexBuilder(), beyond);
        return new KeyConditions(known, fixed, upper, others, any);
    }

    /** What a condition reads of a table with a key. */
    private record Columns(TableRead read, CurrentKey key) {
        boolean commutes(RexNode condition) {
            return switch (condition.getKind()) {
                case AND, OR ->
                        ((RexCall) condition).getOperands().stream().allMatch(this::commutes);
                default -> onKeyAlone(condition) || isLowerBound(condition);
            };
        }

        Optional<String> fixed(RexNode condition) {
            if (condition.getKind() != SqlKind.EQUALS) {
                return Optional.empty();
            }
            RexCall call = (RexCall) condition;
            RexNode left = call.getOperands().get(0);
            RexNode right = call.getOperands().get(1);
            if (isConstant(left)) {
                RexNode swap = left;
                left = right;
                right = swap;
            }
            boolean fixes = left instanceof RexInputRef && isConstant(right) && onKeyAlone(left);
            return fixes ? Optional.of(name(((RexInputRef) left).getIndex())) : Optional.empty();
        }

        private boolean onKeyAlone(RexNode condition) {
            return KqlRex.isRepeatable(condition)
                    && RelOptUtil.InputFinder.bits(condition).asList().stream()
                            .allMatch(column -> key.by().contains(name(column)));
        }

        private boolean isLowerBound(RexNode condition) {
            return isBound(condition, true);
        }

        boolean isUpperBound(RexNode condition) {
            return isBound(condition, false);
        }

        /** A comparison of the time with a constant, from below or from above. */
        private boolean isBound(RexNode condition, boolean lower) {
            if (!(condition instanceof RexCall call) || call.getOperands().size() != 2) {
                return false;
            }
            boolean turned = isConstant(call.getOperands().get(0));
            SqlKind kind = turned ? call.getKind().reverse() : call.getKind();
            RexNode time = call.getOperands().get(turned ? 1 : 0);
            RexNode bound = call.getOperands().get(turned ? 0 : 1);
            Set<SqlKind> wanted =
                    lower
                            ? Set.of(SqlKind.GREATER_THAN, SqlKind.GREATER_THAN_OR_EQUAL)
                            : Set.of(SqlKind.LESS_THAN, SqlKind.LESS_THAN_OR_EQUAL);
            return wanted.contains(kind) && risesWithTime(time) && isConstant(bound);
        }

        private boolean risesWithTime(RexNode node) {
            if (node instanceof RexInputRef reference) {
                return name(reference.getIndex()).equals(CurrentStateRule.TIME);
            }
            return node instanceof RexCall call
                    && call.getOperator() instanceof KqlOperator operator
                    && RISING.contains(operator.getName())
                    && risesWithTime(call.getOperands().getFirst())
                    && call.getOperands().stream().skip(1).allMatch(this::isConstant);
        }

        RexNode negated(RexCall bound) {
            return read.getCluster()
                    .getRexBuilder()
                    .makeCall(
                            switch (bound.getKind()) {
                                case LESS_THAN -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
                                case LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.GREATER_THAN;
                                case GREATER_THAN -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
                                default -> SqlStdOperatorTable.LESS_THAN;
                            },
                            bound.getOperands());
        }

        private boolean isConstant(RexNode node) {
            return KqlRex.isRepeatable(node) && RelOptUtil.InputFinder.bits(node).isEmpty();
        }

        private String name(int column) {
            return read.getRowType().getFieldNames().get(column);
        }
    }
}
