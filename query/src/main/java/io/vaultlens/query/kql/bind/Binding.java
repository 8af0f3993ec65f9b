package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.function.Library;
import io.vaultlens.query.plan.KqlOperator;
import io.vaultlens.query.plan.KqlRex;
import io.vaultlens.query.plan.KqlTypes;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.Span;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * What all binders of one query share.
 *
 * @param text the query as written, for the places in messages
 * @param rex the maker of the plan's expressions
 * @param library the functions there are
 * @param nowTicks the one moment that {@code now()} means
 */
public record Binding(String text, KqlRex rex, Library library, long nowTicks) {

    /** An error at a place of the query. */
    public QueryException error(Span span, String message) {
        return QueryException.at(text, span, QueryException.Kind.SEMANTIC, message);
    }

    /** The KQL type of a value. */
    public static ColumnType type(RexNode node) {
        return KqlTypes.columnType(node.getType());
    }

    /** The value of a literal that is not null; empty for anything else. */
    public static Optional<Object> constant(RexNode node) {
        return node instanceof RexLiteral literal
                ? Optional.ofNullable(KqlRex.value(literal))
                : Optional.empty();
    }

    /**
     * A call that is written by a template. A text is never null: where an operand may be, the call
     * is guarded.
     */
    RexNode call(String name, ColumnType result, String template, List<RexNode> operands) {
        boolean nullable = operands.stream().anyMatch(each -> each.getType().isNullable());
        boolean guarded = result == ColumnType.STRING && nullable;
        String sql = guarded ? "coalesce(" + template + ", '')" : template;
        return operator(name, KqlTypes.of(result), sql, operands);
    }

    /** A call of a function that never gives null. */
    RexNode sure(String name, ColumnType result, String template, RexNode... operands) {
        return operator(name, KqlTypes.notNull(result), template, List.of(operands));
    }

    /** A call that is written by a template. */
    RexNode call(String name, ColumnType result, String template, RexNode... operands) {
        return call(name, result, template, List.of(operands));
    }

    /** A call of exactly this type. */
    RexNode operator(String name, RelDataType type, String template, List<RexNode> operands) {
        return rex.call(new KqlOperator(name, type, new CallSpelling(template)), operands);
    }
}
