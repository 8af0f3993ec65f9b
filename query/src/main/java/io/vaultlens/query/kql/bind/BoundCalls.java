package io.vaultlens.query.kql.bind;

import io.vaultlens.query.plan.PlanWalk;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;

/**
 * The rows that functions and views have given in one query.
 *
 * <p>The same call again is the same node of the plan: bound once, written once, run once. Calls
 * with tables or values of a row as arguments are bound each time, and so are rows that chance has
 * a part in.
 */
final class BoundCalls {
    private final Map<Object, Map<List<RexNode>, Relation>> given = new IdentityHashMap<>();
    private final Map<RelNode, Boolean> chances = new IdentityHashMap<>();

    /**
     * The rows of a call.
     *
     * @param called what is called: the same object each time
     * @param arguments what its parameters mean
     * @param bind finds the rows
     */
    Relation rows(Object called, List<Meaning> arguments, Supplier<Relation> bind) {
        Optional<List<RexNode>> values = values(arguments);
        if (values.isEmpty()) {
            return bind.get();
        }
        Map<List<RexNode>, Relation> calls = given.computeIfAbsent(called, _ -> new HashMap<>());
        Relation known = calls.get(values.get());
        if (known != null) {
            return known;
        }
        Relation rows = bind.get();
        if (!hasChance(rows.node())) {
            calls.put(values.get(), rows);
        }
        return rows;
    }

    private static Optional<List<RexNode>> values(List<Meaning> arguments) {
        boolean fixed =
                arguments.stream()
                        .allMatch(each ->
                                each instanceof Meaning.Value(RexNode value) && isFixed(value));
        return fixed
                ? Optional.of(
                        arguments.stream().map(each -> ((Meaning.Value) each).value()).toList())
                : Optional.empty();
    }

    /** Whether a value is the same wherever it stands. */
    private static boolean isFixed(RexNode value) {
        return switch (value) {
            case RexLiteral _ -> true;
            case RexSubQuery _, RexOver _ -> false;
            case RexCall call ->
                    call.getOperator().isDeterministic()
                            && call.getOperands().stream().allMatch(BoundCalls::isFixed);
            default -> false;
        };
    }

    /** Whether a plan may give other rows each time; each node is looked at once. */
    private boolean hasChance(RelNode node) {
        Boolean known = chances.get(node);
        if (known != null) {
            return known;
        }
        boolean chance =
                PlanWalk.hasChance(node) || PlanWalk.below(node).stream().anyMatch(this::hasChance);
        chances.put(node, chance);
        return chance;
    }
}
