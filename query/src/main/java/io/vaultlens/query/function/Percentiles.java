package io.vaultlens.query.function;

import static io.vaultlens.query.function.Aggregate.aggregate;

import io.vaultlens.collector.catalog.ColumnType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes the SQL of percentiles, which are values of the data: no value lies between two. */
final class Percentiles {
    /** Collects values with their weights in order. */
    static final String PAIRS = "list({'v': $1, 'w': $2} ORDER BY $1)";

    /** Those that give one value: of whole numbers it is a long, of decimals a real. */
    static final List<Aggregate> AGGREGATES =
            Stream.of(
                            forms("int|long", "long", "(%s)::BIGINT"),
                            forms("decimal", "real", "(%s)::DOUBLE"),
                            forms("any", "same", "%s"))
                    .flatMap(List::stream)
                    .toList();

    private Percentiles() {}

    private static List<Aggregate> forms(String type, String result, String cast) {
        String value = "(value: " + type + ", ";
        String end = ": real): " + result;
        return List.of(
                aggregate(
                        "percentile" + value + "percentage" + end,
                        "percentile",
                        arguments -> one(arguments, 1),
                        Template.of(cast.formatted("#")),
                        "The value that so many percent of the values do not exceed."),
                aggregate(
                        "percentiles" + value + "percentages..." + end,
                        "percentile",
                        arguments -> one(arguments, 1),
                        Template.of(cast.formatted("#")),
                        "Several percentiles, a column for each."),
                aggregate(
                        "percentilew" + value + "weight: long, percentage" + end,
                        "percentile",
                        Template.of(PAIRS),
                        arguments -> cast.formatted(weighted(arguments, 2)),
                        "The percentile of values that each count several times."),
                aggregate(
                        "percentilesw" + value + "weight: long, percentages..." + end,
                        "percentile",
                        Template.of(PAIRS),
                        arguments -> cast.formatted(weighted(arguments, 2)),
                        "Several percentiles of values that each count several times."));
    }

    /** One percentile. */
    static String one(Arguments arguments, int index) {
        return "quantile_disc(" + value(arguments) + ", " + share(arguments, index) + ")";
    }

    private static String value(Arguments arguments) {
        return arguments.types().getFirst() == ColumnType.DECIMAL ? "$1::DOUBLE" : "$1";
    }

    private static String share(Arguments arguments, int index) {
        return share(index, arguments.text(index));
    }

    private static String share(int index, String percentage) {
        BigDecimal share;
        try {
            share = new BigDecimal(percentage.strip()).movePointLeft(2);
        } catch (NumberFormatException e) {
            throw new ArgumentException(index, "must be a number between 0 and 100");
        }
        if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw new ArgumentException(index, "must lie between 0 and 100");
        }
        return share.toPlainString();
    }

    /** The shares of all percentages from an argument on, of which one may be an array. */
    private static List<String> shares(Arguments arguments, int first) {
        List<String> shares = new ArrayList<>();
        for (int i = first; i < arguments.count(); i++) {
            for (String each : arguments.text(i).replaceAll("[\\[\\]]", "").split(",")) {
                shares.add(share(i, each));
            }
        }
        return shares;
    }

    /** Several percentiles, as a list. */
    static String several(Arguments arguments, int first) {
        String shares = String.join(", ", shares(arguments, first));
        return "quantile_disc(" + value(arguments) + ", [" + shares + "])";
    }

    /** A list of values as a dynamic array. */
    static String json(Arguments arguments) {
        return json(arguments.types().getFirst(), "#");
    }

    private static String json(ColumnType type, String list) {
        return switch (type) {
            case DATETIME -> "to_json(list_transform(" + list + ", lambda v: " + MOMENT + "))";
            case TIMESPAN ->
                    "to_json(list_transform(" + list + ", lambda v: kql_timespan_text_1(v)))";
            default -> "to_json(" + list + ")";
        };
    }

    private static final String MOMENT = ConversionFunctions.DATETIME_TEXT.replace("$1", "v");

    /** The value at which the weights so far reach a share of all, from pairs in order. */
    static String weighted(Arguments arguments, int index) {
        return weighted(share(arguments, index));
    }

    private static String weighted(String share) {
        String pairs = "list_filter(#, lambda e: e.v IS NOT NULL)";
        String weights = "to_json(list_transform(" + pairs + ", lambda e: e.w))";
        return pairs + "[kql_weighted_place_2(" + weights + ", " + share + "::DOUBLE)].v";
    }

    /** Several such values as a dynamic array. */
    static String severalWeighted(Arguments arguments) {
        List<String> values = shares(arguments, 2).stream().map(Percentiles::weighted).toList();
        String list = "[" + String.join(", ", values) + "]";
        return json(arguments.types().getFirst(), list);
    }
}
