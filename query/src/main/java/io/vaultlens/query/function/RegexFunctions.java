package io.vaultlens.query.function;

import static io.vaultlens.query.function.Scalar.scalar;

import java.util.List;

/** Functions over regular expressions, which are of the RE2 kind. */
final class RegexFunctions {
    static final List<Scalar> ALL =
            List.of(
                    scalar(
                            "extract(regex: string, group: long, value: text): string",
                            "coalesce(regexp_extract($3, $1, $2::INTEGER), '')",
                            "What a group of a regular expression matches first."),
                    scalar(
                            "extract_all|extractall(regex: string, value: text): dynamic",
                            arguments -> RegexGroups.all(arguments.text(0), "$2"),
                            "What the groups of a regular expression match, each time."),
                    scalar(
                            "extract_all|extractall(regex: string, groups: dynamic, value: "
                                    + "text): dynamic",
                            arguments ->
                                    RegexGroups.some(arguments.text(0), arguments.text(1), "$3"),
                            "What some groups of a regular expression match, each time."),
                    scalar(
                            "replace_regex(value: text, regex: string, rewrite: text): string",
                            "regexp_replace($1, $2, $3, 'g')",
                            "A text with all matches rewritten; \\1 stands for a group."),
                    scalar(
                            "replace(regex: string, rewrite: string, value: text): string",
                            "regexp_replace($3, $1, $2, 'g')",
                            "A text with all matches rewritten, by its old name."),
                    scalar(
                            "trim(regex: string, value: text): string",
                            "regexp_replace(regexp_replace($2, concat('^(?:', $1, ')'), ''), "
                                    + "concat('(?:', $1, ')$'), '')",
                            "A text without the match at either end."),
                    scalar(
                            "trim_start(regex: string, value: text): string",
                            "regexp_replace($2, concat('^(?:', $1, ')'), '')",
                            "A text without the match at its start."),
                    scalar(
                            "trim_end(regex: string, value: text): string",
                            "regexp_replace($2, concat('(?:', $1, ')$'), '')",
                            "A text without the match at its end."),
                    scalar(
                            "regex_quote(value: text): string",
                            "regexp_escape($1)",
                            "A regular expression that matches just this text."),
                    scalar(
                            "indexof_regex(value: text, regex: string): long",
                            "CASE WHEN regexp_matches($1, $2) THEN length(regexp_extract($1, "
                                    + "concat('(?s)^(.*?)(?:', $2, ')'), 1)) ELSE -1 END",
                            "Where a regular expression first matches, -1 where it does not."),
                    scalar(
                            "indexof_regex(value: text, regex: string, start: long, length: "
                                    + "long = -1, occurrence: long = 1): long",
                            arguments -> RegexGroups.indexOf(),
                            "Where a regular expression matches in a stretch of a text."));

    private RegexFunctions() {}
}
