package io.vaultlens.query.kql.bind;

import io.vaultlens.query.plan.PlanWalk;
import io.vaultlens.query.plan.Series;
import io.vaultlens.query.plan.TableRead;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/** Tells rows that the text of a query holds or counts out from those of stored tables. */
final class SmallRows {
    private static final double MOST = 100_000;

    private SmallRows() {}

    static boolean are(RelNode rows) {
        return PlanWalk.bottomUp(rows).stream().noneMatch(SmallRows::mayBeMany);
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
