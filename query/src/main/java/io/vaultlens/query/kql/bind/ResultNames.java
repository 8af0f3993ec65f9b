package io.vaultlens.query.kql.bind;

import io.vaultlens.query.function.Library;
import io.vaultlens.query.kql.ast.Expression;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The name that KQL gives the column of an expression without one. */
public final class ResultNames {
    /** Functions whose column is named as their first argument is. */
    private static final Set<String> AS_FIRST_ARGUMENT =
            Set.of(
                    "split",
                    "tostring",
                    "tohex",
                    "todynamic",
                    "toobject",
                    "tolong",
                    "toint",
                    "toreal",
                    "todouble",
                    "todatetime",
                    "totimespan",
                    "totime",
                    "tobool",
                    "toboolean",
                    "todecimal",
                    "toguid",
                    "parse_csv",
                    "parsejson",
                    "parse_json",
                    "parse_xml",
                    "format_datetime",
                    "format_timespan",
                    "startofday",
                    "bin",
                    "floor",
                    "bin_at",
                    "bin_auto",
                    "binary_and",
                    "binary_or",
                    "binary_xor",
                    "binary_not",
                    "binary_shift_right",
                    "binary_shift_left",
                    "bitset_count_ones",
                    "series_fir",
                    "series_outliers",
                    "series_iir",
                    "series_fill_backward",
                    "series_fill_forward",
                    "series_fill_const",
                    "series_fill_linear",
                    "round",
                    "ceiling",
                    "pow",
                    "sqrt",
                    "log",
                    "log2",
                    "log10",
                    "exp",
                    "exp2",
                    "exp10",
                    "cos",
                    "sin",
                    "tan",
                    "acos",
                    "asin",
                    "atan",
                    "atan2",
                    "abs",
                    "rand",
                    "gamma",
                    "loggamma",
                    "erf",
                    "erfc",
                    "format_bytes");

    /** Aggregates that give no name to what is made of them. */
    private static final Set<String> UNNAMED_INSIDE =
            Set.of("take_any", "any", "percentile", "percentiles", "percentilew", "percentilesw");

    private static final Library NO_AGGREGATES = new Library(List.of(), List.of(), List.of());

    private ResultNames() {}

    /** The name, or nothing where KQL numbers the column. */
    public static String of(Expression expression) {
        return of(expression, NO_AGGREGATES);
    }

    /** The name of an expression over groups, where {@code round(avg(x), 1)} is avg_x. */
    static String of(Expression expression, Library aggregates) {
        return switch (expression) {
            case Expression.Reference reference -> reference.name();
            case Expression.Member member ->
                    joined(of(member.object(), aggregates), member.name().text());
            case Expression.Index index ->
                    joined(of(index.object(), aggregates), literal(index.index()));
            case Expression.Call call -> of(call, aggregates);
            default -> "";
        };
    }

    /** The name of an aggregate's column: its prefix and its first argument's name. */
    static String ofAggregate(Expression.Call call, Library library) {
        List<Expression> given = call.values();
        String prefix = library.aggregates(call.name().text()).getFirst().prefix();
        if (prefix.startsWith("covariance") && given.size() > 1) {
            return prefix + "_" + of(given.get(0)) + "_" + of(given.get(1));
        }
        String first = given.isEmpty() ? "" : of(given.getFirst());
        return prefix.isEmpty() ? first : prefix + "_" + first;
    }

    private static String of(Expression.Call call, Library aggregates) {
        String name = call.name().text().toLowerCase(Locale.ROOT);
        if (!aggregates.aggregates(name).isEmpty()) {
            return UNNAMED_INSIDE.contains(name) ? "" : ofAggregate(call, aggregates);
        }
        List<Expression> arguments = call.values();
        if (arguments.isEmpty()) {
            return name.equals("ingestion_time") ? "$IngestionTime" : "";
        }
        Expression first = arguments.getFirst();
        boolean only = arguments.size() == 1;
        if (AS_FIRST_ARGUMENT.contains(name)) {
            return of(first, aggregates);
        }
        return switch (name) {
            case "strlen", "string_size", "dcount_hll", "percentile_tdigest" ->
                    name + "_" + of(first, aggregates);
            case "gettype" -> "type_" + of(first, aggregates);
            case "treepath" -> "tree_" + of(first, aggregates);
            case "repeat" -> "repeat_" + of(first, aggregates);
            case "percentiles_array_tdigest" -> "percentile_tdigest_" + of(first, aggregates);
            case "tdigest_merge", "merge_tdigest" -> "tdigests_merge_result";
            case "hll_merge" -> "hll_merged_result";
            case "make_datetime", "make_timespan" -> only ? of(first, aggregates) : "";
            case "column_ifexists", "columnifexists" -> literal(first);
            default -> "";
        };
    }

    private static String joined(String object, String part) {
        return object.isEmpty() ? part : object + "_" + part;
    }

    private static String literal(Expression expression) {
        return expression instanceof Expression.Literal literal
                ? String.valueOf(literal.value())
                : "";
    }
}
