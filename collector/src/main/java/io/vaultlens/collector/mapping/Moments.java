package io.vaultlens.collector.mapping;

import io.vaultlens.collector.catalog.Ticks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;

/**
 * Reads moments as records write them: ISO 8601 with any number of digits, with {@code Z}, an
 * offset or neither (then UTC), and the American form of legacy reports.
 */
final class Moments {
    /** What is no moment. */
    static final long NONE = Long.MIN_VALUE;

    private static final List<DateTimeFormatter> FORMS =
            List.of(
                    iso('T'),
                    iso(' '),
                    american("M/d/uuuu h:mm:ss a"),
                    american("M/d/uuuu h:mm a"),
                    american("M/d/uuuu H:mm:ss"),
                    american("M/d/uuuu H:mm"),
                    american("M/d/uuuu"));

    private Moments() {}

    private static DateTimeFormatter iso(char between) {
        return new DateTimeFormatterBuilder()
                .append(DateTimeFormatter.ISO_LOCAL_DATE)
                .optionalStart()
                .appendLiteral(between)
                .appendPattern("HH:mm")
                .optionalStart()
                .appendLiteral(':')
                .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
                .optionalStart()
                .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
                .optionalEnd()
                .optionalEnd()
                .optionalStart()
                .appendOffset("+HHMM", "Z")
                .optionalEnd()
                .optionalStart()
                .appendOffset("+HH:MM", "Z")
                .optionalEnd()
                .optionalStart()
                .appendOffset("+HH", "Z")
                .optionalEnd()
                .optionalEnd()
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static DateTimeFormatter american(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** The moment's ticks, or {@link #NONE}. */
    static long parse(byte[] data, int from, int to) {
        long ticks = plain(data, from, to);
        if (ticks != NONE) {
            return ticks;
        }
        String text = new String(data, from, to - from, StandardCharsets.UTF_8).strip();
        return text.length() > 64 ? NONE : parse(cut(text));
    }

    /** Digits beyond the ninth say nothing that can be kept. */
    private static String cut(String text) {
        return text.replaceFirst("(\\.\\d{9})\\d+", "$1");
    }

    private static long parse(String text) {
        for (DateTimeFormatter form : FORMS) {
            try {
                var parsed = form.parse(text);
                LocalDate date = LocalDate.from(parsed);
                LocalTime time =
                        parsed.isSupported(ChronoField.NANO_OF_DAY)
                                ? LocalTime.from(parsed)
                                : LocalTime.MIDNIGHT;
                int offset =
                        parsed.isSupported(ChronoField.OFFSET_SECONDS)
                                ? parsed.get(ChronoField.OFFSET_SECONDS)
                                : 0;
                Instant instant =
                        LocalDateTime.of(date, time).toInstant(ZoneOffset.ofTotalSeconds(offset));
                long ticks = Ticks.fromInstant(instant);
                return ticks < 0 || ticks > Ticks.MAX_DATETIME ? NONE : ticks;
            } catch (DateTimeParseException e) {
                // Perhaps the next form fits.
            }
        }
        return NONE;
    }

    /** The common form: 2025-03-06T01:14:32Z with up to seven digits behind the seconds. */
    private static long plain(byte[] data, int from, int to) {
        int length = to - from;
        if (length < 20
                || data[to - 1] != 'Z'
                || data[from + 4] != '-'
                || data[from + 7] != '-'
                || data[from + 10] != 'T'
                || data[from + 13] != ':'
                || data[from + 16] != ':') {
            return NONE;
        }
        int year = number(data, from, 4);
        int month = number(data, from + 5, 2);
        int day = number(data, from + 8, 2);
        int hour = number(data, from + 11, 2);
        int minute = number(data, from + 14, 2);
        int second = number(data, from + 17, 2);
        long fraction = fraction(data, from + 19, to - 1);
        boolean date =
                year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= length(year, month);
        boolean time =
                inside(hour, 23) && inside(minute, 59) && inside(second, 59) && fraction >= 0;
        if (!date || !time) {
            return NONE;
        }
        long seconds = days(year, month, day) * 86_400L + hour * 3600L + minute * 60L + second;
        return seconds * Ticks.PER_SECOND + fraction;
    }

    private static boolean inside(int value, int most) {
        return value >= 0 && value <= most;
    }

    private static int length(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private static int number(byte[] data, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = data[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static long fraction(byte[] data, int from, int to) {
        if (from == to) {
            return 0;
        }
        int digits = to - from - 1;
        if (data[from] != '.' || digits < 1 || digits > 7) {
            return -1;
        }
        long value = number(data, from + 1, digits);
        for (int i = digits; i < 7 && value >= 0; i++) {
            value *= 10;
        }
        return value;
    }

    /** Days since 0001-01-01 of a date in the Gregorian calendar. */
    private static long days(int year, int month, int day) {
        long y = month > 2 ? year : year - 1L;
        long era = y / 400;
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 306;
    }
}
