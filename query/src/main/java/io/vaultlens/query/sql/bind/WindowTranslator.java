package io.vaultlens.query.sql.bind;

import com.google.common.collect.ImmutableList;
import io.vaultlens.query.kql.bind.ExpressionBinder;
import io.vaultlens.query.plan.KqlAggregate;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.rex.RexWindowExclusion;

/** Turns functions over the rows around each row. */
final class WindowTranslator {
    private final ExpressionTranslator expressions;
    private final ExpressionBinder binder;

    WindowTranslator(ExpressionTranslator expressions, ExpressionBinder binder) {
        this.expressions = expressions;
        this.binder = binder;
    }

    RexNode translate(RexOver over) {
        RexWindow window = over.getWindow();
        if (window.getExclude() != RexWindowExclusion.EXCLUDE_NO_OTHER) {
            throw ExpressionTranslator.unsupported("EXCLUDE in a window");
        }
        List<RexNode> arguments = expressions.translate(over.getOperands());
        AggregateForms.Form form =
                new AggregateForms(binder)
                        .of(
                                over.getAggOperator(),
                                over.isDistinct(),
                                over.ignoreNulls(),
                                arguments,
                                over.getType());
        if (form.condition().isPresent()) {
            throw ExpressionTranslator.unsupported(
                    over.getAggOperator().getName() + "() with OVER");
        }
        KqlAggregate function = form.function();
        List<RexFieldCollation> order = new ArrayList<>();
        for (RexFieldCollation key : window.orderKeys) {
            order.add(new RexFieldCollation(expressions.translate(key.left), key.right));
        }
        return expressions
                .rex()
                .makeOver(
                        function.type(),
                        function,
                        form.arguments(),
                        expressions.translate(window.partitionKeys),
                        ImmutableList.copyOf(order),
                        bound(window.getLowerBound()),
                        bound(window.getUpperBound()),
                        window.isRows(),
                        true,
                        false,
                        false);
    }

    private RexWindowBound bound(RexWindowBound bound) {
        if (bound.getOffset() == null) {
            return bound;
        }
        RexNode offset = expressions.translate(bound.getOffset());
        return bound.isPreceding()
                ? RexWindowBounds.preceding(offset)
                : RexWindowBounds.following(offset);
    }
}
