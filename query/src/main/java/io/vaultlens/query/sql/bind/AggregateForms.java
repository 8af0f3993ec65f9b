package io.vaultlens.query.sql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.bind.AggregateUse;
import io.vaultlens.query.kql.bind.Binding;
import io.vaultlens.query.kql.bind.ExpressionBinder;
import io.vaultlens.query.plan.KqlAggregate;
import io.vaultlens.query.plan.KqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;

/**
 * The spelling of aggregate and window functions: SQL's own give null for no rows, the library's
 * answer as in KQL.
 *
 * @param binder the binder of the text's expressions
 */
record AggregateForms(ExpressionBinder binder) {
    /**
     * A function ready to be called.
     *
     * @param function as the plan knows it
     * @param arguments its arguments
     * @param condition which rows count; empty for all
     */
    record Form(KqlAggregate function, List<RexNode> arguments, Optional<RexNode> condition) {}

    /**
     * The form of a function.
     *
     * @param type the type of its value, as validation found it
     */
    Form of(
            SqlAggFunction function,
            boolean distinct,
            boolean ignoreNulls,
            List<RexNode> arguments,
            RelDataType type) {
        if (function instanceof SqlFunctions.LibraryAggregate) {
            if (distinct) {
                throw ExpressionTranslator.unsupported("DISTINCT in " + function.getName() + "()");
            }
            AggregateUse use = ValueScope.aggregate(binder, function.getName(), arguments);
            KqlAggregate library =
                    new KqlAggregate(use.name(), KqlTypes.of(use.type()), use.core(), use.finish());
            return new Form(library, use.arguments(), use.condition());
        }
        if (function.getKind() == SqlKind.ARRAY_AGG) {
            return array(distinct, ignoreNulls, arguments);
        }
        ColumnType value =
                SqlTypes.columnType(type)
                        .orElseThrow(() ->
                                ExpressionTranslator.unsupported("an aggregate of type " + type));
        String core = core(function, arguments.size());
        if (core.equals("count($1)") && arguments.size() > 1) {
            return count(distinct, arguments, type);
        }
        List<RexNode> operands = arguments;
        if (core.startsWith("string_agg") && arguments.size() == 2) {
            core = "string_agg($1, " + separator(arguments.get(1)) + " $order)";
            operands = arguments.subList(0, 1);
        }
        String counted = distinct ? core.replace("($1", "(DISTINCT $1") : core;
        if (ignoreNulls) {
            counted = counted.substring(0, counted.length() - 1) + " IGNORE NULLS)";
        }
        RelDataType result = type.isNullable() ? KqlTypes.nullable(value) : KqlTypes.notNull(value);
        String name = function.getName().toLowerCase(java.util.Locale.ROOT);
        return new Form(
                new KqlAggregate(name, result, counted, finish(function, value)),
                operands,
                Optional.empty());
    }

    /** Rows in which all of several columns have a value, or how many different ones. */
    private static Form count(boolean distinct, List<RexNode> arguments, RelDataType type) {
        List<String> places = new ArrayList<>();
        for (int i = 1; i <= arguments.size(); i++) {
            places.add("$" + i);
        }
        String present = String.join(" IS NOT NULL AND ", places) + " IS NOT NULL";
        String row = "(" + String.join(", ", places) + ")";
        String core =
                "count(%sCASE WHEN %s THEN %s END)"
                        .formatted(distinct ? "DISTINCT " : "", present, row);
        KqlAggregate function =
                new KqlAggregate(
                        "count",
                        KqlTypes.notNull(SqlTypes.columnType(type).orElseThrow()),
                        core,
                        KqlAggregate.NO_FINISH);
        return new Form(function, arguments, Optional.empty());
    }

    /** An array is what KQL collects, with its nulls unless they are to be ignored. */
    private Form array(boolean distinct, boolean ignoreNulls, List<RexNode> arguments) {
        String name = ignoreNulls ? "make_list" : "make_list_with_nulls";
        AggregateUse use = ValueScope.aggregate(binder, name, arguments);
        String core = distinct ? "list(DISTINCT $1)" : use.core();
        KqlAggregate function =
                new KqlAggregate(use.name(), KqlTypes.of(use.type()), core, use.finish());
        return new Form(function, use.arguments(), use.condition());
    }

    /** The engine takes a constant only; what would be a place in a template is taken apart. */
    private static String separator(RexNode separator) {
        if (Binding.constant(separator).orElse(null) instanceof String text) {
            return "('" + text.replace("'", "''").replace("$", "' || chr(36) || '") + "')";
        }
        throw ExpressionTranslator.unsupported("LISTAGG with a separator that is no literal");
    }

    private static String core(SqlAggFunction function, int arguments) {
        return switch (function.getName()) {
            case "COUNT" -> arguments == 0 ? "count(*)" : "count($1)";
            case "SUM", "$SUM0" -> "sum($1)";
            case "AVG" -> "avg($1)";
            case "MIN" -> "min($1)";
            case "MAX" -> "max($1)";
            case "STDDEV", "STDDEV_SAMP" -> "stddev_samp($1)";
            case "STDDEV_POP" -> "stddev_pop($1)";
            case "VARIANCE", "VAR_SAMP" -> "var_samp($1)";
            case "VAR_POP" -> "var_pop($1)";
            case "EVERY", "BOOL_AND" -> "bool_and($1)";
            case "SOME", "BOOL_OR" -> "bool_or($1)";
            case "ANY_VALUE" -> "any_value($1)";
            case "SINGLE_VALUE" -> "any_value($1)";
            case "MODE" -> "mode($1)";
            case "ARG_MAX", "MAX_BY" -> "arg_max($1, $2)";
            case "ARG_MIN", "MIN_BY" -> "arg_min($1, $2)";
            case "MEDIAN" -> "quantile_cont($1, 0.5)";
            case "APPROX_COUNT_DISTINCT" -> "approx_count_distinct($1)";
            case "LISTAGG", "STRING_AGG" ->
                    arguments == 1 ? "string_agg($1, ',' $order)" : "string_agg($1, $2 $order)";
            default -> window(function, arguments);
        };
    }

    private static String window(SqlAggFunction function, int arguments) {
        return switch (function.getName()) {
            case "ROW_NUMBER" -> "row_number()";
            case "RANK" -> "rank()";
            case "DENSE_RANK" -> "dense_rank()";
            case "PERCENT_RANK" -> "percent_rank()";
            case "CUME_DIST" -> "cume_dist()";
            case "NTILE" -> "ntile($1)";
            case "LAG" -> call("lag", arguments);
            case "LEAD" -> call("lead", arguments);
            case "FIRST_VALUE" -> "first_value($1)";
            case "LAST_VALUE" -> "last_value($1)";
            case "NTH_VALUE" -> "nth_value($1, $2)";
            default -> throw ExpressionTranslator.unsupported(function.getName() + "()");
        };
    }

    private static String call(String name, int arguments) {
        return switch (arguments) {
            case 1 -> name + "($1)";
            case 2 -> name + "($1, $2)";
            default -> name + "($1, $2, $3)";
        };
    }

    /** DuckDB's sum of longs is wider than a long; of moments the mean is a fraction. */
    private static String finish(SqlAggFunction function, ColumnType type) {
        boolean sum = function.getName().equals("SUM") || function.getName().equals("$SUM0");
        boolean whole =
                switch (type) {
                    case INT, LONG, TIMESPAN, DATETIME -> true;
                    default -> false;
                };
        String value = KqlAggregate.NO_FINISH;
        boolean mean = function.getName().equals("AVG") || function.getName().equals("MEDIAN");
        if (whole && (sum || mean)) {
            value = "CAST(round(#) AS BIGINT)";
        } else if (type == ColumnType.DECIMAL) {
            value = "CAST(# AS DECIMAL(38,17))";
        }
        if (whole && sum) {
            value = "CAST(# AS BIGINT)";
        }
        return function.getName().equals("$SUM0") ? "coalesce(" + value + ", 0)" : value;
    }
}
