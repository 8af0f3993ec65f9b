package io.vaultlens.query.kql.bind;

import static io.vaultlens.collector.catalog.ColumnType.DATETIME;
import static io.vaultlens.collector.catalog.ColumnType.DECIMAL;
import static io.vaultlens.collector.catalog.ColumnType.DYNAMIC;
import static io.vaultlens.collector.catalog.ColumnType.INT;
import static io.vaultlens.collector.catalog.ColumnType.LONG;
import static io.vaultlens.collector.catalog.ColumnType.REAL;
import static io.vaultlens.collector.catalog.ColumnType.STRING;
import static io.vaultlens.collector.catalog.ColumnType.TIMESPAN;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.function.Widening;
import io.vaultlens.query.kql.ast.BinaryOperator;
import io.vaultlens.query.text.Span;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;

/** Binds {@code + - * / %} and the minus sign, over numbers and over time. */
final class Arithmetic {
    private final Binding binding;
    private final Conversions conversions;

    Arithmetic(Binding binding, Conversions conversions) {
        this.binding = binding;
        this.conversions = conversions;
    }

    /** The value of an operator between two values. */
    RexNode binary(BinaryOperator operator, RexNode left, RexNode right, Span span) {
        ColumnType one = known(Binding.type(left), Binding.type(right));
        ColumnType other = known(Binding.type(right), Binding.type(left));
        RexNode first = conversions.to(one, left);
        RexNode second = conversions.to(other, right);
        Optional<RexNode> folded = fold(operator, first, second);
        if (folded.isPresent()) {
            return folded.get();
        }
        RexNode value =
                switch (operator) {
                    case PLUS -> plus(one, other, first, second);
                    case MINUS -> minus(one, other, first, second);
                    case TIMES -> times(one, other, first, second);
                    case DIVIDE -> divide(one, other, first, second);
                    default -> modulo(one, other, first, second);
                };
        if (value == null) {
            throw binding.error(
                    span,
                    "'%s' does not work between a %s and a %s%s"
                            .formatted(
                                    operator.symbol(),
                                    one.kqlName(),
                                    other.kqlName(),
                                    wayOut(one, other)));
        }
        return value;
    }

    private static String wayOut(ColumnType one, ColumnType other) {
        if (one == STRING && other == STRING) {
            return "; strcat() joins texts";
        }
        if (one == STRING || other == STRING) {
            return "; strcat() joins texts, tolong() and its kin read a text as a number";
        }
        if (one == DATETIME && other == DATETIME) {
            return "; two moments can only be subtracted";
        }
        boolean time = one == DATETIME || other == DATETIME;
        return time ? "; a length of time has its unit, as in 7d or 12h" : "";
    }

    /** A value with the opposite sign. */
    RexNode negative(RexNode value, Span span) {
        ColumnType type = Binding.type(value);
        RexNode operand = type == DYNAMIC ? conversions.to(REAL, value) : value;
        Optional<Object> constant = Binding.constant(operand);
        if (constant.isPresent() && constant.get() instanceof Long number && type != DATETIME) {
            return binding.rex().literal(type, -number);
        }
        if (constant.isPresent() && constant.get() instanceof Integer number && number > 1 << 31) {
            return binding.rex().literal(type, -number);
        }
        if (constant.isPresent() && constant.get() instanceof Double number) {
            return binding.rex().literal(REAL, -number);
        }
        if (!isNumber(Binding.type(operand)) && type != TIMESPAN) {
            throw binding.error(span, "'-' does not work on a " + type.kqlName());
        }
        ColumnType result = Binding.type(operand) == INT ? LONG : Binding.type(operand);
        return call("negate", result, "(- $1)", conversions.to(result, operand));
    }

    /** A dynamic operand is read as what the other operand is. */
    private static ColumnType known(ColumnType type, ColumnType other) {
        if (type != DYNAMIC) {
            return type;
        }
        return other == DYNAMIC || other == INT || other == LONG ? REAL : other;
    }

    private Optional<RexNode> fold(BinaryOperator operator, RexNode left, RexNode right) {
        Optional<Object> one = Binding.constant(left);
        Optional<Object> other = Binding.constant(right);
        if (one.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        return ConstantArithmetic.value(
                        operator, Binding.type(left), one.get(), Binding.type(right), other.get())
                .map(each -> binding.rex().literal(each.type(), each.value()));
    }

    private RexNode plus(ColumnType one, ColumnType other, RexNode left, RexNode right) {
        if (one == TIMESPAN && other == DATETIME || one == DATETIME && other == TIMESPAN) {
            return call("add", DATETIME, Wrapping.orNull('+', left, right), left, right);
        }
        if (one == TIMESPAN && other == TIMESPAN) {
            return call("add", TIMESPAN, Wrapping.orNull('+', left, right), left, right);
        }
        return numeric("add", '+', "($1 + $2)", left, right);
    }

    private RexNode minus(ColumnType one, ColumnType other, RexNode left, RexNode right) {
        if (one == DATETIME && other == DATETIME || one == TIMESPAN && other == TIMESPAN) {
            return call("subtract", TIMESPAN, "($1 - $2)", left, right);
        }
        if (one == DATETIME && other == TIMESPAN) {
            return call("subtract", DATETIME, Wrapping.orNull('-', left, right), left, right);
        }
        return numeric("subtract", '-', "($1 - $2)", left, right);
    }

    private RexNode times(ColumnType one, ColumnType other, RexNode left, RexNode right) {
        if (one == TIMESPAN && isNumber(other) || isNumber(one) && other == TIMESPAN) {
            boolean whole = isWhole(one == TIMESPAN ? other : one);
            String sql =
                    whole
                            ? Wrapping.orNull('*', left, right)
                            : "try_cast(round($1 * $2) AS BIGINT)";
            return call("multiply", TIMESPAN, sql, left, right);
        }
        return numeric("multiply", '*', decimal("multiply"), left, right);
    }

    private RexNode divide(ColumnType one, ColumnType other, RexNode left, RexNode right) {
        if (one == TIMESPAN && other == TIMESPAN) {
            return call("divide", REAL, "($1::DOUBLE / $2)", left, right);
        }
        if (one == TIMESPAN && isNumber(other)) {
            return call(
                    "divide",
                    TIMESPAN,
                    "try_cast(trunc($1 / nullif($2, 0)) AS BIGINT)",
                    left,
                    right);
        }
        if (isWhole(one) && isWhole(other)) {
            return numeric("divide", "($1 // nullif($2, 0))", "", left, right);
        }
        return numeric("divide", "($1 / $2)", decimal("divide"), left, right);
    }

    /** A product or quotient of decimals, which the database cannot hold all digits of. */
    private static String decimal(String name) {
        return "kql_decimal_" + name + "_2($1::VARCHAR, $2::VARCHAR)::DECIMAL(38, 17)";
    }

    private RexNode modulo(ColumnType one, ColumnType other, RexNode left, RexNode right) {
        String never = "((($1 % nullif($2, 0)) + abs($2)) % nullif(abs($2), 0))";
        if (one == TIMESPAN && other == TIMESPAN || one == DATETIME && other == TIMESPAN) {
            return call("modulo", TIMESPAN, never, left, right);
        }
        return numeric("modulo", never, never, left, right);
    }

    /** A sum, difference or product: one of whole numbers wraps round. */
    private RexNode numeric(
            String name, char operator, String decimalSql, RexNode left, RexNode right) {
        boolean whole = isWhole(Binding.type(left)) && isWhole(Binding.type(right));
        String plain = "($1 " + operator + " $2)";
        String sql = whole ? Wrapping.round(operator, left, right) : plain;
        return numeric(name, sql, decimalSql, left, right);
    }

    private RexNode numeric(
            String name, String sql, String decimalSql, RexNode left, RexNode right) {
        ColumnType one = Binding.type(left);
        ColumnType other = Binding.type(right);
        if (!isNumber(one) || !isNumber(other)) {
            return null;
        }
        ColumnType common = Widening.common(List.of(one, other)).orElse(REAL);
        ColumnType type = common == INT ? LONG : common;
        RexNode first = conversions.to(type, left);
        RexNode second = conversions.to(type, right);
        return call(name, type, type == DECIMAL ? decimalSql : sql, first, second);
    }

    private RexNode call(String name, ColumnType type, String sql, RexNode... operands) {
        boolean sure = !sql.contains("nullif") && !sql.startsWith("try") && !sql.startsWith("kql_");
        for (RexNode each : operands) {
            sure &= !each.getType().isNullable();
        }
        return sure
                ? binding.sure(name, type, sql, operands)
                : binding.call(name, type, sql, operands);
    }

    private static boolean isNumber(ColumnType type) {
        return type == INT || type == LONG || type == REAL || type == DECIMAL;
    }

    private static boolean isWhole(ColumnType type) {
        return type == INT || type == LONG;
    }
}
