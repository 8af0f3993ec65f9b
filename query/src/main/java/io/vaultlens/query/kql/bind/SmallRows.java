package io.vaultlens.query.kql.bind;

import io.vaultlens.query.plan.PlanWalk;
import io.vaultlens.query.plan.Series;
import io.vaultlens.query.plan.TableRead;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/** Tells rows that the text of a query holds or counts out from those of stored tables. */
final class SmallRows {
    private static final double MOST = 100_000;

    private SmallRows() {}

    /** Nearly all rows are of a table, which is soon found by going down before looking around. */
    static boolean are(RelNode rows) {
        return !anyMany(rows, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static boolean anyMany(RelNode node, Set<RelNode> seen) {
        if (!seen.add(node)) {
            return false;
        }
        return mayBeMany(node)
                || node.getInputs().stream().anyMatch(input -> anyMany(input, seen))
                || PlanWalk.below(node).stream().anyMatch(below -> anyMany(below, seen));
    }

    private static boolean mayBeMany(RelNode node) {
        return switch (node) {
            case TableRead _ -> true;
            case Series series -> mayBeMany(series.count());
            default -> false;
        };
    }

    /** Whether a range's number of steps is above the most, or not known yet. */
    private static boolean mayBeMany(RexNode count) {
        if (!(count instanceof RexCall call) || call.getOperands().size() != 3) {
            return true;
        }
        double[] parts =
                call.getOperands().stream()
                        .mapToDouble(part ->
                                Binding.constant(part).orElse("") instanceof Number number
                                        ? number.doubleValue()
                                        : Double.NaN)
                        .toArray();
        return !((parts[1] - parts[0]) / parts[2] < MOST);
    }
}
