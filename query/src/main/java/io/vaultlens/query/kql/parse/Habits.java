package io.vaultlens.query.kql.parse;

import io.vaultlens.query.kql.lex.Token;
import io.vaultlens.query.kql.lex.Token.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Knows what people bring from other languages, and says how KQL writes it. */
final class Habits {
    /** The charts that answers can be shown as. */
    static final Set<String> CHARTS =
            Set.of(
                    "table",
                    "timechart",
                    "columnchart",
                    "barchart",
                    "piechart",
                    "linechart",
                    "areachart",
                    "stackedareachart",
                    "scatterchart",
                    "ladderchart",
                    "pivotchart",
                    "timepivot",
                    "timelinechart",
                    "anomalychart",
                    "treemap",
                    "card",
                    "plotly",
                    "graph",
                    "list");

    /** Words that stand in no text in KQL where they are found, with the way out. */
    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("and", "KQL writes 'and' in lower case"),
                    Map.entry("or", "KQL writes 'or' in lower case"),
                    Map.entry("is", "write isnull(x), isnotnull(x) or isempty(x)"),
                    Map.entry("in", "KQL writes 'in' in lower case, before a list in brackets"),
                    Map.entry("between", "KQL writes between (a .. b)"),
                    Map.entry("group", "groups are made by: summarize … by …"),
                    Map.entry("from", "a query begins with its table, then | and what to do"),
                    Map.entry("where", "put | before it"),
                    Map.entry("not", "KQL writes the ! before the word: !in, !contains, !has"),
                    Map.entry("like", "write contains, startswith or has"),
                    Map.entry("having", "put | where after summarize"),
                    Map.entry("when", "write case(condition, value, …, value for all else)"),
                    Map.entry("descending", "write desc"),
                    Map.entry("ascending", "write asc"),
                    Map.entry("by", "write summarize … by …"),
                    Map.entry("as", "a name stands before its value: Name = value"),
                    Map.entry("desc", "an order stands after sort by"),
                    Map.entry("asc", "an order stands after sort by"));

    /** Words that SQL begins clauses with, where an operator belongs. */
    private static final Map<String, String> CLAUSES =
            Map.ofEntries(
                    Map.entry("select", "write project"),
                    Map.entry("from", "a query begins with its table"),
                    Map.entry("group", "write summarize … by …"),
                    Map.entry("having", "write where after summarize"),
                    Map.entry("orderby", "write order by"),
                    Map.entry("offset", "number the rows with serialize and row_number()"),
                    Map.entry("skip", "number the rows with serialize and row_number()"),
                    Map.entry("insert", "a query only reads"),
                    Map.entry("update", "a query only reads"),
                    Map.entry("delete", "a query only reads"),
                    Map.entry("with", "name a part with let"),
                    Map.entry("unique", "write distinct"),
                    Map.entry("groupby", "write summarize … by …"),
                    Map.entry("filter", "write where"),
                    Map.entry("head", "write take or top"),
                    Map.entry("tail", "sort the other way, then take"),
                    Map.entry("stats", "write summarize"),
                    Map.entry("eval", "write extend"),
                    Map.entry("rename", "write project-rename"),
                    Map.entry("fields", "write project"),
                    Map.entry("left", "write join kind=leftouter (…) on …"),
                    Map.entry("right", "write join kind=rightouter (…) on …"),
                    Map.entry("inner", "write join kind=inner (…) on …"),
                    Map.entry("full", "write join kind=fullouter (…) on …"),
                    Map.entry("outer", "write join kind=fullouter (…) on …"));

    /** Kinds of join as SQL calls them. */
    private static final Map<String, String> KINDS =
            Map.of(
                    "left", "leftouter",
                    "right", "rightouter",
                    "full", "fullouter",
                    "outer", "fullouter",
                    "semi", "leftsemi",
                    "left_outer", "leftouter",
                    "left_anti", "leftanti");

    private Habits() {}

    /** The way out where this token goes on after an expression that was whole. */
    static Optional<String> after(Cursor cursor) {
        Token token = cursor.peek();
        if (token.is("?")) {
            return Optional.of("write iff(condition, value, other)");
        }
        if (token.is(")")) {
            return Optional.of("there is no '(' before it that is still open");
        }
        if (token.kind() != Kind.WORD) {
            return Optional.empty();
        }
        String word = token.text().toLowerCase(Locale.ROOT);
        Token before = cursor.last();
        if (before.kind() == Kind.WORD && before.text().equalsIgnoreCase("not")) {
            return Optional.of("KQL writes not(…) with brackets");
        }
        if (before.is("by")) {
            return Optional.of("take out the comma before 'by'");
        }
        boolean lower = token.text().equals(word) && (word.equals("and") || word.equals("or"));
        return lower ? Optional.empty() : Optional.ofNullable(WORDS.get(word));
    }

    /** The kind of join that is meant by a word of SQL. */
    static Optional<String> kind(String name) {
        return Optional.ofNullable(KINDS.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The way out where a word of SQL or of another language stands for an operator. */
    static Optional<String> operator(String name) {
        return Optional.ofNullable(CLAUSES.get(name.toLowerCase(Locale.ROOT)));
    }
}
