package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.function.Widening;
import io.vaultlens.query.kql.ast.BinaryOperator;
import io.vaultlens.query.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Binds equality and order.
 *
 * <p>Equality is total: against one null it is false, and only two nulls give null. In a filter a
 * plain comparison says the same and keeps the store's zone maps usable.
 */
final class Comparisons {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    private static final String BOTH_NULL =
            "CASE WHEN $1 IS NULL AND $2 IS NULL THEN NULL ELSE $1 IS %s FROM $2 END";

    private final Binding binding;
    private final Conversions conversions;

    Comparisons(Binding binding, Conversions conversions) {
        this.binding = binding;
        this.conversions = conversions;
    }

    /** The comparison of two values. */
    RexNode compare(BinaryOperator operator, RexNode left, RexNode right, Use use, Span span) {
        Pair pair = align(left, right, operator.symbol(), span);
        return switch (operator) {
            case EQUAL -> bothNumbers(equal(pair.left, pair.right, use), pair.left, pair.right);
            case NOT_EQUAL -> unequal(pair.left, pair.right, use);
            case LESS -> ordered(SqlStdOperatorTable.LESS_THAN, pair, pair.right);
            case LESS_OR_EQUAL -> ordered(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, pair, pair.right);
            case GREATER -> ordered(SqlStdOperatorTable.GREATER_THAN, pair, pair.left);
            case GREATER_OR_EQUAL ->
                    ordered(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, pair, pair.left);
            default -> throw new IllegalArgumentException(operator.symbol());
        };
    }

    /** Whether keys of two tables are the same: for a join, no value is one too. */
    RexNode same(RexNode left, RexNode right, Span span) {
        Pair pair = align(left, right, BinaryOperator.EQUAL.symbol(), span);
        boolean sure = !pair.left.getType().isNullable() || !pair.right.getType().isNullable();
        SqlOperator operator =
                sure ? SqlStdOperatorTable.EQUALS : SqlStdOperatorTable.IS_NOT_DISTINCT_FROM;
        return binding.rex().makeCall(operator, pair.left, pair.right);
    }

    /** Equality without regard to letter case. */
    RexNode equalAnyCase(boolean negated, RexNode left, RexNode right, Use use) {
        RexNode one = lower(conversions.to(ColumnType.STRING, left));
        RexNode other = lower(conversions.to(ColumnType.STRING, right));
        return negated ? notEqual(one, other, use) : equal(one, other, use);
    }

    /** Whether a value lies within two others, both included. */
    RexNode between(RexNode value, RexNode low, RexNode high, boolean negated, Span span) {
        RexNode end = high;
        if (Binding.type(high) == ColumnType.TIMESPAN && Binding.type(low) == ColumnType.DATETIME) {
            end = binding.call("add", ColumnType.DATETIME, "($1 + $2)", low, high);
        }
        RexNode from = compare(BinaryOperator.GREATER_OR_EQUAL, value, low, Use.FILTER, span);
        RexNode to = compare(BinaryOperator.LESS_OR_EQUAL, value, end, Use.FILTER, span);
        RexNode within = binding.rex().makeCall(SqlStdOperatorTable.AND, from, to);
        return negated ? binding.rex().makeCall(SqlStdOperatorTable.NOT, within) : within;
    }

    RexNode lower(RexNode text) {
        return Binding.constant(text)
                .map(each -> (RexNode) binding.rex().text(lowerCase(each.toString())))
                .orElseGet(() -> binding.sure("tolower", ColumnType.STRING, "lower($1)", text));
    }

    static String lowerCase(String text) {
        return text.toLowerCase(java.util.Locale.ROOT);
    }

    private RexNode equal(RexNode left, RexNode right, Use use) {
        boolean sure = !left.getType().isNullable() && !right.getType().isNullable();
        if (use == Use.FILTER || sure) {
            return binding.rex().makeCall(SqlStdOperatorTable.EQUALS, left, right);
        }
        return distinct(SqlStdOperatorTable.IS_NOT_DISTINCT_FROM, "NOT DISTINCT", left, right, use);
    }

    private RexNode notEqual(RexNode left, RexNode right, Use use) {
        boolean sure = !left.getType().isNullable() && !right.getType().isNullable();
        if (sure) {
            return binding.rex().makeCall(SqlStdOperatorTable.NOT_EQUALS, left, right);
        }
        return distinct(SqlStdOperatorTable.IS_DISTINCT_FROM, "DISTINCT", left, right, use);
    }

    private RexNode distinct(
            SqlOperator operator, String words, RexNode left, RexNode right, Use use) {
        boolean both = left.getType().isNullable() && right.getType().isNullable();
        if (both && use == Use.VALUE) {
            return binding.call("equals", ColumnType.BOOL, BOTH_NULL.formatted(words), left, right);
        }
        return binding.rex().makeCall(operator, left, right);
    }

    private RexNode ordered(SqlOperator operator, Pair pair, RexNode greater) {
        return number(binding.rex().makeCall(operator, pair.left, pair.right), greater);
    }

    /** NaN equals nothing, not even itself; where one side is written out, that says itself. */
    private RexNode bothNumbers(RexNode equal, RexNode left, RexNode right) {
        return isNumber(left) || isNumber(right) ? equal : number(equal, left);
    }

    private RexNode unequal(RexNode left, RexNode right, Use use) {
        RexNode unequal = notEqual(left, right, use);
        RexNode there = bothNumbers(unequal, left, right);
        return there == unequal
                ? unequal
                : binding.rex()
                        .makeCall(
                                SqlStdOperatorTable.OR,
                                unequal,
                                binding.call("is_nan", ColumnType.BOOL, "isnan($1)", left));
    }

    private static boolean isNumber(RexNode value) {
        return Binding.constant(value).filter(each -> !each.equals(Double.NaN)).isPresent();
    }

    /** The database takes NaN for the greatest number; in KQL it is above and below none. */
    private RexNode number(RexNode comparison, RexNode greater) {
        if (Binding.type(greater) != ColumnType.REAL || isNumber(greater)) {
            return comparison;
        }
        RexNode there = binding.call("is_number", ColumnType.BOOL, "(NOT isnan($1))", greater);
        return binding.rex().makeCall(SqlStdOperatorTable.AND, comparison, there);
    }

    /** Both sides in the type in which they are compared. */
    private record Pair(RexNode left, RexNode right) {}

    private Pair align(RexNode left, RexNode right, String symbol, Span span) {
        ColumnType one = Binding.type(left);
        ColumnType other = Binding.type(right);
        if (one == other) {
            return one == ColumnType.DYNAMIC ? dynamics(left, right) : new Pair(left, right);
        }
        ColumnType target = meeting(one, other, left, right);
        if (target == null) {
            String message =
                    "'%s' cannot compare a %s with a %s; convert one of them, such as with to%s()";
            boolean moment = one == ColumnType.DATETIME || other == ColumnType.DATETIME;
            String hint = moment ? "; a moment is written datetime(2026-03-09)" : "";
            throw binding.error(
                    span,
                    message.formatted(symbol, one.kqlName(), other.kqlName(), one.kqlName())
                            + hint);
        }
        return new Pair(conversions.to(target, left), conversions.to(target, right));
    }

    /** Two dynamic values are equal when they print the same. */
    private Pair dynamics(RexNode left, RexNode right) {
        return new Pair(conversions.textOrNull(left), conversions.textOrNull(right));
    }

    /** The type both sides become, or null where there is none. */
    private static ColumnType meeting(
            ColumnType one, ColumnType other, RexNode left, RexNode right) {
        if (one == ColumnType.DYNAMIC) {
            return number(other);
        }
        if (other == ColumnType.DYNAMIC) {
            return number(one);
        }
        if (one == ColumnType.STRING && readable(other, left)) {
            return other;
        }
        if (other == ColumnType.STRING && readable(one, right)) {
            return one;
        }
        if (one == ColumnType.BOOL && isWhole(other) || other == ColumnType.BOOL && isWhole(one)) {
            return ColumnType.LONG;
        }
        Optional<ColumnType> common = Widening.common(List.of(one, other));
        return common.orElse(null);
    }

    private static boolean isWhole(ColumnType type) {
        return type == ColumnType.INT || type == ColumnType.LONG;
    }

    /** A number inside a dynamic value may have a fraction: whole numbers are compared as real. */
    private static ColumnType number(ColumnType type) {
        return type == ColumnType.INT ? ColumnType.LONG : type;
    }

    /** Whether a text may stand for a value of this type: one that is written out must be one. */
    private static boolean readable(ColumnType type, RexNode text) {
        return switch (type) {
            case GUID, DATETIME, TIMESPAN -> true;
            case INT, LONG, REAL, DECIMAL ->
                    Binding.constant(text)
                            .map(each -> NUMBER.matcher(each.toString()).matches())
                            .orElseGet(() -> RexUtil.isConstant(text));
            default -> false;
        };
    }
}
