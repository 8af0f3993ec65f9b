package io.vaultlens.query.function.routine;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Writes real numbers as tostring() does: the shortest digits that read back the same. */
public final class NumberText {
    private static final double PLAIN_BELOW = 1e15;
    private static final double PLAIN_FROM = 1e-5;

    /** The digits of a decimal after its point. */
    private static final int DIGITS = 17;

    private static final List<String> UNITS = List.of("Bytes", "KB", "MB", "GB", "TB", "PB", "EB");

    private NumberText() {}

    /** The text of a real number. */
    public static String fromReal(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        double size = Math.abs(value);
        if (value == 0 || size >= PLAIN_FROM && size < PLAIN_BELOW) {
            String plain = new BigDecimal(Double.toString(value)).toPlainString();
            return plain;
        }
        return scientific(value);
    }

    private static String scientific(double value) {
        BigDecimal number =
                new BigDecimal(Double.toString(value))
                        .stripTrailingZeros()
                        .round(MathContext.UNLIMITED);
        String digits = number.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - number.scale();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        String sign = value < 0 ? "-" : "";
        String power = (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "");
        return sign + digits.charAt(0) + fraction + "E" + power + Math.abs(exponent);
    }

    /** What tostring() writes; inside of a dynamic value infinity has its whole name. */
    public static Object text(Object[] arguments) {
        if (arguments[0] == null) {
            return "";
        }
        double value = (double) arguments[0];
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return value == 0 && 1 / value < 0 ? "-0.0" : fromReal(value);
    }

    /** A number of bytes, in the greatest unit of which there is one unless told which. */
    public static Object bytes(Object[] arguments) {
        if (arguments[0] == null) {
            return "";
        }
        double size = (double) arguments[0];
        String wanted = Texts.text(arguments[2]);
        int unit = UNITS.indexOf(wanted);
        if (unit < 0) {
            unit = 0;
            while (unit < UNITS.size() - 1 && Math.abs(size) >= Math.pow(1024, unit + 1.0)) {
                unit++;
            }
        }
        int precision = (int) Math.clamp(Texts.number(arguments[1], 0), 0, 15);
        BigDecimal rounded =
                BigDecimal.valueOf(size / Math.pow(1024, unit))
                        .setScale(precision, RoundingMode.HALF_UP);
        String text = rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        return text + " " + UNITS.get(unit);
    }

    /** The product of two decimals, with as many digits as a decimal holds. */
    public static Object product(Object[] arguments) {
        return arguments[0] == null || arguments[1] == null
                ? null
                : held(decimal(arguments[0]).multiply(decimal(arguments[1])));
    }

    /** The quotient of two decimals, with as many digits as a decimal holds. */
    public static Object quotient(Object[] arguments) {
        if (arguments[0] == null || arguments[1] == null || decimal(arguments[1]).signum() == 0) {
            return null;
        }
        return held(
                decimal(arguments[0])
                        .divide(decimal(arguments[1]), DIGITS, RoundingMode.HALF_EVEN));
    }

    private static BigDecimal decimal(Object text) {
        return new BigDecimal((String) text);
    }

    private static Object held(BigDecimal value) {
        BigDecimal rounded = value.setScale(DIGITS, RoundingMode.HALF_EVEN);
        return rounded.precision() > 38 ? null : rounded.toPlainString();
    }
}
