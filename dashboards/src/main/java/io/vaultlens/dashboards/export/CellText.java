package io.vaultlens.dashboards.export;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.Ticks;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes a typed value as text that names it exactly, as KQL prints it. */
public final class CellText {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private CellText() {}

    /** The value's text; {@code ""} for null. */
    public static String of(ColumnType type, Object value) {
        if (value == null) {
            return "";
        }
        return switch (type) {
            case DATETIME -> datetime((Long) value);
            case TIMESPAN -> timespan((Long) value);
            case DECIMAL ->
                    value instanceof BigDecimal decimal
                            ? decimal(decimal).toPlainString()
                            : value.toString();
            default -> value.toString();
        };
    }

    /** A moment as {@code 2026-01-31T07:53:00.0000000Z}. */
    public static String datetime(long ticks) {
        var moment = LocalDateTime.ofInstant(Ticks.toInstant(ticks), ZoneOffset.UTC);
        long fraction = Math.floorMod(ticks, Ticks.PER_SECOND);
        return SECONDS.format(moment) + "." + sevenDigits(fraction) + "Z";
    }

    /** A length of time as {@code 1.02:03:04.5000000}; days and fraction only where there are. */
    public static String timespan(long ticks) {
        var text = new StringBuilder(ticks < 0 ? "-" : "");
        long days = Math.abs(ticks / Ticks.PER_DAY);
        long rest = Math.abs(ticks % Ticks.PER_DAY);
        if (days > 0) {
            text.append(days).append('.');
        }
        long seconds = rest / Ticks.PER_SECOND;
        twoDigits(text, seconds / 3600).append(':');
        twoDigits(text, seconds / 60 % 60).append(':');
        twoDigits(text, seconds % 60);
        long fraction = rest % Ticks.PER_SECOND;
        if (fraction > 0) {
            text.append('.').append(sevenDigits(fraction));
        }
        return text.toString();
    }

    /** The same number without zeros that say nothing after its point. */
    static BigDecimal decimal(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static StringBuilder twoDigits(StringBuilder text, long number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    private static String sevenDigits(long fraction) {
        return Long.toString(10_000_000L + fraction).substring(1);
    }
}
