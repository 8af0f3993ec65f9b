package io.vaultlens.query.completion;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What each operator is for and how it is written, for completion, hover and the manual. */
public final class OperatorGuide {
    /**
     * One operator.
     *
     * @param names its name, then others that mean the same
     * @param syntax how it is written, with the rows before it
     * @param doc what it does
     * @param words the words that may follow in it
     */
    public record Entry(List<String> names, String syntax, String doc, List<String> words) {
        /** How it is written behind the bar, under one of its names. */
        String form(String name) {
            String behind = syntax.replaceFirst("^\\[?T \\|]? ", "");
            return behind.replaceFirst(names.getFirst(), name);
        }
    }

    private static final List<String> ORDER = List.of("asc", "desc", "nulls first", "nulls last");

    /** The operators in the order in which people need them. */
    public static final List<Entry> ALL =
            List.of(
                    new Entry(
                            List.of("where", "filter"),
                            "T | where condition",
                            "The rows for which a condition is true.",
                            List.of()),
                    new Entry(
                            List.of("summarize"),
                            "T | summarize [Name =] aggregate, … [by [Name =] " + "expression, …]",
                            "A row for each group.",
                            List.of("by")),
                    new Entry(
                            List.of("project"),
                            "T | project [Name =] expression, …",
                            "Exactly these columns.",
                            List.of()),
                    new Entry(
                            List.of("extend"),
                            "T | extend Name = expression, …",
                            "Adds columns; one whose name is taken is replaced in its " + "place.",
                            List.of()),
                    new Entry(
                            List.of("sort", "order"),
                            "T | sort by expression [asc|desc] [nulls first|last], …",
                            "Orders the rows; descending unless the text says otherwise, "
                                    + "null as the smallest value.",
                            with("by", ORDER)),
                    new Entry(
                            List.of("take", "limit"),
                            "T | take n",
                            "So many rows, any of them.",
                            List.of()),
                    new Entry(
                            List.of("top"),
                            "T | top n by expression [asc|desc] [nulls first|last], …",
                            "The first rows in an order.",
                            with("by", ORDER)),
                    new Entry(
                            List.of("count"),
                            "T | count [as Name]",
                            "The number of rows.",
                            List.of()),
                    new Entry(
                            List.of("distinct"),
                            "T | distinct Column, … | distinct *",
                            "Each combination of values once.",
                            List.of("*")),
                    new Entry(
                            List.of("join"),
                            "T | join [kind=kind] (Right) on Column, … | on $left.a == "
                                    + "$right.b",
                            "Pairs rows of both sides that are equal in columns; the "
                                    + "kinds are inner, innerunique (the default: the first left "
                                    + "row of each key), leftouter, rightouter, fullouter, "
                                    + "leftsemi, rightsemi, leftanti, rightanti.",
                            List.of("kind=", "on")),
                    new Entry(
                            List.of("lookup"),
                            "T | lookup [kind=leftouter|inner] (Right) on Column, …",
                            "Adds the columns of a small table; its keys are not " + "repeated.",
                            List.of("kind=", "on")),
                    new Entry(
                            List.of("union"),
                            "[T |] union [kind=inner|outer] [withsource=Name] "
                                    + "[isfuzzy=true] Table, … (stars allowed)",
                            "The rows of several tables; a column with several types "
                                    + "becomes several columns.",
                            List.of("kind=", "withsource=", "isfuzzy=")),
                    new Entry(
                            List.of("render"),
                            "T | render chart [with (property=value, …)]",
                            "Says how the answer is to be shown; the rows stay as they " + "are.",
                            List.of("with (")),
                    new Entry(
                            List.of("project-away"),
                            "T | project-away Column, … (stars allowed)",
                            "All columns but these.",
                            List.of()),
                    new Entry(
                            List.of("project-by-names"),
                            "T | project-by-names \"Name\", dynamic([\"Name\", "
                                    + "\"Na*\"]), column_names_of(Table), …",
                            "Columns that texts name, in the order of the texts; a name "
                                    + "that no column has is left out.",
                            List.of()),
                    new Entry(
                            List.of("project-keep"),
                            "T | project-keep Column, … (stars allowed)",
                            "Only these columns, in the order they have.",
                            List.of()),
                    new Entry(
                            List.of("project-rename"),
                            "T | project-rename New = Old, …",
                            "Other names for columns, in their places.",
                            List.of()),
                    new Entry(
                            List.of("project-reorder"),
                            "T | project-reorder Column " + "[asc|desc|granny-asc|granny-desc], …",
                            "These columns first, the others after them; granny orders "
                                    + "count numbers in names.",
                            List.of("asc", "desc")),
                    new Entry(
                            List.of("make-series"),
                            "T | make-series [kind=nonempty] [Name =] aggregate [default "
                                    + "= value], … on Axis [from start] [to end] step step [by "
                                    + "Key, …]",
                            "Arrays of aggregates along an axis of equal steps, gaps "
                                    + "filled; also written on Axis in range(start, end, step).",
                            List.of("default=", "on", "from", "to", "step", "by")),
                    new Entry(
                            List.of("mv-expand", "mvexpand"),
                            "T | mv-expand [kind=bag|array] [with_itemindex=Name] [Name "
                                    + "=] array [to typeof(type)], … [limit n]",
                            "A row for each element of arrays, which go on in step; a "
                                    + "bag gives a row for each property.",
                            List.of("to typeof(", "limit", "with_itemindex=", "kind=")),
                    new Entry(
                            List.of("mv-apply", "mvapply"),
                            "T | mv-apply [with_itemindex=Name] [Name =] array [to "
                                    + "typeof(type)], … [limit n] on (operators)",
                            "Runs operators over the elements of each row's array.",
                            List.of("on (", "to typeof(")),
                    new Entry(
                            List.of("parse"),
                            "T | parse [kind=simple|relaxed|regex [flags=letters]] text "
                                    + "with \"text\" Column[: type] * …",
                            "Takes a text apart by a pattern into columns; rows that do "
                                    + "not fit keep them empty.",
                            List.of("with", "kind=")),
                    new Entry(
                            List.of("parse-where"),
                            "T | parse-where [kind=…] text with pattern",
                            "As parse, but rows that do not fit are left out.",
                            List.of("with", "kind=")),
                    new Entry(
                            List.of("parse-kv"),
                            "T | parse-kv text as (Key: type, …) [with "
                                    + "(pair_delimiter=…, kv_delimiter=…, quote=…, escape=…, "
                                    + "greedy=true | regex=…)]",
                            "Takes keys and their values out of a text.",
                            List.of("as (", "with (")),
                    new Entry(
                            List.of("partition"),
                            "T | partition [hint.strategy=native|shuffle|legacy] by "
                                    + "Column (operators) | by Column {query}",
                            "Runs operators over the rows of each value of a column "
                                    + "alone; with other tables in them, for at most 64 values.",
                            List.of("by", "hint.strategy=")),
                    new Entry(
                            List.of("search"),
                            "[T |] search [kind=case_sensitive] [in (Table, …)] \"term\" "
                                    + "| Column: \"term\" | condition, with and, or, not",
                            "Rows in which a term stands in any text column; a star in a "
                                    + "term stands for anything. Without tables it looks in all "
                                    + "but the product's own.",
                            List.of("in (", "kind=")),
                    new Entry(
                            List.of("find"),
                            "find [withsource=Name] [in (Table, …)] where predicate "
                                    + "[project Column[: type], … [, pack_all()] | project-smart]",
                            "Rows of many tables that meet a predicate, with the columns "
                                    + "they share and the rest in a bag.",
                            List.of("in (", "where", "project")),
                    new Entry(
                            List.of("evaluate"),
                            "T | evaluate plugin(…) [: (Column: type, …)]",
                            "Runs a plugin over the rows; the plugins are listed below.",
                            List.of()),
                    new Entry(
                            List.of("sample"),
                            "T | sample n",
                            "So many rows at random.",
                            List.of()),
                    new Entry(
                            List.of("sample-distinct"),
                            "T | sample-distinct n of expression",
                            "So many different values, any of them.",
                            List.of("of")),
                    new Entry(
                            List.of("top-hitters"),
                            "T | top-hitters n of expression [by weight]",
                            "The values that occur most, or whose weights sum up to "
                                    + "most; counted exactly.",
                            List.of("of", "by")),
                    new Entry(
                            List.of("top-nested"),
                            "T | top-nested [n] of expression [with others = value] by "
                                    + "aggregate [asc|desc], top-nested …",
                            "The first values of each level within those of the level " + "above.",
                            List.of("of", "by", "with others=")),
                    new Entry(
                            List.of("getschema"),
                            "T | getschema",
                            "A row for each column: its name, number and types.",
                            List.of()),
                    new Entry(
                            List.of("as"),
                            "T | as Name",
                            "Gives the rows so far a name, for later parts of the same "
                                    + "query; alone it names the result table.",
                            List.of()),
                    new Entry(
                            List.of("serialize"),
                            "T | serialize [Name = expression, …]",
                            "Keeps the rows in their order, for window functions, and "
                                    + "adds columns as extend does.",
                            List.of("row_number()")),
                    new Entry(
                            List.of("fork"),
                            "T | fork [Name =] (operators) [Name =] (operators) …",
                            "A result table for each pipeline; it stands last.",
                            List.of()),
                    new Entry(
                            List.of("facet"),
                            "T | facet by Column, … [with (operators)]",
                            "A table with the values of each column, and one more for "
                                    + "the operators; it stands last.",
                            List.of("by")),
                    new Entry(
                            List.of("invoke"),
                            "T | invoke function(…)",
                            "Calls a let function that takes a table first, with the "
                                    + "rows so far.",
                            List.of()),
                    new Entry(
                            List.of("reduce"),
                            "T | reduce [kind=source] by text [with threshold=share, "
                                    + "characters=text]",
                            "Groups texts that differ in some words only.",
                            List.of("by", "with")),
                    new Entry(
                            List.of("scan"),
                            "T | scan [with_match_id=Name] [declare (Column: type [= "
                                    + "value], …)] with (step Name [output=all|last|none]: "
                                    + "condition [=> Column = value, …]; …)",
                            "Goes over the rows in order and remembers what each step "
                                    + "saw last.",
                            List.of("declare (", "with (", "step")),
                    new Entry(
                            List.of("consume"),
                            "T | consume",
                            "Reads everything and answers no rows.",
                            List.of()));

    private OperatorGuide() {}

    private static List<String> with(String first, List<String> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }

    /** The operator of a name. */
    public static Optional<Entry> of(String name) {
        return ALL.stream().filter(each -> each.names().contains(name)).findFirst();
    }
}
