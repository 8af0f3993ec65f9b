package io.vaultlens.dashboards.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes figures and moments for people: short, aligned, in UTC. */
public final class Wording {
    private static final DateTimeFormatter MINUTE = pattern("d MMM HH:mm");
    private static final DateTimeFormatter SECOND = pattern("d MMM HH:mm:ss");
    private static final DateTimeFormatter YEAR = pattern("d MMM uuuu HH:mm:ss");
    private static final DateTimeFormatter CLOCK = pattern("HH:mm");
    private static final DateTimeFormatter CLOCK_SECONDS = pattern("HH:mm:ss");
    private static final DateTimeFormatter DAY = pattern("d MMM");
    private static final DateTimeFormatter DAY_OF_MONTH = pattern("dd");

    private Wording() {}

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    /** A whole number with commas. */
    public static String count(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** A number with commas and so many digits after the point. */
    public static String number(double number, int digits) {
        return String.format(Locale.ENGLISH, "%,." + digits + "f", number);
    }

    /** For example {@code 21 Nov 07:53}. */
    public static String minute(Instant moment) {
        return MINUTE.format(moment);
    }

    /** For example {@code 21 Nov 07:53:02}. */
    public static String second(Instant moment) {
        return SECOND.format(moment);
    }

    /** For example {@code 21 Nov 2026 07:53:02}. */
    public static String whole(Instant moment) {
        return YEAR.format(moment);
    }

    /** For example {@code 07:53}. */
    public static String clock(Instant moment) {
        return CLOCK.format(moment);
    }

    /** For example {@code 07:53:02}. */
    public static String clockSeconds(Instant moment) {
        return CLOCK_SECONDS.format(moment);
    }

    /** For example {@code 21 Nov}. */
    public static String day(Instant moment) {
        return DAY.format(moment);
    }

    /** For example {@code 21}. */
    public static String dayOfMonth(Instant moment) {
        return DAY_OF_MONTH.format(moment);
    }

    /** A run time in minutes and seconds, for example {@code 38:13}. */
    public static String minutes(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ENGLISH, "%,d:%02d", whole / 60, whole % 60);
    }

    /** A length of time in its largest fitting unit, for example {@code 51 h}. */
    public static String length(Duration length) {
        long seconds = Math.abs(length.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7_200) {
            return Math.round(seconds / 60.0) + " min";
        }
        if (seconds < 72 * 3_600) {
            return Math.round(seconds / 3_600.0) + " h";
        }
        return Math.round(seconds / 86_400.0) + " days";
    }

    /** The time that a question took, for example {@code 11 ms}. */
    public static String elapsed(Duration elapsed) {
        long millis = elapsed.toMillis();
        return millis < 10_000 ? millis + " ms" : number(millis / 1000.0, 1) + " s";
    }

    /** One thing or more, for example {@code 1 job}, {@code 1,204 jobs}. */
    public static String counted(long number, String one, String more) {
        return count(number) + " " + (number == 1 ? one : more);
    }

    /** A long id with its middle left out, for example {@code 3f1c…9ab2}. */
    public static String shortened(String id) {
        return id.length() <= 20 ? id : id.substring(0, 8) + "…" + id.substring(id.length() - 6);
    }
}
