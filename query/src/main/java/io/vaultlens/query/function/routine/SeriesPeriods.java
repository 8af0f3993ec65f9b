package io.vaultlens.query.function.routine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds what repeats in a series.
 *
 * <p>A period's score is the series' correlation with itself so many points later, or twice or more
 * times as many if that is less, from 0 to 1. A period counts only where no length near it fits
 * better.
 */
public final class SeriesPeriods {
    private static final int SHORTEST = 4;
    private static final int MOST = 16;
    private static final double SEASONAL_SCORE = 0.7;

    private SeriesPeriods() {}

    /** A length and how well it fits. */
    private record Period(double length, double score) {}

    public static Object detect(Object[] arguments) {
        JsonNode series = Json.read(arguments[0]);
        if (!series.isArray() || arguments[1] == null || arguments[2] == null) {
            return null;
        }
        int count = (int) Math.clamp(Texts.number(arguments[3], 0), 0, 1024);
        List<Period> found =
                found(Series.numbers(series), (double) arguments[1], (double) arguments[2]);
        List<Period> best = new ArrayList<>(found.subList(0, Math.min(count, found.size())));
        while (best.size() < count) {
            best.add(new Period(0, 0));
        }
        return written(best);
    }

    /** The best periods between two lengths; what only repeats a better one is left out. */
    private static List<Period> found(double[] values, double least, double most) {
        double[] scores = scores(values);
        List<Period> periods = new ArrayList<>();
        for (int length = SHORTEST; 2 * length < values.length; length++) {
            if (length >= least && length <= most && score(scores, length) > 0) {
                periods.add(new Period(length, score(scores, length)));
            }
        }
        periods.sort(Comparator.comparingDouble(Period::score).reversed());
        List<Period> distinct = new ArrayList<>();
        for (Period each : periods) {
            if (distinct.stream().noneMatch(better -> each.length % better.length == 0)) {
                distinct.add(each);
            }
        }
        return distinct;
    }

    public static Object validate(Object[] arguments) {
        JsonNode series = Json.read(arguments[0]);
        if (!series.isArray()) {
            return null;
        }
        double[] values = Series.numbers(series);
        double[] scores = scores(values);
        List<Period> periods = new ArrayList<>();
        for (JsonNode each : Json.read(arguments[1])) {
            double length = Json.real(each);
            int whole = (int) Math.round(length);
            boolean fits = whole >= SHORTEST && 2 * whole < values.length;
            if (periods.size() < MOST) {
                periods.add(new Period(length, fits ? score(scores, whole) : 0));
            }
        }
        return written(periods);
    }

    private static String written(List<Period> periods) {
        ObjectNode bag = Json.bag();
        bag.set("periods", array(periods.stream().mapToDouble(Period::length).toArray()));
        bag.set("scores", array(periods.stream().mapToDouble(Period::score).toArray()));
        return Json.write(bag);
    }

    private static JsonNode array(double[] numbers) {
        return Series.array(numbers);
    }

    /** The correlation of a series with itself for every shift up to its half. */
    private static double[] scores(double[] values) {
        int size = values.length;
        double mean = Arrays.stream(values).average().orElse(0);
        double all = 0;
        for (double each : values) {
            all += (each - mean) * (each - mean);
        }
        double[] scores = new double[size / 2 + 1];
        for (int shift = 1; shift < scores.length; shift++) {
            double sum = 0;
            for (int i = shift; i < size; i++) {
                sum += (values[i] - mean) * (values[i - shift] - mean);
            }
            scores[shift] = all == 0 ? 0 : sum / all * size / (size - shift);
        }
        return scores;
    }

    private static double score(double[] scores, int length) {
        int near = Math.max(1, length / 4);
        for (int i = length - near; i <= Math.min(length + near, scores.length - 1); i++) {
            if (i != length && scores[i] > scores[length]) {
                return 0;
            }
        }
        double least = 1;
        for (int i = length; i < scores.length; i += length) {
            least = Math.min(least, scores[i]);
        }
        return Math.max(0, least);
    }

    /** The best period of at least this score; 0 where there is none. */
    static int best(double[] values, double threshold) {
        List<Period> found = found(values, SHORTEST, values.length / 2.0);
        boolean any = !found.isEmpty() && found.getFirst().score >= threshold;
        return any ? (int) found.getFirst().length : 0;
    }

    /** The median of the values at each place of the period. */
    static double[] seasonal(double[] values, int period) {
        double[] seasonal = new double[values.length];
        for (int place = 0; place < Math.min(period, values.length); place++) {
            double[] some = new double[(values.length - place + period - 1) / period];
            for (int i = 0; i < some.length; i++) {
                some[i] = values[place + i * period];
            }
            Arrays.sort(some);
            int half = some.length / 2;
            double median = some.length % 2 == 1 ? some[half] : (some[half - 1] + some[half]) / 2;
            for (int i = place; i < values.length; i += period) {
                seasonal[i] = median;
            }
        }
        return seasonal;
    }

    public static Object seasonal(Object[] arguments) {
        JsonNode series = Json.read(arguments[0]);
        if (!series.isArray()) {
            return null;
        }
        double[] values = Series.numbers(series);
        long wanted = Texts.number(arguments[1], -1);
        int tested = (int) Math.clamp(Texts.number(arguments[2], 0), 0, values.length);
        double[] learnt = Arrays.copyOf(values, values.length - tested);
        int period = wanted < 0 ? best(learnt, SEASONAL_SCORE) : (int) Math.min(wanted, 1 << 20);
        if (period == 0) {
            return Json.write(Series.array(new double[values.length]));
        }
        return Json.write(Series.array(extended(seasonal(learnt, period), values.length, period)));
    }

    /** A repeating series carried on to a length. */
    static double[] extended(double[] seasonal, int size, int period) {
        double[] extended = Arrays.copyOf(seasonal, size);
        for (int i = seasonal.length; i < size; i++) {
            extended[i] = i >= period ? extended[i - period] : 0;
        }
        return extended;
    }
}
