package io.vaultlens.query.plan;

import com.google.common.collect.ImmutableSet;
import java.util.IdentityHashMap;
import java.util.Map;
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
    private final Map<RexNode, RexNode> known = new IdentityHashMap<>();

    @Override
    RelNode rewrite(RelNode node) {
        if (!(node instanceof Filter filter)) {
            return node;
        }
        RexNode condition = filter.getCondition().accept(new Folding(rex(node), known));
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
        return condition.accept(new Folding(rex, new IdentityHashMap<>()));
    }

    private static KqlRex rex(RelNode node) {
        return (KqlRex) node.getCluster().getRexBuilder();
    }

    /** Folds calls from the innermost out; a value that stands in several places but once. */
    private static final class Folding extends RexShuttle {
        private final ConstantConnectives connectives;
        private final ConstantCalls calls;
        private final Map<RexNode, RexNode> known;

        Folding(KqlRex rex, Map<RexNode, RexNode> known) {
            this.known = known;
            this.connectives = new ConstantConnectives(rex);
            this.calls = new ConstantCalls(rex);
        }

        @Override
        public RexNode visitCall(RexCall call) {
            RexNode before = known.get(call);
            if (before == null) {
                before = value(call);
                known.put(call, before);
            }
            return before;
        }

        private RexNode value(RexCall call) {
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
