package io.vaultlens.query.kql.bind;

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

    private ResultNames() {}

    /** The name, or nothing where KQL numbers the column. */
    public static String of(Expression expression) {
        return switch (expression) {
            case Expression.Reference reference -> reference.name();
            case Expression.Member member -> joined(of(member.object()), member.name().text());
            case Expression.Index index -> joined(of(index.object()), literal(index.index()));
            case Expression.Call call -> of(call);
            default -> "";
        };
    }

    private static String of(Expression.Call call) {
        String name = call.name().text().toLowerCase(Locale.ROOT);
        List<Expression> arguments = call.values();
        if (arguments.isEmpty()) {
            return name.equals("ingestion_time") ? "$IngestionTime" : "";
        }
        Expression first = arguments.getFirst();
        boolean only = arguments.size() == 1;
        if (AS_FIRST_ARGUMENT.contains(name)) {
            return of(first);
        }
        return switch (name) {
            case "strlen", "string_size", "dcount_hll", "percentile_tdigest" ->
                    name + "_" + of(first);
            case "gettype" -> "type_" + of(first);
            case "treepath" -> "tree_" + of(first);
            case "repeat" -> "repeat_" + of(first);
            case "percentiles_array_tdigest" -> "percentile_tdigest_" + of(first);
            case "tdigest_merge", "merge_tdigest" -> "tdigests_merge_result";
            case "hll_merge" -> "hll_merged_result";
            case "make_datetime", "make_timespan" -> only ? of(first) : "";
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
