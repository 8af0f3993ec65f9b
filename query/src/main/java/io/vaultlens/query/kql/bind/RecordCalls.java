package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.BinaryOperator;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.plan.TableRead;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * Binds the functions that ask when a row's record came in.
 *
 * <p>A cursor is the number of ticks at a moment, as text: it marks what had come in by then.
 */
final class RecordCalls {
    static final List<String> NAMES =
            List.of(
                    "ingestion_time",
                    "cursor_after",
                    "cursor_before_or_at",
                    "cursor_current",
                    "current_cursor");

    private final ExpressionBinder expressions;
    private final Binding binding;
    private final Conversions conversions;

    RecordCalls(ExpressionBinder expressions, Binding binding, Conversions conversions) {
        this.expressions = expressions;
        this.binding = binding;
        this.conversions = conversions;
    }

    RexNode bind(String name, Expression.Call call, Scope scope) {
        int count = name.startsWith("cursor_") && !name.equals("cursor_current") ? 1 : 0;
        if (call.arguments().size() != count) {
            throw binding.error(
                    call.span(),
                    "%s() takes %d argument%s, found %d"
                            .formatted(
                                    name, count, count == 1 ? "" : "s", call.arguments().size()));
        }
        return switch (name) {
            case "ingestion_time" -> arrival(scope);
            case "cursor_after" -> compared(BinaryOperator.GREATER, call, scope);
            case "cursor_before_or_at" -> compared(BinaryOperator.LESS_OR_EQUAL, call, scope);
            default -> binding.rex().text(Long.toString(binding.nowTicks()));
        };
    }

    /** When a row's record came in; null where the row is no table's any more. */
    private RexNode arrival(Scope scope) {
        return scope.hidden(TableRead.ARRIVED)
                .orElseGet(() -> binding.rex().literal(ColumnType.DATETIME, null));
    }

    /** The empty cursor is before all that ever came in. */
    private RexNode compared(BinaryOperator operator, Expression.Call call, Scope scope) {
        Expression given = call.values().getFirst();
        RexNode cursor = expressions.bind(given, scope, Use.VALUE);
        RexNode arrival =
                scope.hidden(TableRead.ARRIVED)
                        .orElseThrow(() ->
                                binding.error(
                                        call.span(),
                                        call.name().text()
                                                + "() asks when a table's record came in; put it"
                                                + " right after the table"));
        RexNode ticks =
                binding.call(
                        "cursor_ticks",
                        ColumnType.DATETIME,
                        "coalesce(try_cast($1 AS BIGINT), 0)",
                        conversions.to(ColumnType.STRING, cursor));
        return expressions.compared(operator, arrival, ticks, call.span());
    }
}
