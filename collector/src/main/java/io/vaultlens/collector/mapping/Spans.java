package io.vaultlens.collector.mapping;

import io.vaultlens.collector.catalog.Ticks;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads lengths of time: {@code 1.02:03:04.5678901}, {@code 02:03:04} or ISO 8601's {@code
 * PT12.4S}.
 */
final class Spans {
    /** What is no length of time. */
    static final long NONE = Long.MIN_VALUE;

    private static final Pattern CLOCK =
            Pattern.compile(
                    "(-?)(?:(\\d{1,8})\\.)?(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2}(?:\\.\\d{1,9})?))?");

    private Spans() {}

    /** The ticks, or {@link #NONE}. */
    static long parse(String text) {
        String trimmed = text.strip();
        Matcher clock = CLOCK.matcher(trimmed);
        if (clock.matches()) {
            return clock(clock);
        }
        try {
            return Ticks.fromDuration(Duration.parse(trimmed));
        } catch (DateTimeParseException | ArithmeticException e) {
            return NONE;
        }
    }

    private static long clock(Matcher clock) {
        long days = clock.group(2) == null ? 0 : Long.parseLong(clock.group(2));
        long hours = Long.parseLong(clock.group(3));
        long minutes = Long.parseLong(clock.group(4));
        String seconds = clock.group(5) == null ? "0" : clock.group(5);
        long ticks = new BigDecimal(seconds).movePointRight(7).longValue();
        if (hours > 23 || minutes > 59 || ticks >= 60 * Ticks.PER_SECOND || days > 10_675_199) {
            return NONE;
        }
        long all = days * Ticks.PER_DAY + (hours * 3600 + minutes * 60) * Ticks.PER_SECOND + ticks;
        return clock.group(1).isEmpty() ? all : -all;
    }
}
