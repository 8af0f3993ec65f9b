package io.vaultlens.query.sql.write;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import io.vaultlens.query.plan.KqlRex;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.Sarg;

/** Writes SEARCH, the form in which Calcite keeps {@code x IN (…)} over literals. */
final class SearchWriter {
    private final ExpressionWriter expressions;
    private final KqlRex rex = new KqlRex();

    SearchWriter(ExpressionWriter expressions) {
        this.expressions = expressions;
    }

    String write(RexCall call) {
        RexNode subject = call.getOperands().get(0);
        Sarg<?> sarg = ((RexLiteral) call.getOperands().get(1)).getValueAs(Sarg.class);
        boolean plain = sarg.nullAs == RexUnknownAs.UNKNOWN;
        if (plain && (sarg.isPoints() || sarg.isComplementedPoints())) {
            String operator = sarg.isPoints() ? " IN (" : " NOT IN (";
            return expressions.closed(subject) + operator + points(sarg, subject.getType()) + ")";
        }
        return expressions.open(RexUtil.expandSearch(rex, null, call));
    }

    private <C extends Comparable<C>> String points(Sarg<C> sarg, RelDataType type) {
        RangeSet<C> points = sarg.isPoints() ? sarg.rangeSet : sarg.rangeSet.complement();
        List<String> literals = new ArrayList<>();
        for (Range<C> point : points.asRanges()) {
            RexNode literal = rex.makeLiteral(point.lowerEndpoint(), type, false);
            literals.add(expressions.open(literal));
        }
        return String.join(", ", literals);
    }
}
