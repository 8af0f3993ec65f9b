package io.vaultlens.query.sql.write;

import io.vaultlens.query.engine.Dialect;
import io.vaultlens.query.plan.KqlAggregate;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;

/** Writes a function over the rows around each row. */
final class WindowWriter {
    private final ExpressionWriter expressions;
    private final Dialect dialect;

    WindowWriter(ExpressionWriter expressions, Dialect dialect) {
        this.expressions = expressions;
        this.dialect = dialect;
    }

    String write(RexOver over) {
        if (!(over.getAggOperator() instanceof KqlAggregate function)) {
            throw new IllegalArgumentException("no SQL for the window function " + over);
        }
        String after = "OVER (" + window(over.getWindow()) + ")";
        List<String> operands = expressions.closed(over.getOperands());
        return dialect.aggregate(function, operands, "", after);
    }

    private String window(RexWindow window) {
        List<String> parts = new ArrayList<>();
        if (!window.partitionKeys.isEmpty()) {
            List<String> keys = window.partitionKeys.stream().map(expressions::closed).toList();
            parts.add("PARTITION BY " + String.join(", ", keys));
        }
        if (!window.orderKeys.isEmpty()) {
            List<String> keys = window.orderKeys.stream().map(this::key).toList();
            parts.add("ORDER BY " + String.join(", ", keys));
        }
        RexWindowBound from = window.getLowerBound();
        RexWindowBound to = window.getUpperBound();
        if (!from.isUnbounded() || !to.isUnbounded()) {
            String unit = window.isRows() ? "ROWS" : "RANGE";
            parts.add(unit + " BETWEEN " + bound(from) + " AND " + bound(to));
        }
        return String.join(" ", parts);
    }

    private String key(RexFieldCollation key) {
        return SortKeys.key(
                expressions.closed(key.left),
                key.left.getType(),
                key.getDirection().isDescending(),
                key.getNullDirection().nullComparison < 0);
    }

    private String bound(RexWindowBound bound) {
        if (bound.isCurrentRow()) {
            return "CURRENT ROW";
        }
        String side = bound.isPreceding() ? " PRECEDING" : " FOLLOWING";
        return (bound.isUnbounded() ? "UNBOUNDED" : expressions.closed(bound.getOffset())) + side;
    }
}
