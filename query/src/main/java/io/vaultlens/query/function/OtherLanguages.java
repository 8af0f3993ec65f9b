package io.vaultlens.query.function;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What KQL writes for the functions and words that people bring from other languages. */
public final class OtherLanguages {
    private static final Map<String, String> FUNCTIONS =
            Map.ofEntries(
                    Map.entry("upper", "toupper(x)"),
                    Map.entry("ucase", "toupper(x)"),
                    Map.entry("lower", "tolower(x)"),
                    Map.entry("lcase", "tolower(x)"),
                    Map.entry("len", "strlen(x)"),
                    Map.entry("length", "strlen(x), or array_length(x) for an array"),
                    Map.entry("concat", "strcat(a, b)"),
                    Map.entry("string_agg", "strcat_array(make_list(x), \", \")"),
                    Map.entry("group_concat", "strcat_array(make_list(x), \", \")"),
                    Map.entry("ifnull", "coalesce(x, y)"),
                    Map.entry("nvl", "coalesce(x, y)"),
                    Map.entry("if", "iff(condition, value, other)"),
                    Map.entry("datediff", "datetime_diff('day', later, earlier)"),
                    Map.entry("dateadd", "datetime_add('day', 1, moment), or moment + 1d"),
                    Map.entry("getdate", "now()"),
                    Map.entry("sysdate", "now()"),
                    Map.entry("current_timestamp", "now()"),
                    Map.entry("today", "startofday(now())"),
                    Map.entry("date", "startofday(moment)"),
                    Map.entry("date_trunc", "bin(moment, 1h) or startofday(moment)"),
                    Map.entry("to_date", "todatetime(x)"),
                    Map.entry("cast", "tostring(x), tolong(x), todatetime(x) and their kin"),
                    Map.entry("convert", "tostring(x), tolong(x), todatetime(x) and their kin"),
                    Map.entry("average", "avg(x)"),
                    Map.entry("mean", "avg(x)"),
                    Map.entry("median", "percentile(x, 50)"),
                    Map.entry("charindex", "indexof(text, part)"),
                    Map.entry("instr", "indexof(text, part)"),
                    Map.entry("left", "substring(x, 0, length)"),
                    Map.entry("right", "substring(x, strlen(x) - length)"),
                    Map.entry("regexp_like", "x matches regex \"…\""),
                    Map.entry("json_value", "parse_json(x).property"));

    private static final String LENGTH = "a length of time is written as in 1d, 2h, 30m, 10s";
    private static final Map<String, String> WORDS =
            Map.of(
                    "day", LENGTH, "days", LENGTH, "hour", LENGTH, "hours", LENGTH, "minute",
                    LENGTH, "week", LENGTH, "month", LENGTH, "year", LENGTH);

    private OtherLanguages() {}

    /** What to write for a function that KQL has not, or has by another name. */
    public static Optional<String> function(String name) {
        return Optional.ofNullable(FUNCTIONS.get(name.toLowerCase(Locale.ROOT)))
                .map(way -> "; write " + way);
    }

    /** What to write for a word that is no column. */
    public static Optional<String> word(String name) {
        return Optional.ofNullable(WORDS.get(name.toLowerCase(Locale.ROOT)))
                .map(way -> "; " + way + ", a part of a date stands in quotes");
    }
}
