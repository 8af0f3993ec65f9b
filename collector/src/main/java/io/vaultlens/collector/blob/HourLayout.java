package io.vaultlens.collector.blob;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How archives name their blobs: whose they are, then year, month, day, hour and minute. */
final class HourLayout {
    private static final Pattern HOURS =
            Pattern.compile("(.*?)(y=\\d{4}/m=\\d\\d/d=\\d\\d/h=\\d\\d/m=\\d\\d/).*");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("'y='yyyy'/m='MM'/d='dd'/'");

    private HourLayout() {}

    /** What stands before the year; none for a blob of another layout. */
    static Optional<String> root(String name) {
        Matcher matcher = HOURS.matcher(name);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The hour, which sorts as texts do; empty for a blob of another layout. */
    static String hour(String name) {
        Matcher matcher = HOURS.matcher(name);
        return matcher.matches() ? matcher.group(2) : "";
    }

    /** What names of blobs of a day begin with. */
    static String day(String root, LocalDate day) {
        return root + DAY.withZone(ZoneOffset.UTC).format(day);
    }
}
