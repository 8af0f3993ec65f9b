package io.vaultlens.query.text;

import io.vaultlens.collector.catalog.Ticks;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes lengths of time as KQL spells them. */
public final class TimespanText {
    private static final Pattern UNIT = Pattern.compile("([+-]?\\d+(?:\\.\\d+)?)\\s*([A-Za-z]+)");
    private static final Pattern CLOCK =
            Pattern.compile(
                    "([+-])?(?:(\\d{1,8})(?:\\.|:(?=\\d+:\\d+:)))?(\\d{1,8}):(\\d{1,2})"
                            + "(?::(\\d{1,2})(?:\\.(\\d{1,9}))?)?");
    private static final Pattern DAYS = Pattern.compile("[+-]?\\d{1,8}");

    private TimespanText() {}

    /** Ticks in one of a unit such as {@code d}, {@code min} or {@code ms}; empty for no unit. */
    public static OptionalLong unitTicks(String unit) {
        return switch (unit) {
            case "d", "day", "days" -> OptionalLong.of(Ticks.PER_DAY);
            case "h", "hr", "hrs", "hour", "hours" -> OptionalLong.of(Ticks.PER_SECOND * 3600);
            case "m", "min", "minute", "minutes", "mins" -> OptionalLong.of(Ticks.PER_SECOND * 60);
            case "s", "sec", "second", "seconds", "secs" -> OptionalLong.of(Ticks.PER_SECOND);
            case "ms", "milli", "millis", "millisec", "millisecond", "milliseconds" ->
                    OptionalLong.of(Ticks.PER_SECOND / 1000);
            case "micro", "micros", "microsec", "microsecond", "microseconds" ->
                    OptionalLong.of(10);
            case "tick", "ticks" -> OptionalLong.of(1);
            default -> OptionalLong.empty();
        };
    }

    /** Ticks of a number of units; empty where there is no such unit or the length is too great. */
    public static OptionalLong ticksOf(String number, String unit) {
        OptionalLong one = unitTicks(unit);
        if (one.isEmpty() || number.length() > 40) {
            return OptionalLong.empty();
        }
        BigDecimal ticks =
                new BigDecimal(number)
                        .multiply(BigDecimal.valueOf(one.getAsLong()))
                        .setScale(0, RoundingMode.HALF_EVEN);
        return ticks.unscaledValue().bitLength() < 64
                ? OptionalLong.of(ticks.longValueExact())
                : OptionalLong.empty();
    }

    /** Ticks of {@code 1d}, {@code 15 seconds}, {@code 1.02:03:04.5} or {@code 2} (days). */
    public static OptionalLong ticksOf(String text) {
        String trimmed = text.strip();
        Matcher unit = UNIT.matcher(trimmed);
        if (unit.matches()) {
            return ticksOf(unit.group(1), unit.group(2).toLowerCase(Locale.ROOT));
        }
        if (DAYS.matcher(trimmed).matches()) {
            return ticksOf(trimmed, "d");
        }
        Matcher clock = CLOCK.matcher(trimmed);
        return clock.matches() ? clockTicks(clock) : OptionalLong.empty();
    }

    private static OptionalLong clockTicks(Matcher clock) {
        long days = number(clock.group(2));
        long hours = number(clock.group(3));
        long minutes = number(clock.group(4));
        long seconds = number(clock.group(5));
        if (minutes > 59 || seconds > 59 || hours > 23 || days > 10_675_199) {
            return OptionalLong.empty();
        }
        // Counted below zero, where the smallest length of all has its place.
        long rest =
                (hours * 3600 + minutes * 60 + seconds) * Ticks.PER_SECOND
                        + fraction(clock.group(6));
        try {
            long below = Math.subtractExact(-days * Ticks.PER_DAY, rest);
            boolean negative = "-".equals(clock.group(1));
            return OptionalLong.of(negative ? below : Math.negateExact(below));
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** Ticks of the digits after a second's point; those beyond the seventh are cut off. */
    static long fraction(String digits) {
        return digits == null ? 0 : Long.parseLong((digits + "0000000").substring(0, 7));
    }

    /** The text {@code [-][d.]hh:mm:ss[.fffffff]}, as {@code tostring} gives it. */
    public static String fromTicks(long ticks) {
        // The parts are taken from the negative side, where the smallest long has its like.
        long negative = ticks < 0 ? ticks : -ticks;
        long days = -(negative / Ticks.PER_DAY);
        long rest = -(negative % Ticks.PER_DAY);
        long seconds = rest / Ticks.PER_SECOND;
        long fraction = rest % Ticks.PER_SECOND;
        StringBuilder out = new StringBuilder(ticks < 0 ? "-" : "");
        if (days != 0) {
            out.append(days).append('.');
        }
        two(out, seconds / 3600).append(':');
        two(out, seconds / 60 % 60).append(':');
        two(out, seconds % 60);
        if (fraction != 0) {
            String digits = Long.toString(fraction);
            out.append('.').append("0".repeat(7 - digits.length())).append(digits);
        }
        return out.toString();
    }

    private static StringBuilder two(StringBuilder out, long number) {
        return (number < 10 ? out.append('0') : out).append(number);
    }
}
