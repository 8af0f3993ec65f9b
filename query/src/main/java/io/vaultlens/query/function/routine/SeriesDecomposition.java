package io.vaultlens.query.function.routine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/** Takes series apart into trend, season and rest, and finds what stands out of the rest. */
public final class SeriesDecomposition {
    private SeriesDecomposition() {}

    /** The parts of a series; the baseline is season and trend together. */
    private record Parts(double[] baseline, double[] seasonal, double[] trend, double[] rest) {
        ObjectNode bag() {
            ObjectNode bag = Json.bag();
            bag.set("baseline", Series.array(baseline));
            bag.set("seasonal", Series.array(seasonal));
            bag.set("trend", Series.array(trend));
            bag.set("residual", Series.array(rest));
            return bag;
        }
    }

    /** Arguments: series, period, trend, points not to learn from, least score of a period. */
    public static Object decompose(Object[] arguments) {
        JsonNode series = Json.read(arguments[0]);
        if (!series.isArray() || series.isEmpty()) {
            return null;
        }
        return Json.write(
                parts(series, arguments[1], arguments[2], arguments[3], arguments[4]).bag());
    }

    /** Arguments: series, points to foretell, period, trend, least score of a period. */
    public static Object forecast(Object[] arguments) {
        JsonNode series = Json.read(arguments[0]);
        if (!series.isArray() || series.isEmpty()) {
            return null;
        }
        return Json.write(
                parts(series, arguments[2], arguments[3], arguments[1], arguments[4]).bag());
    }

    /**
     * Arguments: series, threshold, period, trend, points not to learn from, method, least score of
     * a period.
     */
    public static Object anomalies(Object[] arguments) {
        JsonNode series = Json.read(arguments[0]);
        if (!series.isArray() || series.isEmpty()) {
            return null;
        }
        Parts parts = parts(series, arguments[2], arguments[3], arguments[4], arguments[6]);
        double threshold = arguments[1] == null ? 1.5 : (double) arguments[1];
        boolean quartiles = Texts.text(arguments[5]).equals("tukey");
        double[] scores = quartiles ? scores(parts.rest, 25, 75) : scores(parts.rest, 10, 90);
        ArrayNode flags = Json.array();
        for (double each : scores) {
            flags.add(each >= threshold ? 1 : each <= -threshold ? -1 : 0);
        }
        ObjectNode bag = Json.bag();
        bag.set("ad_flag", flags);
        bag.set("ad_score", Series.array(scores));
        bag.set("baseline", Series.array(parts.baseline));
        return Json.write(bag);
    }

    private static Parts parts(
            JsonNode series, Object period, Object trendKind, Object tested, Object threshold) {
        double[] values = filled(Series.numbers(series));
        int size = values.length;
        int learnt = size - (int) Math.clamp(Texts.number(tested, 0), 0, size - 1);
        double[] sample = Arrays.copyOf(values, learnt);
        String kind = Texts.text(trendKind);
        double[] firstTrend = trend(kind, sample, learnt);
        double[] level = minus(sample, firstTrend);
        long wanted = Texts.number(period, -1);
        double least = threshold == null ? 0.6 : (double) threshold;
        int length =
                wanted < 0 ? SeriesPeriods.best(level, least) : (int) Math.min(wanted, 1 << 20);
        double[] season = length == 0 ? new double[learnt] : SeriesPeriods.seasonal(level, length);
        double[] seasonal =
                length == 0 ? new double[size] : SeriesPeriods.extended(season, size, length);
        double[] trend = trend(kind, minus(sample, season), size);
        double[] baseline = new double[size];
        for (int i = 0; i < size; i++) {
            baseline[i] = seasonal[i] + trend[i];
        }
        return new Parts(baseline, seasonal, trend, minus(values, baseline));
    }

    /** A gap takes the value before it, or else 0. */
    private static double[] filled(double[] values) {
        double last = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isFinite(values[i]) ? values[i] : last;
            last = values[i];
        }
        return values;
    }

    private static double[] trend(String kind, double[] sample, int size) {
        double[] trend = new double[size];
        if (kind.equals("linefit")) {
            return SeriesFits.line(sample, size);
        }
        if (!kind.equals("none")) {
            Arrays.fill(trend, Arrays.stream(sample).average().orElse(0));
        }
        return trend;
    }

    private static double[] minus(double[] one, double[] other) {
        double[] rest = new double[one.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = one[i] - other[i];
        }
        return rest;
    }

    /** Arguments: series, kind, value that stands for a gap, percentiles of the fences. */
    public static Object outliers(Object[] arguments) {
        JsonNode series = Json.read(arguments[0]);
        if (!series.isArray()) {
            return null;
        }
        double[] values = Series.numbers(series);
        if (arguments[2] != null) {
            double ignored = (double) arguments[2];
            for (int i = 0; i < values.length; i++) {
                values[i] = values[i] == ignored ? Double.NaN : values[i];
            }
        }
        boolean quartiles = Texts.text(arguments[1]).equals("tukey");
        double low = quartiles ? 25 : percentage(arguments[3], 10);
        double high = quartiles ? 75 : percentage(arguments[4], 90);
        int tested = (int) Math.clamp(Texts.number(arguments[5], 0), 0, values.length);
        return Json.write(Series.array(scores(values, low, high, values.length - tested)));
    }

    private static double percentage(Object given, double absent) {
        return Math.clamp(given == null ? absent : (double) given, 2, 98);
    }

    private static double[] scores(double[] values, double low, double high) {
        return scores(values, low, high, values.length);
    }

    /** How far each value lies outside of two percentiles, in units of their distance. */
    private static double[] scores(double[] values, double low, double high, int learnt) {
        double[] sorted =
                Arrays.stream(values, 0, learnt).filter(Double::isFinite).sorted().toArray();
        double[] scores = new double[values.length];
        if (sorted.length == 0) {
            return scores;
        }
        double lower = percentile(sorted, low);
        double upper = percentile(sorted, high);
        double range = upper - lower;
        for (int i = 0; i < values.length; i++) {
            double outside = values[i] > upper ? values[i] - upper : Math.min(values[i] - lower, 0);
            scores[i] = Double.isNaN(outside) ? 0 : outside / (range == 0 ? 1 : range);
        }
        return scores;
    }

    private static double percentile(double[] sorted, double percentage) {
        double place = percentage / 100 * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
