package io.vaultlens.query.kql.bind;

import com.google.common.collect.ImmutableList;
import io.vaultlens.query.plan.KqlRex;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;

/**
 * Adds the keys of a partition to every window function.
 *
 * <p>Before: {@code row_number() OVER (ORDER BY a)}. After: {@code row_number() OVER (PARTITION BY
 * key ORDER BY a)}.
 */
final class WindowParts extends RexShuttle {
    private final KqlRex rex;
    private final List<RexNode> keys;

    WindowParts(KqlRex rex, List<RexNode> keys) {
        this.rex = rex;
        this.keys = keys;
    }

    @Override
    public RexNode visitOver(RexOver over) {
        RexWindow window = over.getWindow();
        List<RexNode> parts = new ArrayList<>(keys);
        for (RexNode part : window.partitionKeys) {
            if (!parts.contains(part)) {
                parts.add(part);
            }
        }
        return rex.makeOver(
                over.getType(),
                over.getAggOperator(),
                over.getOperands(),
                parts,
                ImmutableList.copyOf(window.orderKeys),
                window.getLowerBound(),
                window.getUpperBound(),
                window.isRows(),
                true,
                false,
                over.isDistinct(),
                over.ignoreNulls());
    }
}
