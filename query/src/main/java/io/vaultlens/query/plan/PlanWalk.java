package io.vaultlens.query.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Walks over a plan whose nodes may be shared, plans inside expressions included. */
public final class PlanWalk {
    private PlanWalk() {}

    /** Every node once, each after those it stands on. */
    public static List<RelNode> bottomUp(RelNode root) {
        List<RelNode> nodes = new ArrayList<>();
        add(root, Collections.newSetFromMap(new IdentityHashMap<>()), nodes);
        return nodes;
    }

    /** The nodes that a node stands on: its inputs, and the plans inside its expressions. */
    public static List<RelNode> below(RelNode node) {
        List<RelNode> below = new ArrayList<>(node.getInputs());
        node.accept(
                new RexShuttle() {
                    @Override
                    public RexNode visitSubQuery(RexSubQuery query) {
                        below.add(query.rel);
                        return visitCall(query);
                    }

                    /** Only looked at: a shuttle of its own accord would copy the operands. */
                    @Override
                    public RexNode visitCall(RexCall call) {
                        call.getOperands().forEach(operand -> operand.accept(this));
                        return call;
                    }
                });
        return below;
    }

    /** Whether a node's own expressions may give other values each time they are worked out. */
    public static boolean hasChance(RelNode node) {
        boolean[] found = {false};
        node.accept(
                new RexShuttle() {
                    @Override
                    public RexNode visitCall(RexCall call) {
                        found[0] |= !call.getOperator().isDeterministic();
                        call.getOperands().forEach(operand -> operand.accept(this));
                        return call;
                    }

                    @Override
                    public RexNode visitSubQuery(RexSubQuery query) {
                        return visitCall(query);
                    }
                });
        return found[0];
    }

    private static void add(RelNode node, Set<RelNode> seen, List<RelNode> nodes) {
        if (seen.add(node)) {
            below(node).forEach(child -> add(child, seen, nodes));
            nodes.add(node);
        }
    }
}
