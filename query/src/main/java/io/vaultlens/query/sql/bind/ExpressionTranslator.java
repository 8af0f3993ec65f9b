package io.vaultlens.query.sql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.bind.Binding;
import io.vaultlens.query.kql.bind.ExpressionBinder;
import io.vaultlens.query.plan.KqlOperator;
import io.vaultlens.query.plan.KqlRex;
import io.vaultlens.query.plan.KqlTypes;
import io.vaultlens.query.plan.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Turns SQL's expressions over one node into the plan's: KQL's types, SQL's three truth values. */
final class ExpressionTranslator {
    private final PlanTranslator plans;
    private final ExpressionBinder binder;
    private final RelNode input;
    private final TimeTranslator times;
    private final CastTranslator casts;

    /**
     * @param input the translated node whose columns the expressions read
     */
    ExpressionTranslator(PlanTranslator plans, ExpressionBinder binder, RelNode input) {
        this.plans = plans;
        this.binder = binder;
        this.input = input;
        this.times = new TimeTranslator(this, binder);
        this.casts = new CastTranslator(binder);
    }

    KqlRex rex() {
        return binder.binding().rex();
    }

    List<RexNode> translate(List<? extends RexNode> nodes) {
        List<RexNode> translated = new ArrayList<>();
        nodes.forEach(node -> translated.add(translate(node)));
        return translated;
    }

    /** The value in the plan. */
    RexNode translate(RexNode node) {
        return switch (node) {
            case RexInputRef ref -> rex().makeInputRef(input, ref.getIndex());
            case RexLiteral literal -> literal(literal);
            case RexFieldAccess access -> outer(access);
            case RexSubQuery query -> subQuery(query);
            case RexOver over -> new WindowTranslator(this, binder).translate(over);
            case RexCall call -> call(call);
            default -> throw unsupported("the expression " + node);
        };
    }

    /** A column of a query around this one. */
    private RexNode outer(RexFieldAccess access) {
        if (!(access.getReferenceExpr() instanceof RexCorrelVariable variable)) {
            throw unsupported("a field of a row value");
        }
        RelDataType row = plans.outerRow(variable.id);
        return rex().makeFieldAccess(
                        rex().makeCorrel(row, variable.id), access.getField().getIndex());
    }

    private RexNode literal(RexLiteral literal) {
        ColumnType type = type(literal);
        if (literal.isNull()) {
            return rex().makeNullLiteral(KqlTypes.nullable(type));
        }
        return switch (type) {
            case DATETIME -> times.moment(literal);
            case TIMESPAN -> times.length(literal);
            case STRING -> rex().text(literal.getValueAs(String.class));
            case INT -> rex().literal(type, literal.getValueAs(Integer.class));
            case LONG -> rex().literal(type, literal.getValueAs(Long.class));
            case REAL -> rex().literal(type, literal.getValueAs(Double.class));
            case BOOL -> rex().literal(type, literal.getValueAs(Boolean.class));
            case DECIMAL -> rex().literal(type, literal.getValueAs(java.math.BigDecimal.class));
            case GUID -> rex().literal(type, literal.getValueAs(java.util.UUID.class));
            case DYNAMIC -> throw unsupported("the literal " + literal);
        };
    }

    /** The KQL type that a node's type stands for. */
    static ColumnType type(RexNode node) {
        return SqlTypes.columnType(node.getType())
                .orElseThrow(() -> unsupported("a value of type " + node.getType()));
    }

    private RexNode subQuery(RexSubQuery query) {
        RelNode rows = plans.translate(query.rel);
        List<RexNode> operands = translate(query.getOperands());
        var list = com.google.common.collect.ImmutableList.copyOf(operands);
        return switch (query.getKind()) {
            case IN -> RexSubQuery.in(rows, list);
            case EXISTS -> RexSubQuery.exists(anyColumn(rows));
            case SCALAR_QUERY -> RexSubQuery.scalar(rows);
            case SOME ->
                    RexSubQuery.some(
                            rows,
                            list,
                            (org.apache.calcite.sql.fun.SqlQuantifyOperator) query.getOperator());
            default -> throw unsupported("a query as " + query.getKind());
        };
    }

    /** Whether there is a row does not hang on its columns. */
    private RelNode anyColumn(RelNode rows) {
        return LogicalProject.create(
                rows, List.of(), List.of(rex().number(1)), List.of("any"), Set.of());
    }

    private RexNode call(RexCall call) {
        return switch (call.getKind()) {
            case AND,
                    OR,
                    NOT,
                    EQUALS,
                    NOT_EQUALS,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL,
                    IS_DISTINCT_FROM,
                    IS_NOT_DISTINCT_FROM,
                    IS_NULL,
                    IS_NOT_NULL,
                    IS_TRUE,
                    IS_NOT_TRUE,
                    IS_FALSE,
                    IS_NOT_FALSE ->
                    rex().makeCall(call.getOperator(), operands(call));
            case SEARCH ->
                    translate(
                            org.apache.calcite.rex.RexUtil.expandSearch(
                                    new org.apache.calcite.rex.RexBuilder(SqlTypes.FACTORY),
                                    null,
                                    call));
            case CASE -> rex().makeCall(nullable(call), SqlStdOperatorTable.CASE, operands(call));
            case CAST, SAFE_CAST -> cast(call);
            case REINTERPRET -> translate(call.getOperands().getFirst());
            case TRIM -> trim(call);
            case ITEM -> element(call);
            case ARRAY_VALUE_CONSTRUCTOR ->
                    ValueScope.call(binder, "pack_array", translate(call.getOperands()));
            default -> times.translate(call).orElseGet(() -> function(call));
        };
    }

    /** The operands; a null without a type has that of its fellows. */
    private List<RexNode> operands(RexCall call) {
        List<RexNode> operands = new ArrayList<>();
        for (RexNode operand : call.getOperands()) {
            boolean untyped = operand.getType().getSqlTypeName() == SqlTypeName.NULL;
            operands.add(untyped ? typedNull(call) : translate(operand));
        }
        return operands;
    }

    private RexNode typedNull(RexCall call) {
        RelDataType type = call.getType();
        if (type.getSqlTypeName() == SqlTypeName.BOOLEAN) {
            type =
                    call.getOperands().stream()
                            .map(RexNode::getType)
                            .filter(each -> each.getSqlTypeName() != SqlTypeName.NULL)
                            .findFirst()
                            .orElse(type);
        }
        ColumnType known = SqlTypes.columnType(type).orElse(ColumnType.DYNAMIC);
        return rex().makeNullLiteral(KqlTypes.nullable(known));
    }

    RelDataType nullable(RexNode node) {
        ColumnType type = type(node);
        return node.getType().isNullable() ? KqlTypes.nullable(type) : KqlTypes.notNull(type);
    }

    private RexNode cast(RexCall call) {
        RexNode operand = call.getOperands().getFirst();
        return casts.cast(translate(operand), operand.getType(), call.getType());
    }

    private RexNode trim(RexCall call) {
        SqlTrimFunction.Flag side =
                ((RexLiteral) call.getOperands().get(0)).getValueAs(SqlTrimFunction.Flag.class);
        String template =
                switch (side) {
                    case LEADING -> "ltrim($2, $1)";
                    case TRAILING -> "rtrim($2, $1)";
                    case BOTH -> "trim($2, $1)";
                };
        return written(
                "trim", nullable(call), template, translate(call.getOperands().subList(1, 3)));
    }

    private RexNode element(RexCall call) {
        var expression =
                new io.vaultlens.query.kql.ast.Expression.Index(
                        ValueScope.value(0),
                        ValueScope.value(1),
                        new io.vaultlens.query.text.Span(0, 0));
        List<RexNode> operands = translate(call.getOperands());
        boolean array =
                call.getOperands().getFirst().getType().getSqlTypeName() == SqlTypeName.ARRAY;
        if (array && Binding.constant(operands.get(1)).orElse("") instanceof Number place) {
            // SQL counts an array's elements from 1, KQL those of a dynamic value from 0.
            operands.set(1, rex().literal(ColumnType.LONG, place.longValue() - 1));
        }
        RexNode element = ValueScope.value(binder, expression, operands);
        return array ? binder.convert(element, type(call)) : element;
    }

    private RexNode function(RexCall call) {
        SqlOperator operator = call.getOperator();
        if (operator == StandardOperators.ELEMENTS) {
            return translate(call.getOperands().getFirst());
        }
        if (operator instanceof SqlFunctions.LibraryScalar library) {
            return library.value(binder, translate(call.getOperands()));
        }
        return switch (call.getKind()) {
            case PLUS, MINUS, TIMES, DIVIDE -> arithmetic(call);
            case FLOOR, CEIL -> rounded(call);
            default -> standard(call);
        };
    }

    private RexNode arithmetic(RexCall call) {
        List<RexNode> operands = translate(call.getOperands());
        ColumnType type = type(call);
        boolean whole = type == ColumnType.INT || type == ColumnType.LONG;
        if (type == ColumnType.DECIMAL) {
            return decimals(call, operands);
        }
        String template =
                switch (call.getKind()) {
                    case PLUS -> "($1 + $2)";
                    case MINUS -> "($1 - $2)";
                    case TIMES -> "($1 * $2)";
                    default -> whole ? "($1 // nullif($2, 0))" : "($1 / nullif($2, 0))";
                };
        return written(call.getOperator().getName(), KqlTypes.nullable(type), template, operands);
    }

    /** Decimals have rules of their own, which KQL's arithmetic knows. */
    private RexNode decimals(RexCall call, List<RexNode> operands) {
        var nowhere = new io.vaultlens.query.text.Span(0, 0);
        var operator =
                switch (call.getKind()) {
                    case PLUS -> io.vaultlens.query.kql.ast.BinaryOperator.PLUS;
                    case MINUS -> io.vaultlens.query.kql.ast.BinaryOperator.MINUS;
                    case TIMES -> io.vaultlens.query.kql.ast.BinaryOperator.TIMES;
                    default -> io.vaultlens.query.kql.ast.BinaryOperator.DIVIDE;
                };
        List<RexNode> decimals = new ArrayList<>();
        operands.forEach(each -> decimals.add(binder.convert(each, ColumnType.DECIMAL)));
        var expression =
                new io.vaultlens.query.kql.ast.Expression.Binary(
                        operator, ValueScope.value(0), ValueScope.value(1), nowhere, nowhere);
        return ValueScope.value(binder, expression, decimals);
    }

    private RexNode rounded(RexCall call) {
        if (call.getOperands().size() == 2) {
            return times.start(call);
        }
        String template = call.getOperator().getName().equals("FLOOR") ? "floor($1)" : "ceil($1)";
        ColumnType type = type(call);
        boolean whole = type == ColumnType.INT || type == ColumnType.LONG;
        return written(
                call.getOperator().getName(),
                nullable(call),
                whole ? "$1" : template,
                translate(call.getOperands()));
    }

    private RexNode standard(RexCall call) {
        if (call.getOperator() == SqlStdOperatorTable.CONCAT && type(call) == ColumnType.DYNAMIC) {
            return ValueScope.call(binder, "array_concat", translate(call.getOperands()));
        }
        String template = StandardFunctions.template(call.getOperator(), call.getOperands().size());
        if (template == null) {
            throw unsupported(call.getOperator().getName());
        }
        return written(call.getOperator().getName(), nullable(call), template, operands(call));
    }

    /** A call that is written by a template. */
    RexNode written(String name, RelDataType type, String template, List<RexNode> operands) {
        KqlOperator operator = new KqlOperator(name, type, Spelling.template(template));
        return rex().call(operator, operands);
    }

    /** The type of a translated value. */
    static ColumnType of(RexNode translated) {
        return Binding.type(translated);
    }

    static SqlFault unsupported(String what) {
        return new SqlFault(SqlParserPos.ZERO, "this form of SQL is not supported: " + what);
    }
}
