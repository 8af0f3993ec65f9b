package io.vaultlens.query.function;

import java.util.Locale;
import java.util.Map;

/** Writes the SQL of functions whose first argument names a part of a date, such as 'day'. */
final class DateParts {
    private static final Map<String, Long> TICKS =
            Map.of(
                    "week", 6_048_000_000_000L,
                    "day", 864_000_000_000L,
                    "hour", 36_000_000_000L,
                    "minute", 600_000_000L,
                    "second", 10_000_000L,
                    "millisecond", 10_000L,
                    "microsecond", 10L);

    private static final Map<String, Integer> MONTHS = Map.of("month", 1, "quarter", 3, "year", 12);

    /** What the database's own formatting writes for runs of letters. */
    private static final Map<String, String> PLAIN =
            Map.of(
                    "yyyy", "%Y", "yy", "%y", "MM", "%m", "dd", "%d", "HH", "%H", "mm", "%M", "ss",
                    "%S", "hh", "%I", "tt", "%p");

    private DateParts() {}

    private static String moment(String ticks) {
        return "make_timestamp((" + ticks + " // 10) - 62135596800000000)";
    }

    private static String name(Arguments arguments) {
        return arguments.text(0).toLowerCase(Locale.ROOT);
    }

    private static ArgumentException unknown(Arguments arguments) {
        return new ArgumentException(
                0, "is '" + arguments.text(0) + "'; it must be a part such as 'year' or 'day'");
    }

    static String add(Arguments arguments) {
        String part = name(arguments);
        if (TICKS.containsKey(part)) {
            return "($3 + $2 * " + TICKS.get(part) + ")";
        }
        if (MONTHS.containsKey(part)) {
            String later = moment("$3") + " + to_months(($2 * " + MONTHS.get(part) + ")::INTEGER)";
            return "((epoch_us(" + later + ") + 62135596800000000) * 10 + $3 % 10)";
        }
        if (part.equals("nanosecond")) {
            return "($3 + $2 // 100)";
        }
        throw unknown(arguments);
    }

    static String difference(Arguments arguments) {
        String part = name(arguments);
        if (part.equals("week")) {
            return "(($2 // 864000000000 + 1) // 7 - ($3 // 864000000000 + 1) // 7)";
        }
        if (TICKS.containsKey(part)) {
            return "($2 // %1$d - $3 // %1$d)".formatted(TICKS.get(part));
        }
        if (part.equals("nanosecond")) {
            return "(($2 - $3) * 100)";
        }
        if (MONTHS.containsKey(part)) {
            return "datediff('%s', %s, %s)".formatted(part, moment("$3"), moment("$2"));
        }
        throw unknown(arguments);
    }

    static String part(Arguments arguments) {
        String moment = moment("$2");
        return switch (name(arguments)) {
            case "year" -> "year(" + moment + ")";
            case "quarter" -> "quarter(" + moment + ")";
            case "month" -> "month(" + moment + ")";
            case "week_of_year", "weekofyear" -> "weekofyear(" + moment + ")";
            case "day" -> "day(" + moment + ")";
            case "dayofyear" -> "dayofyear(" + moment + ")";
            case "hour" -> "(($2 // 36000000000) % 24)";
            case "minute" -> "(($2 // 600000000) % 60)";
            case "second" -> "(($2 // 10000000) % 60)";
            case "millisecond" -> "(($2 // 10000) % 1000)";
            case "microsecond" -> "(($2 // 10) % 1000000)";
            case "nanosecond" -> "(($2 % 10000000) * 100)";
            default -> throw unknown(arguments);
        };
    }

    /** Common formats are the database's own, which is faster; all others go by our routine. */
    static String format(Arguments arguments) {
        String format = arguments.constants().get(1).map(Object::toString).orElse("");
        if (format.isEmpty()) {
            return "kql_format_moment_2($1, $2)";
        }
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < format.length()) {
            int end = at;
            while (end < format.length() && format.charAt(end) == format.charAt(at)) {
                end++;
            }
            String run = format.substring(at, end);
            boolean letters = Character.isLetter(run.charAt(0));
            if (letters && !PLAIN.containsKey(run) || run.contains("%") || run.contains("'")) {
                return "kql_format_moment_2($1, $2)";
            }
            plain.append(letters ? PLAIN.get(run) : run);
            at = end;
        }
        return "strftime(" + moment("$1") + ", '" + plain + "')";
    }
}
