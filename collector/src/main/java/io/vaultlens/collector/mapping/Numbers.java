package io.vaultlens.collector.mapping;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads numbers from their bytes, be they written as numbers or as text. */
final class Numbers {
    private static final Pattern PLAIN =
            Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,4})?");
    private static final int LONGEST = 400;
    private static final double[] POWERS = new double[23];

    static {
        double power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private Numbers() {}

    /** Whether the bytes are a plain whole number that surely fits a long. */
    static boolean isShortWhole(byte[] data, int from, int to) {
        int first = from < to && data[from] == '-' ? from + 1 : from;
        if (first == to || to - first > 18) {
            return false;
        }
        for (int i = first; i < to; i++) {
            if (data[i] < '0' || data[i] > '9') {
                return false;
            }
        }
        return true;
    }

    /** The value of what {@link #isShortWhole} accepted. */
    static long shortWhole(byte[] data, int from, int to) {
        boolean negative = data[from] == '-';
        long value = 0;
        for (int i = negative ? from + 1 : from; i < to; i++) {
            value = value * 10 + (data[i] - '0');
        }
        return negative ? -value : value;
    }

    /** The number that the bytes write, exactly; empty where they write none. */
    static Optional<BigDecimal> exact(byte[] data, int from, int to) {
        if (to - from > LONGEST) {
            return Optional.empty();
        }
        String text = new String(data, from, to - from, StandardCharsets.UTF_8).strip();
        if (!PLAIN.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text));
    }

    /** The whole number that the bytes write, 30.0 and 3e1 included. */
    static Optional<Long> whole(byte[] data, int from, int to) {
        if (isShortWhole(data, from, to)) {
            return Optional.of(shortWhole(data, from, to));
        }
        return exact(data, from, to)
                .filter(number -> number.precision() - number.scale() <= 20)
                .filter(number -> number.stripTrailingZeros().scale() <= 0)
                .filter(number -> number.toBigInteger().bitLength() <= 63)
                .map(BigDecimal::longValue);
    }

    /** The nearest double, or empty where the bytes write no number or one too great. */
    static Optional<Double> real(byte[] data, int from, int to) {
        double plain = plain(data, from, to);
        if (!Double.isNaN(plain)) {
            return Optional.of(plain);
        }
        if (to - from > LONGEST) {
            return Optional.empty();
        }
        String text = new String(data, from, to - from, StandardCharsets.UTF_8).strip();
        Optional<Double> special =
                switch (text) {
                    case "NaN" -> Optional.of(Double.NaN);
                    case "Infinity" -> Optional.of(Double.POSITIVE_INFINITY);
                    case "-Infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
                    default -> Optional.empty();
                };
        if (special.isPresent() || !PLAIN.matcher(text).matches()) {
            return special;
        }
        return Optional.of(Double.parseDouble(text)).filter(Double::isFinite);
    }

    /** Up to 15 digits with a point somewhere, which a division gives exactly; else NaN. */
    static double plain(byte[] data, int from, int to) {
        boolean negative = from < to && data[from] == '-';
        int at = negative ? from + 1 : from;
        if (at == to || to - at > 16) {
            return Double.NaN;
        }
        long digits = 0;
        int count = 0;
        int point = -1;
        for (; at < to; at++) {
            int digit = data[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
                count++;
            } else if (data[at] == '.' && point < 0 && count > 0) {
                point = count;
            } else {
                return Double.NaN;
            }
        }
        if (count > 15 || point == count) {
            return Double.NaN;
        }
        double value = point < 0 ? digits : digits / POWERS[count - point];
        return negative ? -value : value;
    }
}
