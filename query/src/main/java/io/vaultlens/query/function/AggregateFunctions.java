package io.vaultlens.query.function;

import static io.vaultlens.query.function.Aggregate.aggregate;

import io.vaultlens.collector.catalog.ColumnType;
import java.util.ArrayList;
import java.util.List;

/** Aggregates that count, add, compare and pick. */
final class AggregateFunctions {
    private static final String MIDDLE = "630822816000000000";

    /** Variances are rounded so, also for the deviations that are drawn from them. */
    private static final String ROUNDED = "round(#, 10)";

    /**
     * Each is there with and without a condition; the second line of each pair names the former.
     */
    private static final List<Pair> PAIRS =
            List.of(
                    new Pair(
                            aggregate("count(): long", "count", "count(*)", "#", "The rows."),
                            "countif",
                            "countif"),
                    new Pair(
                            aggregate(
                                    "sum(value: int|long): long",
                                    "sum",
                                    "sum($1)",
                                    "coalesce((((# + 9223372036854775808)"
                                            + " & 18446744073709551615)"
                                            + " - 9223372036854775808)::BIGINT, 0)",
                                    "The sum of numbers."),
                            "sumif",
                            "sumif"),
                    new Pair(
                            aggregate(
                                    "sum(value: real): real",
                                    "sum",
                                    "sum($1)",
                                    "coalesce(#, 0)",
                                    "The sum of numbers."),
                            "sumif",
                            "sumif"),
                    new Pair(
                            aggregate(
                                    "sum(value: decimal): decimal",
                                    "sum",
                                    "sum($1)",
                                    "coalesce(#, 0)",
                                    "The sum of numbers."),
                            "sumif",
                            "sumif"),
                    new Pair(
                            aggregate(
                                    "sum(value: timespan): timespan",
                                    "sum",
                                    "sum($1)",
                                    "coalesce(try_cast(# AS BIGINT), 0)",
                                    "The sum of lengths of time."),
                            "sumif",
                            "sumif"),
                    new Pair(
                            aggregate(
                                    "avg(value: int|long|real): real",
                                    "avg",
                                    "avg($1)",
                                    "coalesce(#, 'nan'::DOUBLE)",
                                    "The mean of numbers, NaN of none."),
                            "avgif",
                            "avgif"),
                    new Pair(
                            aggregate(
                                    "avg(value: decimal): decimal",
                                    "avg",
                                    "avg($1)",
                                    "try_cast(# AS DECIMAL(38, 17))",
                                    "The mean of numbers."),
                            "avgif",
                            "avgif"),
                    new Pair(
                            aggregate(
                                    "avg(value: timespan): timespan",
                                    "avg",
                                    "avg($1)",
                                    "try_cast(round(#) AS BIGINT)",
                                    "The mean of lengths of time."),
                            "avgif",
                            "avgif"),
                    new Pair(
                            aggregate(
                                    "avg(value: datetime): datetime",
                                    "avg",
                                    "avg($1 - " + MIDDLE + ")",
                                    "(try_cast(round(#) AS BIGINT) + " + MIDDLE + ")",
                                    "The mean of moments."),
                            "avgif",
                            "avgif"),
                    new Pair(
                            aggregate(
                                    "min(value: any): same",
                                    "min",
                                    AggregateFunctions::smallest,
                                    Template.of("#"),
                                    "The smallest value."),
                            "minif",
                            "minif"),
                    new Pair(
                            aggregate(
                                    "max(value: any): same",
                                    "max",
                                    "max($1)",
                                    "#",
                                    "The greatest value."),
                            "maxif",
                            "maxif"),
                    new Pair(
                            aggregate(
                                    "count_distinct(value: any): long",
                                    "count_distinct",
                                    "count(DISTINCT $1)",
                                    "#",
                                    "The number of different values."),
                            "count_distinctif",
                            "count_distinctif"),
                    new Pair(
                            aggregate(
                                    "take_any(value: any): same",
                                    "",
                                    "any_value($1)",
                                    "#",
                                    "A value of any row."),
                            "take_anyif",
                            ""),
                    new Pair(
                            aggregate(
                                    "any(value: any): same",
                                    "any",
                                    "any_value($1)",
                                    "#",
                                    "A value of any row."),
                            "anyif",
                            "anyif"),
                    new Pair(
                            aggregate(
                                    "stdev(value: real|timespan|datetime): real",
                                    "stdev",
                                    "var_samp($1)",
                                    "coalesce(sqrt(" + ROUNDED + "), 0)",
                                    "The standard deviation of a sample."),
                            "stdevif",
                            "stdevif"),
                    new Pair(
                            aggregate(
                                    "stdevp(value: real|timespan|datetime): real",
                                    "stdevp",
                                    "var_pop($1)",
                                    "coalesce(sqrt(" + ROUNDED + "), 0)",
                                    "The standard deviation of a population."),
                            "stdevpif",
                            "stdevpif"),
                    new Pair(
                            aggregate(
                                    "variance(value: real|timespan|datetime): real",
                                    "variance",
                                    "var_samp($1)",
                                    "coalesce(" + ROUNDED + ", 0)",
                                    "The variance of a sample."),
                            "varianceif",
                            "varianceif"),
                    new Pair(
                            aggregate(
                                    "variancep(value: real|timespan|datetime): real",
                                    "variancep",
                                    "var_pop($1)",
                                    "coalesce(" + ROUNDED + ", 0)",
                                    "The variance of a population."),
                            "variancepif",
                            "variancepif"),
                    new Pair(
                            aggregate(
                                    "covariance(one: real|timespan|datetime, other: "
                                            + "real|timespan|datetime): real",
                                    "covariance",
                                    "covar_samp($1, $2)",
                                    "coalesce(" + ROUNDED + ", 0)",
                                    "The covariance of a sample."),
                            "covarianceif",
                            "covarianceif"),
                    new Pair(
                            aggregate(
                                    "covariancep(one: real|timespan|datetime, other: "
                                            + "real|timespan|datetime): real",
                                    "covariancep",
                                    "covar_pop($1, $2)",
                                    "coalesce(" + ROUNDED + ", 0)",
                                    "The covariance of a population."),
                            "covariancepif",
                            "covariancepif"));

    private static final List<Aggregate> SINGLE =
            List.of(
                    aggregate(
                            "cnt(): long",
                            "cnt",
                            "count(*)",
                            "#",
                            "The rows, by the old name of count()."),
                    aggregate(
                            "count(value: any): long",
                            "count",
                            "count(*)",
                            "#",
                            "The rows, whatever the value is."),
                    aggregate(
                            "dcount(value: any, accuracy: long = 1): long",
                            "dcount",
                            "count(DISTINCT $1)",
                            "#",
                            "The number of different values."),
                    aggregate(
                            "dcountif(value: any, predicate: bool, accuracy: long = 1): long",
                            "dcountif",
                            "count(DISTINCT $1)",
                            "#",
                            "The number of different values of the rows that meet a condition."),
                    aggregate(
                            "binary_all_and(value: long): long",
                            "",
                            "bit_and($1)",
                            "#",
                            "The bits that are set in all values."),
                    aggregate(
                            "binary_all_or(value: long): long",
                            "",
                            "bit_or($1)",
                            "#",
                            "The bits that are set in any value."),
                    aggregate(
                            "binary_all_xor(value: long): long",
                            "",
                            "bit_xor($1)",
                            "#",
                            "The bits that are set in an odd number of values."));

    /** All of them. */
    static final List<Aggregate> ALL = all();

    private AggregateFunctions() {}

    /** An aggregate, and the name and column prefix of its form with a condition. */
    private record Pair(Aggregate plain, String conditional, String prefix) {}

    /** A value that is no number makes the smallest one none either, as it does the greatest. */
    private static String smallest(Arguments arguments) {
        return arguments.types().getFirst() == ColumnType.REAL
                ? "arg_min($1, CASE WHEN isnan($1) THEN '-inf'::DOUBLE ELSE $1 END)"
                : "min($1)";
    }

    private static List<Aggregate> all() {
        List<Aggregate> all = new ArrayList<>(SINGLE);
        for (Pair each : PAIRS) {
            all.add(each.plain);
            all.add(each.plain.conditional(each.conditional, each.prefix));
        }
        return List.copyOf(all);
    }
}
