package io.vaultlens.query.text;

import io.vaultlens.collector.catalog.Ticks;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes moments in the forms that KQL's {@code datetime()} and conversions take. */
public final class DatetimeText {
    private static final String TIME =
            "(?:(?:T|,?\\s+)(?<hour>\\d{1,2})(?::(?<minute>\\d{1,2})"
                    + "(?::(?<second>\\d{1,2})(?:[.,](?<fraction>\\d{1,9}))?)?)?\\s*(?<half>[AaPp][Mm])?)?"
                    + "\\s*(?<zone>Z|z|GMT|UTC|[+-]\\d{2}:?\\d{2})?";
    private static final String MONTH = "(?<word>[A-Za-z]{3,9})";
    private static final String WEEKDAY = "(?:[A-Za-z]{3,9},?\\s+)?";
    private static final List<Pattern> FORMS =
            List.of(
                    Pattern.compile(
                            "(?<year>\\d{4})(?:\\s?[-/.]\\s?(?<month>\\d{1,2})"
                                    + "(?:\\s?[-/.]\\s?(?<day>\\d{1,2}))?)?"
                                    + TIME),
                    Pattern.compile("(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})" + TIME),
                    Pattern.compile(
                            "(?<month>\\d{1,2})[-/.](?<day>\\d{1,2})[-/.](?<year>\\d{4})" + TIME),
                    Pattern.compile(
                            "(?<year>\\d{4}),\\s*(?<month>\\d{1,2}),\\s*(?<day>\\d{1,2})" + TIME),
                    Pattern.compile(
                            WEEKDAY
                                    + "(?<day>\\d{1,2})[- ]"
                                    + MONTH
                                    + "[- ](?<year>\\d{4}|\\d{2})"
                                    + TIME),
                    Pattern.compile(
                            WEEKDAY + MONTH + "\\s+(?<day>\\d{1,2}),?\\s+(?<year>\\d{4})" + TIME));
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final List<String> LONG_MONTHS =
            List.of(
                    "january",
                    "february",
                    "march",
                    "april",
                    "may",
                    "june",
                    "july",
                    "august",
                    "september",
                    "october",
                    "november",
                    "december");
    private static final DateTimeFormatter TO_SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final Pattern TIME_OF_DAY =
            Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(?<fraction>\\d{1,9}))?)?");
    private static final int LONGEST = 64;

    private DatetimeText() {}

    /**
     * Ticks of the moment a text means, UTC where it names no offset; empty where it means none.
     */
    public static OptionalLong ticksOf(String text) {
        String trimmed = text.strip();
        if (trimmed.length() > LONGEST) {
            return OptionalLong.empty();
        }
        for (Pattern form : FORMS) {
            Matcher match = form.matcher(trimmed);
            if (match.matches()) {
                OptionalLong ticks = ticksOf(match);
                if (ticks.isPresent()) {
                    return ticks;
                }
            }
        }
        return OptionalLong.empty();
    }

    /** Ticks of a moment as {@link #ticksOf(String)}; a time alone, as 8:05, is one of today. */
    public static OptionalLong ticksOf(String text, long now) {
        Matcher time = TIME_OF_DAY.matcher(text.strip());
        if (!time.matches()) {
            return ticksOf(text);
        }
        long today = now - Math.floorMod(now, Ticks.PER_DAY);
        OptionalLong since = ticksOf("0001-01-01 " + text.strip());
        return since.isPresent() ? OptionalLong.of(today + since.getAsLong()) : since;
    }

    /** Whether a text is a time alone, as 8:05. */
    public static boolean isTimeOfDay(String text) {
        return TIME_OF_DAY.matcher(text.strip()).matches();
    }

    private static OptionalLong ticksOf(Matcher match) {
        try {
            LocalDateTime moment =
                    LocalDate.of(year(match), month(match), number(match, "day", 1))
                            .atTime(
                                    hour(match),
                                    number(match, "minute", 0),
                                    number(match, "second", 0));
            long ticks =
                    Ticks.fromInstant(moment.toInstant(ZoneOffset.UTC))
                            + TimespanText.fraction(match.group("fraction"))
                            - offsetTicks(match.group("zone"));
            return ticks >= 0 && ticks <= Ticks.MAX_DATETIME
                    ? OptionalLong.of(ticks)
                    : OptionalLong.empty();
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private static int year(Matcher match) {
        int year = number(match, "year", 0);
        boolean twoDigits = match.group("year").length() == 2;
        return twoDigits ? year + (year < 50 ? 2000 : 1900) : year;
    }

    private static int month(Matcher match) {
        if (!match.namedGroups().containsKey("word")) {
            return number(match, "month", 1);
        }
        String word = match.group("word").toLowerCase(Locale.ROOT);
        int place = Math.max(MONTHS.indexOf(word), LONG_MONTHS.indexOf(word));
        if (place < 0) {
            throw new DateTimeException(word);
        }
        return place + 1;
    }

    private static int hour(Matcher match) {
        int hour = number(match, "hour", 0);
        String half = match.group("half");
        if (half == null) {
            return hour;
        }
        if (hour < 1 || hour > 12) {
            throw new DateTimeException(half);
        }
        return hour % 12 + (half.toLowerCase(Locale.ROOT).equals("pm") ? 12 : 0);
    }

    private static int number(Matcher match, String group, int otherwise) {
        if (!match.namedGroups().containsKey(group) || match.group(group) == null) {
            return otherwise;
        }
        return Integer.parseInt(match.group(group));
    }

    private static long offsetTicks(String zone) {
        if (zone == null || zone.charAt(0) != '+' && zone.charAt(0) != '-') {
            return 0;
        }
        int hours = Integer.parseInt(zone.substring(1, 3));
        int minutes = Integer.parseInt(zone.substring(zone.length() - 2));
        if (hours > 14 || minutes > 59) {
            throw new DateTimeException(zone);
        }
        long ticks = (hours * 3600L + minutes * 60L) * Ticks.PER_SECOND;
        return zone.charAt(0) == '-' ? -ticks : ticks;
    }

    /** The text {@code yyyy-MM-ddTHH:mm:ss.fffffffZ}, always with seven digits. */
    public static String fromTicks(long ticks) {
        String seconds = TO_SECONDS.format(Ticks.toInstant(ticks).atOffset(ZoneOffset.UTC));
        String digits = Long.toString(Math.floorMod(ticks, Ticks.PER_SECOND));
        return seconds + "." + "0".repeat(7 - digits.length()) + digits + "Z";
    }
}
