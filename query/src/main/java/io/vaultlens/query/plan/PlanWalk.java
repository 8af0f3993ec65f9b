package io.vaultlens.query.plan;

import java.util.ArrayList;
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
import org.apache.calcite.rex.RexOver;
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
        switch (node) {
            case Filter filter -> addQueries(filter.getCondition(), below);
            case Project project -> project.getProjects().forEach(each -> addQueries(each, below));
            case Join join -> addQueries(join.getCondition(), below);
            case TableRead _, Aggregate _, Union _, Latest _ -> {
                // They have no expressions.
            }
            default ->
                    node.accept(
                            new RexShuttle() {
                                @Override
                                public RexNode visitSubQuery(RexSubQuery query) {
                                    return visitCall(query);
                                }

                                /** Only looked at: the shuttle of its own would copy. */
                                @Override
                                public RexNode visitCall(RexCall call) {
                                    addQueries(call, below);
                                    return call;
                                }

                                @Override
                                public RexNode visitOver(RexOver over) {
                                    addQueries(over, below);
                                    return over;
                                }
                            });
        }
        return below;
    }

    private static void addQueries(RexNode expression, List<RelNode> below) {
        if (expression instanceof RexSubQuery query) {
            below.add(query.rel);
        }
        if (expression instanceof RexOver over) {
            over.getWindow().partitionKeys.forEach(key -> addQueries(key, below));
            over.getWindow().orderKeys.forEach(key -> addQueries(key.left, below));
        }
        if (expression instanceof RexCall call) {
            for (RexNode operand : call.getOperands()) {
                addQueries(operand, below);
            }
        }
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
