package io.vaultlens.query.function;

import static io.vaultlens.query.function.Aggregate.aggregate;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** Aggregates that collect values into arrays, bags and sketches, and the percentiles. */
final class CollectingFunctions {
    /** The most elements an array may get. */
    private static final String MOST = "1048576";

    private static final String PRESENT = "list_filter(coalesce(#, []), lambda v: v IS NOT NULL)";

    /** The elements of arrays in their places; a dynamic null is a value like others. */
    private static final String FLAT =
            "flatten(list_transform(coalesce(#, []), lambda v: CASE WHEN json_type(v) = 'ARRAY'"
                    + " THEN v->'$[*]' ELSE [v] END))";

    private static final List<Aggregate> COLLECTING =
            List.of(
                    aggregate(
                            "make_list|makelist(value: dynamic, maxSize: long = 1048576): dynamic",
                            "list",
                            Template.of("list($1 $order)"),
                            arguments -> listed(FLAT, limit(arguments, 1)),
                            "An array of the values; of arrays their elements."),
                    aggregate(
                            "make_list|makelist(value: json, maxSize: long = 1048576): dynamic",
                            "list",
                            Template.of("list($1 $order)"),
                            arguments -> listed(PRESENT, limit(arguments, 1)),
                            "An array of the values, nulls left out."),
                    aggregate(
                            "make_list_if(value: dynamic, predicate: bool, maxSize: long ="
                                    + " 1048576): dynamic",
                            "list",
                            Template.of("list($1 $order)"),
                            arguments -> listed(FLAT, limit(arguments, 2)),
                            "An array of the values of the rows that meet a condition."),
                    aggregate(
                            "make_list_if(value: json, predicate: bool, maxSize: long = 1048576):"
                                    + " dynamic",
                            "list",
                            Template.of("list($1 $order)"),
                            arguments -> listed(PRESENT, limit(arguments, 2)),
                            "An array of the values of the rows that meet a condition."),
                    aggregate(
                            "make_list_with_nulls(value: dynamic): dynamic",
                            "list",
                            "list($1 $order)",
                            listed(FLAT, MOST),
                            "An array of the values, nulls included; of arrays their elements."),
                    aggregate(
                            "make_list_with_nulls(value: json): dynamic",
                            "list",
                            "list($1 $order)",
                            listed("coalesce(#, [])", MOST),
                            "An array of the values, nulls included."),
                    aggregate(
                            "make_set|makeset(value: json, maxSize: long = 1048576): dynamic",
                            "set",
                            Template.of("list(DISTINCT $1)"),
                            arguments -> set(limit(arguments, 1)),
                            "An array of the different values."),
                    aggregate(
                            "make_set_if(value: json, predicate: bool, maxSize: long = 1048576):"
                                    + " dynamic",
                            "set",
                            Template.of("list(DISTINCT $1)"),
                            arguments -> set(limit(arguments, 2)),
                            "An array of the different values of the rows that meet a condition."),
                    aggregate(
                            "make_bag(value: dynamic, maxSize: long = 1048576): dynamic",
                            "bag",
                            Template.of("list($1 $order)"),
                            arguments -> bag(limit(arguments, 1)),
                            "A bag of the properties of all bags."),
                    aggregate(
                            "make_dictionary(value: dynamic, maxSize: long = 128): dynamic",
                            "dictionary",
                            Template.of("list($1 $order)"),
                            arguments -> bag(arguments.count() > 1 ? limit(arguments, 1) : "128"),
                            "A bag of the properties of all bags, by its old name."),
                    aggregate(
                            "make_bag_if(value: dynamic, predicate: bool, maxSize: long = 1048576):"
                                    + " dynamic",
                            "bag",
                            Template.of("list($1 $order)"),
                            arguments -> bag(limit(arguments, 2)),
                            "A bag of the properties of the bags that meet a condition."),
                    aggregate(
                            "buildschema(value: dynamic): dynamic",
                            "schema",
                            "list(DISTINCT $1)",
                            "kql_schema_of_1(to_json(#))::JSON",
                            "The types that dynamic values and their properties have."),
                    aggregate(
                            "percentiles_array(value: any, percentages: dynamic): dynamic",
                            "percentiles",
                            arguments -> Percentiles.several(arguments, 1),
                            Percentiles::json,
                            "The values that each so many percent of the values do not exceed."),
                    aggregate(
                            "percentiles_array(value: any, percentages...: real): dynamic",
                            "percentiles",
                            arguments -> Percentiles.several(arguments, 1),
                            Percentiles::json,
                            "The values that each so many percent of the values do not exceed."),
                    aggregate(
                            "percentilesw_array(value: any, weight: long, percentages: dynamic): "
                                    + "dynamic",
                            "percentiles",
                            Template.of(Percentiles.PAIRS),
                            Percentiles::severalWeighted,
                            "Percentiles of values that each count several times, in an array."),
                    aggregate(
                            "percentilesw_array(value: any, weight: long, percentages...: real): "
                                    + "dynamic",
                            "percentiles",
                            Template.of(Percentiles.PAIRS),
                            Percentiles::severalWeighted,
                            "Percentiles of values that each count several times, in an array."),
                    aggregate(
                            "hll(value: any, accuracy: long = 1): dynamic",
                            "hll",
                            "list(DISTINCT hash($1))",
                            "to_json(list_slice(#, 1, " + MOST + "))",
                            "What dcount_hll() counts the different values from."),
                    aggregate(
                            "hll_if(value: any, predicate: bool, accuracy: long = 1): dynamic",
                            "hll_if",
                            "list(DISTINCT hash($1))",
                            "to_json(list_slice(#, 1, " + MOST + "))",
                            "What dcount_hll() counts, of the rows that meet a condition."),
                    aggregate(
                            "hll_merge(value: dynamic): dynamic",
                            "hll_merge",
                            "list($1)",
                            "to_json(list_distinct(flatten(list_transform(coalesce(#, []),"
                                    + " lambda v: v->>'$[*]'))))",
                            "The union of what hll() made."),
                    aggregate(
                            "tdigest(value: real|timespan|datetime, weight: long = 1): dynamic",
                            "tdigest",
                            "list($1)",
                            "to_json(list_sort(list_slice(#, 1, " + MOST + ")))",
                            "What percentile_tdigest() takes percentiles of."),
                    aggregate(
                            "tdigest_merge|merge_tdigest(value: dynamic): dynamic",
                            "merge_tdigests",
                            "list($1)",
                            "kql_tdigest_merge_1(to_json(coalesce(#, [])))::JSON",
                            "The union of what tdigest() made."));

    /** All of them. */
    static final List<Aggregate> ALL =
            Stream.of(Percentiles.AGGREGATES, COLLECTING).flatMap(List::stream).toList();

    private CollectingFunctions() {}

    private static String listed(String values, String limit) {
        return "to_json(list_slice(" + values + ", 1, " + limit + "))";
    }

    private static String set(String limit) {
        return "kql_set_of_2(to_json(coalesce(#, [])), " + limit + ")::JSON";
    }

    private static String bag(String limit) {
        return "kql_bag_of_2(to_json(coalesce(#, [])), " + limit + ")::JSON";
    }

    private static String limit(Arguments arguments, int index) {
        if (arguments.count() <= index) {
            return MOST;
        }
        long limit = Long.parseLong(number(arguments, index));
        return Long.toString(Math.clamp(limit, 0, Long.parseLong(MOST)));
    }

    private static String number(Arguments arguments, int index) {
        return new BigDecimal(arguments.text(index)).toPlainString();
    }
}
