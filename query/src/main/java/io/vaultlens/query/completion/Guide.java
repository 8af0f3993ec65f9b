package io.vaultlens.query.completion;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the words of KQL are for: its operators, and the words that go on with each. */
final class Guide {
    /**
     * One operator.
     *
     * @param name as it is written
     * @param form how it is used
     * @param doc what it does
     * @param words the words that may follow in it
     */
    record Entry(String name, String form, String doc, List<String> words) {}

    private static final List<String> ORDER = List.of("asc", "desc", "nulls first", "nulls last");

    /** The operators in the order in which people need them. */
    static final List<Entry> OPERATORS =
            List.of(
                    entry("where", "where CONDITION", "Keeps the rows that meet a condition."),
                    entry(
                            "summarize",
                            "summarize AGGREGATES by KEYS",
                            "Makes one row of each group.",
                            "by"),
                    entry(
                            "project",
                            "project COLUMNS",
                            "Keeps and computes exactly these columns."),
                    entry("extend", "extend NAME = VALUE, …", "Adds columns, or replaces them."),
                    new Entry(
                            "sort",
                            "sort by COLUMNS",
                            "Puts the rows in order.",
                            with("by", ORDER)),
                    new Entry(
                            "order",
                            "order by COLUMNS",
                            "Puts the rows in order.",
                            with("by", ORDER)),
                    entry("take", "take NUMBER", "Keeps some rows, any of them."),
                    new Entry(
                            "top",
                            "top NUMBER by COLUMN",
                            "Keeps the first rows in an order.",
                            with("by", ORDER)),
                    entry("count", "count", "Counts the rows."),
                    entry("distinct", "distinct COLUMNS", "Keeps each combination once.", "*"),
                    entry(
                            "join",
                            "join kind=inner (TABLE) on COLUMN",
                            "Puts rows of two tables side by side where columns are equal.",
                            "kind=",
                            "on"),
                    entry(
                            "lookup",
                            "lookup (TABLE) on COLUMN",
                            "Adds columns of a small table where columns are equal.",
                            "kind=",
                            "on"),
                    entry(
                            "union",
                            "union TABLES",
                            "Puts rows of tables one after the other.",
                            "kind=",
                            "withsource=",
                            "isfuzzy="),
                    entry(
                            "render",
                            "render CHART",
                            "Says how the answer is to be drawn.",
                            "with ("),
                    entry("project-away", "project-away COLUMNS", "Leaves columns out."),
                    entry(
                            "project-by-names",
                            "project-by-names NAMES",
                            "Keeps columns that texts name, in the order of the texts."),
                    entry("project-keep", "project-keep COLUMNS", "Keeps columns, in their order."),
                    entry("project-rename", "project-rename NEW = OLD", "Renames columns."),
                    entry(
                            "project-reorder",
                            "project-reorder COLUMNS",
                            "Puts columns first.",
                            "asc",
                            "desc"),
                    entry(
                            "make-series",
                            "make-series AGGREGATE on TIME step LENGTH by KEYS",
                            "Makes arrays of values over a time axis.",
                            "default=",
                            "on",
                            "from",
                            "to",
                            "step",
                            "by"),
                    entry(
                            "mv-expand",
                            "mv-expand COLUMN to typeof(TYPE)",
                            "Makes a row of each element of an array or bag.",
                            "to typeof(",
                            "limit",
                            "with_itemindex=",
                            "kind="),
                    entry(
                            "mv-apply",
                            "mv-apply COLUMN on (QUERY)",
                            "Asks a query of the elements of each row.",
                            "on (",
                            "to typeof("),
                    entry(
                            "parse",
                            "parse COLUMN with PATTERN",
                            "Reads columns out of a text.",
                            "with",
                            "kind="),
                    entry(
                            "parse-where",
                            "parse-where COLUMN with PATTERN",
                            "Reads columns out of a text and drops rows that do not fit.",
                            "with",
                            "kind="),
                    entry(
                            "parse-kv",
                            "parse-kv COLUMN as (NAMES) with (…)",
                            "Reads keys and values out of a text.",
                            "as (",
                            "with ("),
                    entry(
                            "partition",
                            "partition by COLUMN (QUERY)",
                            "Asks a query of each part of the rows.",
                            "by",
                            "hint.strategy="),
                    entry(
                            "search",
                            "search \"TERM\"",
                            "Finds rows in which a term stands anywhere.",
                            "in (",
                            "kind="),
                    entry(
                            "find",
                            "find where CONDITION",
                            "Finds rows in several tables.",
                            "in (",
                            "where",
                            "project"),
                    entry("evaluate", "evaluate PLUGIN(…)", "Runs a plugin, such as pivot."),
                    entry("sample", "sample NUMBER", "Keeps some rows at random."),
                    entry(
                            "sample-distinct",
                            "sample-distinct NUMBER of COLUMN",
                            "Keeps some values at random.",
                            "of"),
                    entry(
                            "top-hitters",
                            "top-hitters NUMBER of COLUMN",
                            "Keeps the most frequent values.",
                            "of",
                            "by"),
                    entry(
                            "top-nested",
                            "top-nested NUMBER of COLUMN by AGGREGATE",
                            "Keeps the first values, and within each the first of the next.",
                            "of",
                            "by",
                            "with others="),
                    entry("getschema", "getschema", "Shows the columns and their types."),
                    entry("as", "as NAME", "Gives the rows a name."),
                    entry(
                            "serialize",
                            "serialize",
                            "Keeps the rows in their order.",
                            "row_number()"),
                    entry("fork", "fork (QUERY) (QUERY)", "Gives several tables."),
                    entry("facet", "facet by COLUMNS", "Gives a table for each column.", "by"),
                    entry("invoke", "invoke FUNCTION()", "Hands the rows to a function."),
                    entry("reduce", "reduce by COLUMN", "Groups similar texts.", "by", "with"),
                    entry(
                            "scan",
                            "scan with (STEPS)",
                            "Follows sequences of rows.",
                            "declare (",
                            "with (",
                            "step"),
                    entry("consume", "consume", "Reads the rows and gives none."));

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

    private static Entry entry(String name, String form, String doc, String... words) {
        return new Entry(name, form, doc, List.of(words));
    }

    private static List<String> with(String first, List<String> others) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(first), others.stream())
                .toList();
    }

    /** The operator of a name. */
    static Optional<Entry> operator(String name) {
        return OPERATORS.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
