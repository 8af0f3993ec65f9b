package io.vaultlens.query.function.routine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/** Fits lines and polynomials to series. */
public final class SeriesFits {
    private SeriesFits() {}

    /**
     * A straight line through values at 1, 2, 3, …
     *
     * @param start its value at 1
     */
    private record Line(double slope, double start, double variance, double restVariance) {
        double rSquare() {
            return variance == 0 ? 0 : 1 - restVariance / variance;
        }

        /** Its value at 0. */
        double interception() {
            return start - slope;
        }
    }

    public static Object line(Object[] arguments) {
        JsonNode series = Json.read(arguments[0]);
        if (!series.isArray() || series.size() < 2) {
            return null;
        }
        double[] values = Series.numbers(series);
        Line line = fit(values);
        ObjectNode bag = Json.bag();
        bag.set("rsquare", Json.number(line.rSquare()));
        bag.set("slope", Json.number(line.slope));
        bag.set("variance", Json.number(line.variance));
        bag.set("rvariance", Json.number(line.restVariance));
        bag.set("interception", Json.number(line.interception()));
        bag.set("line_fit", Series.array(points(line, values.length)));
        return Json.write(bag);
    }

    /** Two lines that meet where both together fit best. */
    public static Object twoLines(Object[] arguments) {
        JsonNode series = Json.read(arguments[0]);
        if (!series.isArray() || series.size() < 4) {
            return null;
        }
        double[] values = Series.numbers(series);
        int best = 2;
        double bestRest = Double.POSITIVE_INFINITY;
        for (int split = 2; split <= values.length - 2; split++) {
            Line left = fit(Arrays.copyOfRange(values, 0, split));
            Line right = fit(Arrays.copyOfRange(values, split, values.length));
            double rest =
                    left.restVariance * degrees(split)
                            + right.restVariance * degrees(values.length - split);
            if (rest < bestRest) {
                best = split;
                bestRest = rest;
            }
        }
        return Json.write(twoLines(values, best, bestRest / degrees(values.length)));
    }

    private static ObjectNode twoLines(double[] values, int split, double restVariance) {
        Line left = fit(Arrays.copyOfRange(values, 0, split));
        Line right = fit(Arrays.copyOfRange(values, split, values.length));
        double variance = fit(values).variance;
        double[] points = Arrays.copyOf(points(left, split), values.length);
        System.arraycopy(
                points(right, values.length - split), 0, points, split, values.length - split);
        ObjectNode bag = Json.bag();
        bag.set("rsquare", Json.number(variance == 0 ? 0 : 1 - restVariance / variance));
        bag.put("split_idx", split);
        bag.set("variance", Json.number(variance));
        bag.set("rvariance", Json.number(restVariance));
        bag.set("line_fit", Series.array(points));
        put(bag, "right", right);
        put(bag, "left", left);
        return bag;
    }

    private static void put(ObjectNode bag, String side, Line line) {
        ObjectNode part = bag.putObject(side);
        part.set("rsquare", Json.number(line.rSquare()));
        part.set("slope", Json.number(line.slope));
        part.set("interception", Json.number(line.interception()));
        part.set("variance", Json.number(line.variance));
        part.set("rvariance", Json.number(line.restVariance));
    }

    private static Line fit(double[] values) {
        int count = values.length;
        double meanX = (count - 1) / 2.0;
        double meanY = Arrays.stream(values).average().orElse(0);
        double both = 0;
        double squares = 0;
        double variance = 0;
        for (int i = 0; i < count; i++) {
            both += (i - meanX) * (values[i] - meanY);
            squares += (i - meanX) * (i - meanX);
            variance += (values[i] - meanY) * (values[i] - meanY);
        }
        double slope = squares == 0 ? 0 : both / squares;
        double start = meanY - slope * meanX;
        double rest = 0;
        for (int i = 0; i < count; i++) {
            double miss = values[i] - start - slope * i;
            rest += miss * miss;
        }
        return new Line(slope, start, variance / degrees(count), rest / degrees(count));
    }

    /** What a variance divides by: it is one of a sample. */
    private static int degrees(int count) {
        return Math.max(1, count - 1);
    }

    private static double[] points(Line line, int count) {
        double[] points = new double[count];
        for (int i = 0; i < count; i++) {
            points[i] = line.start + line.slope * i;
        }
        return points;
    }

    /** The points of the line that fits some values best, carried on to a length. */
    static double[] line(double[] values, int size) {
        return points(fit(values), size);
    }

    /** A polynomial by least squares; its coefficients come with the highest power first. */
    public static Object polynomial(Object[] arguments) {
        double[] y = Series.numbers(Json.read(arguments[0]));
        JsonNode given = Json.read(arguments[1]);
        int degree = (int) Math.clamp(Texts.number(arguments[2], 1), 1, 16);
        if (y.length <= degree) {
            return null;
        }
        double[] x = new double[y.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = given.isArray() && i < given.size() ? Json.real(given.get(i)) : i + 1;
        }
        double[] coefficients = solve(x, y, degree + 1);
        double[] fit = new double[y.length];
        double mean = Arrays.stream(y).average().orElse(0);
        double variance = 0;
        double rest = 0;
        for (int i = 0; i < y.length; i++) {
            for (int k = degree; k >= 0; k--) {
                fit[i] = fit[i] * x[i] + coefficients[k];
            }
            variance += (y[i] - mean) * (y[i] - mean) / degrees(y.length);
            rest += (y[i] - fit[i]) * (y[i] - fit[i]) / degrees(y.length);
        }
        double[] turned = new double[coefficients.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = coefficients[coefficients.length - 1 - i];
        }
        ObjectNode bag = Json.bag();
        bag.set("rsquare", Json.number(variance == 0 ? 0 : 1 - rest / variance));
        bag.set("coefficients", Series.array(turned));
        bag.set("variance", Json.number(variance));
        bag.set("rvariance", Json.number(rest));
        bag.set("poly_fit", Series.array(fit));
        return Json.write(bag);
    }

    /** Gauss with pivots over the normal equations. */
    private static double[] solve(double[] x, double[] y, int size) {
        double[][] rows = new double[size][size + 1];
        for (int i = 0; i < x.length; i++) {
            for (int r = 0; r < size; r++) {
                for (int c = 0; c < size; c++) {
                    rows[r][c] += Math.pow(x[i], r + c);
                }
                rows[r][size] += y[i] * Math.pow(x[i], r);
            }
        }
        for (int c = 0; c < size; c++) {
            int pivot = c;
            for (int r = c + 1; r < size; r++) {
                pivot = Math.abs(rows[r][c]) > Math.abs(rows[pivot][c]) ? r : pivot;
            }
            double[] swapped = rows[c];
            rows[c] = rows[pivot];
            rows[pivot] = swapped;
            for (int r = 0; r < size; r++) {
                double factor = r == c || rows[c][c] == 0 ? 0 : rows[r][c] / rows[c][c];
                for (int k = c; k <= size; k++) {
                    rows[r][k] -= factor * rows[c][k];
                }
            }
        }
        double[] solution = new double[size];
        for (int i = 0; i < size; i++) {
            solution[i] = rows[i][i] == 0 ? 0 : rows[i][size] / rows[i][i];
        }
        return solution;
    }

    /** The discrete Fourier transform. */
    public static Object transform(Object[] arguments) {
        return transform(arguments, -1, false);
    }

    public static Object inverseTransform(Object[] arguments) {
        return transform(arguments, 1, true);
    }

    private static Object transform(Object[] arguments, int sign, boolean scaled) {
        JsonNode series = Json.read(arguments[0]);
        if (!series.isArray() || series.size() > 4096) {
            return null;
        }
        double[] real = Series.numbers(series);
        double[] imaginary = Arrays.copyOf(Series.numbers(Json.read(arguments[1])), real.length);
        double[] outReal = new double[real.length];
        double[] outImaginary = new double[real.length];
        double scale = scaled ? real.length : 1;
        for (int k = 0; k < real.length; k++) {
            for (int i = 0; i < real.length; i++) {
                double cosine = cosine(k * i, real.length);
                double sine = sign * cosine(4 * k * i + 3 * real.length, 4 * real.length);
                outReal[k] += real[i] * cosine - imaginary[i] * sine;
                outImaginary[k] += real[i] * sine + imaginary[i] * cosine;
            }
            outReal[k] /= scale;
            outImaginary[k] /= scale;
        }
        ObjectNode bag = Json.bag();
        bag.set("real", Series.array(outReal));
        bag.set("imag", Series.array(outImaginary));
        return Json.write(bag);
    }

    /** The cosine of so many of the equal parts of a turn, exact where it is 0, 1 or -1. */
    private static double cosine(int part, int parts) {
        int place = part % parts;
        if (place * 4 == parts || place * 4 == 3 * parts) {
            return 0;
        }
        return Math.cos(2 * Math.PI * place / parts);
    }
}
