package io.vaultlens.query.completion;

import java.util.List;
import java.util.Map;

/** What the words of KQL are for that begin a statement or go on with one. */
final class Guide {
    /**
     * One word that a statement may begin with.
     *
     * @param name as it is written
     * @param form how it is used
     * @param doc what it does
     */
    record Entry(String name, String form, String doc) {}

    /** The words that a statement may begin with. */
    static final List<Entry> STATEMENTS =
            List.of(
                    entry(
                            "let",
                            "let NAME = VALUE;",
                            "Gives a value, a table or a function a name."),
                    entry("print", "print VALUE", "Shows values without a table."),
                    entry("range", "range NAME from A to B step C", "Makes a column of numbers."),
                    entry(
                            "datatable",
                            "datatable (NAME: TYPE) [ … ]",
                            "Makes a table of literals."),
                    entry("union", "union TABLES", "Puts rows of tables one after the other."),
                    entry(
                            "search",
                            "search \"TERM\"",
                            "Finds rows in which a term stands anywhere."),
                    entry("find", "find where CONDITION", "Finds rows in several tables."),
                    entry(
                            "declare",
                            "declare query_parameters(NAME: TYPE)",
                            "Names values that are handed in."),
                    entry("set", "set OPTION", "Sets an option."));

    /** What a comparison may be, and for texts only. */
    static final List<String> COMPARISONS =
            List.of("==", "!=", "in (", "!in (", "<", "<=", ">", ">=", "between (", "and", "or");

    static final List<String> TEXT_COMPARISONS =
            List.of(
                    "==",
                    "!=",
                    "=~",
                    "!~",
                    "in (",
                    "!in (",
                    "in~ (",
                    "has",
                    "!has",
                    "contains",
                    "!contains",
                    "startswith",
                    "!startswith",
                    "endswith",
                    "!endswith",
                    "has_any (",
                    "has_all (",
                    "matches regex",
                    "and",
                    "or");

    /** The kinds that {@code kind=} takes, by operator. */
    static final Map<String, List<String>> KINDS =
            Map.of(
                    "join",
                    List.of(
                            "inner",
                            "leftouter",
                            "innerunique",
                            "rightouter",
                            "fullouter",
                            "leftsemi",
                            "leftanti",
                            "rightsemi",
                            "rightanti"),
                    "lookup",
                    List.of("leftouter", "inner"),
                    "union",
                    List.of("outer", "inner"),
                    "mv-expand",
                    List.of("bag", "array"),
                    "parse",
                    List.of("simple", "regex", "relaxed"),
                    "parse-where",
                    List.of("simple", "regex"),
                    "search",
                    List.of("case_insensitive", "case_sensitive"));

    static final List<String> CHARTS =
            List.of(
                    "timechart",
                    "columnchart",
                    "barchart",
                    "piechart",
                    "linechart",
                    "areachart",
                    "scatterchart",
                    "stackedareachart",
                    "table",
                    "card");

    private Guide() {}

    private static Entry entry(String name, String form, String doc) {
        return new Entry(name, form, doc);
    }
}
