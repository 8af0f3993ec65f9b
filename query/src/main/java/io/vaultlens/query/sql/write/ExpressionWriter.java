package io.vaultlens.query.sql.write;

import io.vaultlens.query.engine.Dialect;
import io.vaultlens.query.plan.KqlAggregate;
import io.vaultlens.query.plan.KqlOperator;
import io.vaultlens.query.plan.KqlRex;
import io.vaultlens.query.plan.KqlTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;

/** Writes expressions over the columns of one SELECT. */
final class ExpressionWriter {
    private final SqlWriter writer;
    private final Dialect dialect;
    private final List<String> columns;

    ExpressionWriter(SqlWriter writer, Dialect dialect, List<String> columns) {
        this.writer = writer;
        this.dialect = dialect;
        this.columns = columns;
    }

    /** An expression that stands where no operator is next to it. */
    String open(RexNode node) {
        return switch (node) {
            case RexInputRef reference -> columns.get(reference.getIndex());
            case RexLiteral literal -> literal(literal);
            case RexOver over -> new WindowWriter(this, dialect).write(over);
            case RexSubQuery query -> subQuery(query);
            case RexCall call -> call(call);
            case RexFieldAccess access -> outer(access);
            default -> throw new IllegalArgumentException("no SQL for the expression " + node);
        };
    }

    private String outer(RexFieldAccess access) {
        CorrelationId id = ((RexCorrelVariable) access.getReferenceExpr()).id;
        return writer.outer(id, access.getField().getIndex());
    }

    /** An expression that no operator next to it can tear apart. */
    String closed(RexNode node) {
        String sql = open(node);
        return Closed.isClosed(sql) ? sql : "(" + sql + ")";
    }

    List<String> closed(List<RexNode> nodes) {
        return nodes.stream().map(this::closed).toList();
    }

    String literal(RexLiteral literal) {
        return dialect.literal(KqlTypes.columnType(literal.getType()), KqlRex.value(literal));
    }

    private String call(RexCall call) {
        if (call.getOperator() instanceof KqlOperator operator) {
            return dialect.call(operator, closed(call.getOperands()));
        }
        return switch (call.getKind()) {
            case AND, OR -> joined(call, " " + call.getKind() + " ");
            case NOT -> "NOT " + operand(call, 0);
            case EQUALS -> joined(call, " = ");
            case NOT_EQUALS -> joined(call, " <> ");
            case LESS_THAN -> joined(call, " < ");
            case LESS_THAN_OR_EQUAL -> joined(call, " <= ");
            case GREATER_THAN -> joined(call, " > ");
            case GREATER_THAN_OR_EQUAL -> joined(call, " >= ");
            case IS_DISTINCT_FROM -> joined(call, " IS DISTINCT FROM ");
            case IS_NOT_DISTINCT_FROM -> joined(call, " IS NOT DISTINCT FROM ");
            case IS_NULL -> operand(call, 0) + " IS NULL";
            case IS_NOT_NULL -> operand(call, 0) + " IS NOT NULL";
            case IS_TRUE -> operand(call, 0) + " IS TRUE";
            case IS_FALSE -> operand(call, 0) + " IS FALSE";
            case IS_NOT_TRUE -> operand(call, 0) + " IS NOT TRUE";
            case IS_NOT_FALSE -> operand(call, 0) + " IS NOT FALSE";
            case COALESCE -> "coalesce(" + String.join(", ", closed(call.getOperands())) + ")";
            case CASE -> cases(call);
            case CAST -> cast(call);
            case SEARCH -> new SearchWriter(this).write(call);
            default -> throw new IllegalArgumentException("no SQL for the call " + call);
        };
    }

    private String operand(RexCall call, int index) {
        return closed(call.getOperands().get(index));
    }

    private String joined(RexCall call, String between) {
        return String.join(between, closed(call.getOperands()));
    }

    /** CASE: conditions and values in turn, the last value for all else. */
    private String cases(RexCall call) {
        StringBuilder sql = new StringBuilder("CASE");
        List<RexNode> operands = call.getOperands();
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            sql.append(" WHEN ").append(open(operands.get(i)));
            sql.append(" THEN ").append(open(operands.get(i + 1)));
        }
        return sql.append(" ELSE ").append(open(operands.getLast())).append(" END").toString();
    }

    private String cast(RexCall call) {
        if (KqlRex.unwidened(call) != call) {
            return open(KqlRex.unwidened(call));
        }
        String type = dialect.type(KqlTypes.columnType(call.getType()));
        return "CAST(" + open(call.getOperands().getFirst()) + " AS " + type + ")";
    }

    private String subQuery(RexSubQuery query) {
        String select = "(" + writer.sql(query.rel) + ")";
        return switch (query.getKind()) {
            case SCALAR_QUERY -> select;
            case EXISTS -> "EXISTS " + select;
            case IN -> inSelect(query, select);
            case SOME -> someOf(query, select);
            default -> throw new IllegalArgumentException("no SQL for the query " + query);
        };
    }

    private String someOf(RexSubQuery query, String select) {
        SqlKind comparison = ((SqlQuantifyOperator) query.getOperator()).comparisonKind;
        return operand(query, 0) + " " + comparison.sql + " ANY " + select;
    }

    private String inSelect(RexSubQuery query, String select) {
        List<String> operands = closed(query.getOperands());
        String left = String.join(", ", operands);
        return (operands.size() == 1 ? left : "(" + left + ")") + " IN " + select;
    }

    private String column(int index) {
        String sql = columns.get(index);
        return Closed.isClosed(sql) ? sql : "(" + sql + ")";
    }

    /** A call of an aggregate over these columns, which are of rows of a type. */
    String aggregate(AggregateCall call, RelDataType rows) {
        List<String> operands = call.getArgList().stream().map(this::column).toList();
        String filter =
                call.hasFilter() ? "FILTER (WHERE " + columns.get(call.filterArg) + ")" : "";
        if (call.getAggregation() instanceof KqlAggregate aggregate) {
            boolean ordered = call.hasCollation() && aggregate.takesOrder();
            String order =
                    ordered
                            ? writer.orderBy(
                                    call.getCollation().getFieldCollations(), columns, rows)
                            : "";
            return dialect.aggregate(aggregate, operands, order, filter);
        }
        if (call.getAggregation().getKind() == SqlKind.COUNT && !call.isDistinct()) {
            List<String> parts = new ArrayList<>();
            parts.add("count(" + (operands.isEmpty() ? "*" : operands.getFirst()) + ")");
            parts.add(filter);
            return String.join(" ", parts).strip();
        }
        throw new IllegalArgumentException("no SQL for the aggregate " + call);
    }
}
