package io.vaultlens.query.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Replaces nodes from the bottom up; a node that several stand on stays one node.
 *
 * <p>Plans inside expressions are rewritten too. One rewrite serves one plan, on one thread.
 */
abstract class PlanRewrite {
    private final Map<RelNode, RelNode> done = new IdentityHashMap<>();

    /** The plan after the rewrite, with the same columns. */
    final RelNode apply(RelNode node) {
        RelNode before = done.get(node);
        if (before != null) {
            return before;
        }
        RelNode after = rewrite(node, withBelow(node));
        done.put(node, after);
        return after;
    }

    /** What takes a node's place; the nodes it stands on have been rewritten already. */
    abstract RelNode rewrite(RelNode node);

    /**
     * What takes a node's place, for a rewrite that was told beforehand which nodes to replace.
     *
     * @param before the node as it stands in the plan that is rewritten
     */
    RelNode rewrite(RelNode before, RelNode node) {
        return rewrite(node);
    }

    private RelNode withBelow(RelNode node) {
        List<RelNode> inputs = new ArrayList<>();
        boolean changed = false;
        for (RelNode input : node.getInputs()) {
            RelNode rewritten = apply(input);
            changed |= rewritten != input;
            inputs.add(rewritten);
        }
        RelNode with = changed ? node.copy(node.getTraitSet(), inputs) : node;
        if (PlanWalk.below(with).size() == inputs.size()) {
            return with;
        }
        return with.accept(
                new RexShuttle() {
                    @Override
                    public RexNode visitSubQuery(RexSubQuery query) {
                        RexSubQuery inner = (RexSubQuery) super.visitSubQuery(query);
                        RelNode rewritten = PlanRewrite.this.apply(inner.rel);
                        return rewritten == inner.rel ? inner : inner.clone(rewritten);
                    }
                });
    }
}
