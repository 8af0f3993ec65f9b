package io.vaultlens.query.function;

import static io.vaultlens.query.function.Scalar.routine;
import static io.vaultlens.query.function.Scalar.scalar;

import io.vaultlens.query.function.routine.Texts;
import java.util.List;

/** Functions that read and change texts. */
final class TextFunctions {
    static final List<Scalar> ALL =
            List.of(
                    scalar("tolower(value: text): string", "lower($1)", "A text in lower case."),
                    scalar("toupper(value: text): string", "upper($1)", "A text in upper case."),
                    scalar(
                            "strlen(value: text): long",
                            "length($1)",
                            "The number of characters of a text."),
                    scalar(
                            "string_size(value: text): long",
                            "strlen($1)",
                            "The number of bytes of a text in UTF-8."),
                    scalar(
                            "reverse(value: text): string",
                            "reverse($1)",
                            "A text with its characters in the opposite order."),
                    scalar(
                            "strcat(values...: text): string",
                            "concat($*)",
                            "Texts one after the other."),
                    scalar(
                            "strcat_delim(delimiter: text, values...: text): string",
                            "array_to_string([$2*], $1)",
                            "Texts one after the other with a delimiter between."),
                    scalar(
                            "strcmp(one: text, other: text): long",
                            "CASE WHEN $1 < $2 THEN -1 WHEN $1 > $2 THEN 1 ELSE 0 END",
                            "-1, 0 or 1 as the first text comes before, is, or comes after the "
                                    + "second."),
                    scalar(
                            "substring(value: text, start: long, length: long = 2147483647): "
                                    + "string",
                            arguments -> substring(arguments),
                            "A part of a text, counted in characters from 0; a negative start "
                                    + "counts from the end."),
                    scalar(
                            "indexof(value: text, lookup: text): long",
                            "CASE WHEN $2 = '' THEN 0 ELSE instr($1, $2) - 1 END",
                            "Where a text stands in another, -1 where it does not; an empty one"
                                    + " stands at 0."),
                    routine(
                            "indexof(value: text, lookup: text, start: long, length: long = -1, "
                                    + "occurrence: long = 1): long",
                            Texts::indexOf,
                            "Where a text stands in a stretch of another."),
                    routine(
                            "countof(value: text, search: text): long",
                            Texts::countOf,
                            "How often a text stands in another."),
                    scalar(
                            "countof(value: text, search: text, kind: string): long",
                            arguments -> countOf(arguments),
                            "How often a text or a regular expression stands in another text."),
                    routine(
                            "strrep(value: text, multiplier: long, delimiter: text = ''): string",
                            Texts::repeat,
                            "A text several times, at most 1024."),
                    scalar(
                            "split(source: text, delimiter: string): dynamic",
                            TextFunctions::split,
                            "The parts of a text between delimiters."),
                    routine(
                            "split(source: text, delimiter: string, index: long): dynamic",
                            Texts::split,
                            "One of the parts of a text between delimiters."),
                    scalar(
                            "strcat_array|array_strcat(array: dynamic, delimiter: text): string",
                            "coalesce(array_to_string(list_transform(($1->>'$[*]')::VARCHAR[],"
                                    + " lambda part: coalesce(part, '')), $2), '')",
                            "The texts of an array with a delimiter between."),
                    scalar(
                            "replace_string(value: text, lookup: text, rewrite: text): string",
                            "replace($1, $2, $3)",
                            "A text with another in it replaced."),
                    routine(
                            "replace_strings(value: text, lookups: dynamic, rewrites: dynamic): "
                                    + "string",
                            Texts::replaceStrings,
                            "A text with several others in it replaced."),
                    routine(
                            "translate(from: string, to: string, value: text): string",
                            Texts::translate,
                            "A text with each of some characters replaced by its partner."),
                    routine(
                            "has_any_index(value: text, lookups: dynamic): long",
                            Texts::hasAnyIndex,
                            "The place of the first of some terms that a text has, or -1."),
                    scalar(
                            "isascii(value: text): bool",
                            "regexp_full_match($1, '[\\x00-\\x7F]*')",
                            "Whether a text has ASCII characters only."),
                    scalar(
                            "isutf8(value: text): bool",
                            "($1 IS NOT NULL)",
                            "Whether a text is valid UTF-8, as all are."),
                    routine(
                            "unicode_codepoints_from_string|to_utf8(value: text): dynamic",
                            Texts::codePoints,
                            "The code points of the characters of a text."),
                    routine(
                            "unicode_codepoints_to_string|make_string(values...: json): string",
                            Texts::fromCodePoints,
                            "The text of some code points."),
                    routine(
                            "parse_command_line(line: text, parser: string): dynamic",
                            Texts::commandLine,
                            "The arguments of a command line."),
                    routine(
                            "parse_csv(line: text): dynamic",
                            Texts::csv,
                            "The fields of a line of comma-separated values."));

    private TextFunctions() {}

    private static String substring(Arguments arguments) {
        String length =
                arguments.constants().get(2).isPresent() ? "$3" : "coalesce($3, 2147483647)";
        boolean ahead = arguments.constants().get(1).map(start -> (long) start >= 0).orElse(false);
        String start =
                ahead
                        ? "$2 + 1"
                        : "CASE WHEN $2 >= 0 THEN $2 + 1 WHEN $2 >= -length($1) THEN $2"
                                + " ELSE length($1) + 1 END";
        return "substring($1, " + start + ", greatest(" + length + ", 0))";
    }

    private static String countOf(Arguments arguments) {
        return switch (arguments.text(2)) {
            case "regex" -> "len(regexp_extract_all($1, $2))";
            case "normal" -> "kql_countof_2($1, $2)";
            default -> throw new ArgumentException(2, "must be 'normal' or 'regex'");
        };
    }

    /** DuckDB parts a text into its letters where the delimiter is empty. */
    private static String split(Arguments arguments) {
        boolean delimited =
                arguments.constants().get(1).filter(each -> !each.equals("")).isPresent();
        return delimited
                ? "to_json(string_split($1, $2))"
                : "to_json(CASE WHEN $1 = '' OR $2 = '' THEN [$1] ELSE string_split($1, $2) END)";
    }
}
