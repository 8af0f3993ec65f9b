package io.vaultlens.query.kql.bind;

import static io.vaultlens.collector.catalog.ColumnType.DATETIME;
import static io.vaultlens.collector.catalog.ColumnType.LONG;
import static io.vaultlens.collector.catalog.ColumnType.TIMESPAN;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.query.kql.ast.BinaryOperator;
import java.util.Optional;

/**
 * Works out whole numbers and times that are written in the query, such as {@code now() - 7 * 1d}.
 */
final class ConstantArithmetic {
    private ConstantArithmetic() {}

    /** A worked-out value; null for a moment before the year 1 or after 9999. */
    record Constant(ColumnType type, Object value) {}

    /** The value, or empty where the database has to work it out. */
    static Optional<Constant> value(
            BinaryOperator operator, ColumnType one, Object left, ColumnType other, Object right) {
        if (!(left instanceof Long a) || !(right instanceof Long b)) {
            return Optional.empty();
        }
        try {
            return switch (operator) {
                case PLUS -> sum(one, other, Math.addExact(a, b));
                case MINUS -> difference(one, other, Math.subtractExact(a, b));
                case TIMES -> product(one, other, Math.multiplyExact(a, b));
                case DIVIDE -> quotient(one, other, a, b);
                default -> Optional.empty();
            };
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<Constant> sum(ColumnType one, ColumnType other, long sum) {
        if (one == DATETIME && other == TIMESPAN || one == TIMESPAN && other == DATETIME) {
            return moment(sum);
        }
        return one == other && one != DATETIME
                ? Optional.of(new Constant(one, sum))
                : Optional.empty();
    }

    private static Optional<Constant> difference(ColumnType one, ColumnType other, long left) {
        if (one == DATETIME && other == TIMESPAN) {
            return moment(left);
        }
        if (one != other) {
            return Optional.empty();
        }
        return Optional.of(new Constant(one == DATETIME ? TIMESPAN : one, left));
    }

    private static Optional<Constant> product(ColumnType one, ColumnType other, long product) {
        if (one == LONG && other == LONG) {
            return Optional.of(new Constant(LONG, product));
        }
        boolean time = one == LONG && other == TIMESPAN || one == TIMESPAN && other == LONG;
        return time ? Optional.of(new Constant(TIMESPAN, product)) : Optional.empty();
    }

    private static Optional<Constant> quotient(ColumnType one, ColumnType other, long a, long b) {
        if (b == 0 || other != LONG || one != LONG && one != TIMESPAN) {
            return Optional.empty();
        }
        return Optional.of(new Constant(one, a / b));
    }

    private static Optional<Constant> moment(long ticks) {
        boolean there = ticks >= 0 && ticks <= Ticks.MAX_DATETIME;
        return Optional.of(new Constant(DATETIME, there ? (Object) ticks : null));
    }
}
