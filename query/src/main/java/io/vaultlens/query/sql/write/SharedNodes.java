package io.vaultlens.query.sql.write;

import io.vaultlens.query.plan.PlanWalk;
import io.vaultlens.query.plan.Series;
import io.vaultlens.query.plan.TableRead;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** Finds the nodes that several others stand on: each becomes a common table expression. */
final class SharedNodes {
    private SharedNodes() {}

    /** Nodes with two parents or more, each after those it stands on. */
    static List<RelNode> of(RelNode root) {
        Map<RelNode, Integer> parents = new IdentityHashMap<>();
        List<RelNode> order = PlanWalk.bottomUp(root);
        for (RelNode node : order) {
            PlanWalk.below(node).forEach(child -> parents.merge(child, 1, Integer::sum));
        }
        Map<RelNode, Set<CorrelationId>> outer = new IdentityHashMap<>();
        List<RelNode> shared = new ArrayList<>();
        for (RelNode node : order) {
            outer.put(node, outer(node, outer));
            // What reads a row of the query around it must stay inside it.
            boolean correlated = !outer.get(node).isEmpty();
            if (parents.getOrDefault(node, 0) > 1 && !isLeaf(node) && !correlated) {
                shared.add(node);
            }
        }
        return shared;
    }

    /**
     * The rows of queries around a node that it reads, itself or below it. Each node is looked at
     * once: walking down from each anew takes twice as long with every node that is shared.
     */
    private static Set<CorrelationId> outer(
            RelNode node, Map<RelNode, Set<CorrelationId>> outerOfBelow) {
        Set<CorrelationId> outer = new HashSet<>();
        PlanWalk.below(node).forEach(child -> outer.addAll(outerOfBelow.get(child)));
        node.accept(
                new RexShuttle() {
                    @Override
                    public RexNode visitCorrelVariable(RexCorrelVariable variable) {
                        outer.add(variable.id);
                        return variable;
                    }
                });
        outer.removeAll(node.getVariablesSet());
        return outer;
    }

    private static boolean isLeaf(RelNode node) {
        return node instanceof TableRead || node instanceof Values || node instanceof Series;
    }
}
