package io.vaultlens.query.sql.write;

import io.vaultlens.query.plan.PlanWalk;
import io.vaultlens.query.plan.Series;
import io.vaultlens.query.plan.TableRead;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Values;

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
        List<RelNode> shared = new ArrayList<>();
        for (RelNode node : order) {
            if (parents.getOrDefault(node, 0) > 1 && !isLeaf(node) && !isCorrelated(node)) {
                shared.add(node);
            }
        }
        return shared;
    }

    /** What reads a row of the query around it must stay inside it. */
    private static boolean isCorrelated(RelNode node) {
        return !RelOptUtil.getVariablesUsed(node).isEmpty();
    }

    private static boolean isLeaf(RelNode node) {
        return node instanceof TableRead || node instanceof Values || node instanceof Series;
    }
}
