package io.vaultlens.query.plan;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Works out the parts of conditions that read no column, such as parameters of the report
 * functions.
 *
 * <p>Before: {@code Filter(OR('*' = '*', Name = 'a'), Filter(NOT true, T))}. After: {@code
 * Filter(false, T)}. What has no constant parts stays as it is; values that are shown are the
 * engine's business.
 */
final class ConstantConditions extends PlanRewrite {
    @Override
    RelNode rewrite(RelNode node) {
        if (!(node instanceof Filter filter)) {
            return node;
        }
        RexNode condition = folded(filter.getCondition(), rex(node));
        if (condition == filter.getCondition()) {
            return node;
        }
        return condition.isAlwaysTrue()
                ? filter.getInput()
                : LogicalFilter.create(
                        filter.getInput(),
                        rex(node).flat(condition),
                        ImmutableSet.copyOf(filter.getVariablesSet()));
    }

    /** A condition whose parts without columns are worked out. */
    static RexNode folded(RexNode condition, KqlRex rex) {
        return condition.accept(new Folding(rex));
    }

    private static KqlRex rex(RelNode node) {
        return (KqlRex) node.getCluster().getRexBuilder();
    }

    /** Folds calls from the innermost out. */
    private static final class Folding extends RexShuttle {
        private final ConstantConnectives connectives;
        private final ConstantCalls calls;

        Folding(KqlRex rex) {
            this.connectives = new ConstantConnectives(rex);
            this.calls = new ConstantCalls(rex);
        }

        @Override
        public RexNode visitCall(RexCall call) {
            RexNode inner = super.visitCall(call);
            if (!(inner instanceof RexCall folded)) {
                return inner;
            }
            Optional<RexNode> value =
                    folded.getOperator() instanceof KqlOperator
                            ? calls.value(folded)
                            : connectives.value(folded);
            return value.orElse(folded);
        }
    }
}
