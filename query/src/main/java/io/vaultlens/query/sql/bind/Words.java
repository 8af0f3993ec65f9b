package io.vaultlens.query.sql.bind;

import io.vaultlens.query.text.Nearest;
import io.vaultlens.query.text.Span;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses from the words of a text that is no SQL what its author meant. */
final class Words {
    /** The words that clauses begin with, for a misspelt one's nearest. */
    static final List<String> CLAUSES =
            List.of(
                    "SELECT",
                    "DISTINCT",
                    "FROM",
                    "WHERE",
                    "GROUP",
                    "BY",
                    "HAVING",
                    "ORDER",
                    "LIMIT",
                    "OFFSET",
                    "JOIN",
                    "INNER",
                    "LEFT",
                    "RIGHT",
                    "FULL",
                    "OUTER",
                    "CROSS",
                    "ON",
                    "USING",
                    "UNION",
                    "ALL",
                    "INTERSECT",
                    "EXCEPT",
                    "WITH",
                    "AS",
                    "AND",
                    "OR",
                    "NOT",
                    "IN",
                    "EXISTS",
                    "BETWEEN",
                    "LIKE",
                    "IS",
                    "NULL",
                    "CASE",
                    "WHEN",
                    "THEN",
                    "ELSE",
                    "END",
                    "CAST",
                    "OVER",
                    "PARTITION",
                    "ASC",
                    "DESC",
                    "QUALIFY",
                    "INTERVAL",
                    "TIMESTAMP",
                    "DATE",
                    "VALUES");

    static final String LOOKS_LIKE_KQL =
            "this looks like KQL; choose KQL as the language, or begin with SELECT";

    private final String text;
    private final Collection<String> columns;

    /**
     * @param columns names of columns that the text may mean
     */
    Words(String text, Collection<String> columns) {
        this.text = text;
        this.columns = columns;
    }

    /** What to write for words of other databases. */
    private static final Map<String, String> WAYS =
            Map.of(
                    "AT", "moments are UTC; write datetime_utc_to_local(time, 'Europe/Berlin')",
                    "REGEXP", "write REGEXP_LIKE(text, 'pattern')",
                    "RLIKE", "write REGEXP_LIKE(text, 'pattern')",
                    "CORR", "write make_list() of both columns and series_pearson_correlation()",
                    "EXPLAIN", "ask for the stages: --explain on the command line");

    /** What to write for functions of other databases. */
    private static final Map<String, String> INSTEAD =
            Map.ofEntries(
                    Map.entry("TO_CHAR", "format_datetime(time, 'yyyy-MM-dd')"),
                    Map.entry("DATE_FORMAT", "format_datetime(time, 'yyyy-MM-dd')"),
                    Map.entry("STRFTIME", "format_datetime(time, 'yyyy-MM-dd')"),
                    Map.entry("FORMAT", "format_datetime(time, 'yyyy-MM-dd')"),
                    Map.entry("TO_DATE", "CAST(text AS DATE)"),
                    Map.entry("TO_TIMESTAMP", "CAST(text AS TIMESTAMP)"),
                    Map.entry("CONVERT", "CAST(value AS type)"),
                    Map.entry("JSON_VALUE", "parse_json(text)['name']"),
                    Map.entry("JSON_QUERY", "parse_json(text)['name']"),
                    Map.entry("JSON_EXTRACT", "parse_json(text)['name']"),
                    Map.entry("OPENJSON", "UNNEST(parse_json(text))"),
                    Map.entry("STRING_SPLIT", "UNNEST(split(text, ','))"),
                    Map.entry("STRING_TO_ARRAY", "split(text, ',')"),
                    Map.entry("GROUP_CONCAT", "LISTAGG(column, ',')"),
                    Map.entry("DECODE", "CASE value WHEN … THEN … END"),
                    Map.entry("CHARINDEX", "POSITION(part IN text)"),
                    Map.entry("INSTR", "POSITION(part IN text)"),
                    Map.entry("LAST_DAY", "endofmonth(time)"),
                    Map.entry("EOMONTH", "endofmonth(time)"),
                    Map.entry("DAYNAME", "EXTRACT(DOW FROM time)"),
                    Map.entry("MONTHNAME", "EXTRACT(MONTH FROM time)"));

    /** What to write for a function that is another database's. */
    static Optional<String> instead(String function) {
        return Optional.ofNullable(INSTEAD.get(function.toUpperCase(Locale.ROOT)));
    }

    /** What is missing where the text ends too early. */
    static String unfinished(String text) {
        Deque<Character> open = new ArrayDeque<>();
        boolean quoted = false;
        for (char c : text.toCharArray()) {
            quoted ^= c == '\'';
            if (!quoted && c == '(') {
                open.push(c);
            } else if (!quoted && c == ')' && !open.isEmpty()) {
                open.pop();
            }
        }
        return open.isEmpty() ? "more is expected here" : "expected ')'";
    }

    /** What to say of a word or sign that cannot stand where it does. */
    String unexpected(String found, Span span) {
        String before = text.substring(0, span.start());
        if (found.startsWith("'") || found.startsWith("\"")) {
            return "the quote is not closed; put " + found.charAt(0) + " after what it begins";
        }
        if (found.equals("=") && (before.endsWith("=") || text.startsWith("==", span.start()))) {
            return "found '=='; to compare, write =";
        }
        Optional<String> refused = SqlText.refused(found);
        return refused.orElseGet(() -> "found '" + found + "'" + reason(found, before));
    }

    private String reason(String found, String before) {
        String upper = found.toUpperCase(Locale.ROOT);
        switch (upper) {
            case "|" -> {
                return ": " + LOOKS_LIKE_KQL;
            }
            case "&&", "&" -> {
                return "; write AND";
            }
            case "||" -> {
                return "; to say or, write OR";
            }
            case ":" -> {
                return "; to change a type, write CAST(value AS type)";
            }
            default -> {
                // A word, perhaps.
            }
        }
        if (WAYS.containsKey(upper)) {
            return "; " + WAYS.get(upper);
        }
        if (RESERVED.contains(upper)) {
            return ", a word of SQL's own; as a name write \"" + found + "\"";
        }
        Optional<String> habit = habit(found, before);
        if (habit.isPresent()) {
            return habit.get();
        }
        return misspelt(before)
                .or(() -> open(before) ? Optional.of(", expected ')'") : Optional.empty())
                .orElseGet(() ->
                        ", which cannot stand here"
                                + (CLAUSES.contains(upper) ? "" : Nearest.hint(found, CLAUSES)));
    }

    /** What other languages write for lengths of time and patterns. */
    private static Optional<String> habit(String found, String before) {
        Matcher number = ENDS_WITH_NUMBER.matcher(before);
        String unit = UNITS.get(found.toLowerCase(Locale.ROOT));
        if (unit != null && number.find()) {
            String length = "INTERVAL '" + number.group(1) + "' " + unit;
            return Optional.of("; a length of time is written " + length);
        }
        boolean bare = found.equalsIgnoreCase("WHERE") && !FROM.matcher(before).find();
        return bare ? Optional.of("; there is no FROM before it") : Optional.empty();
    }

    /** The way to write {@code INTERVAL '7 days'}; empty where the text has no such thing. */
    static Optional<String> length(String text) {
        Matcher match = LENGTH.matcher(text);
        if (!match.find()) {
            return Optional.empty();
        }
        String unit = UNITS.get(match.group(2).toLowerCase(Locale.ROOT));
        return Optional.ofNullable(unit)
                .map(each -> "write INTERVAL '" + match.group(1) + "' " + each);
    }

    /** Where it stands. */
    static int placeOfLength(String text) {
        Matcher match = LENGTH.matcher(text);
        return match.find() ? match.start() : 0;
    }

    private static final Pattern ENDS_WITH_NUMBER = Pattern.compile("(\\d+)\\s*$");
    private static final Pattern FROM = Pattern.compile("\\bFROM\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern LENGTH =
            Pattern.compile(
                    "\\bINTERVAL\\s+'(\\d+)\\s*([A-Za-z]+)'(?!\\s*[A-Za-z]+\\b)",
                    Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> UNITS = units();

    private static Map<String, String> units() {
        Map<String, String> units = new HashMap<>();
        for (String unit : List.of("DAY", "HOUR", "MINUTE", "SECOND", "MONTH", "YEAR")) {
            units.put(unit.toLowerCase(Locale.ROOT), unit);
            units.put(unit.toLowerCase(Locale.ROOT) + "s", unit);
            units.put(unit.substring(0, 1).toLowerCase(Locale.ROOT), unit);
        }
        units.put("m", "MINUTE");
        units.put("min", "MINUTE");
        return Map.copyOf(units);
    }

    /** The word before may be a clause with a letter wrong, taken for a name. */
    private Optional<String> misspelt(String before) {
        String[] words = before.strip().split("[^A-Za-z_]+");
        String last = words.length == 0 ? "" : words[words.length - 1];
        boolean known = CLAUSES.contains(last.toUpperCase(Locale.ROOT)) || last.length() < 3;
        boolean name = columns.stream().anyMatch(each -> each.equalsIgnoreCase(last));
        return known || name
                ? Optional.empty()
                : Nearest.of(last, CLAUSES)
                        .map(clause ->
                                "; did you mean '" + clause + "' where '" + last + "' stands?");
    }

    private static boolean open(String before) {
        return unfinished(before).equals("expected ')'");
    }

    private static final Set<String> RESERVED =
            Set.of(
                    "VALUE",
                    "DATE",
                    "TIME",
                    "TIMESTAMP",
                    "YEAR",
                    "MONTH",
                    "DAY",
                    "HOUR",
                    "MINUTE",
                    "SECOND",
                    "RESULT",
                    "USER",
                    "START",
                    "END",
                    "ROW",
                    "ROWS",
                    "RANK",
                    "COUNT",
                    "SUM",
                    "MIN",
                    "MAX",
                    "PERIOD",
                    "POSITION",
                    "RANGE",
                    "METHOD",
                    "LANGUAGE",
                    "MATCH",
                    "OPEN",
                    "CLOSE",
                    "SYSTEM",
                    "TABLE",
                    "COLUMN",
                    "INTERVAL",
                    "LOCAL");
}
