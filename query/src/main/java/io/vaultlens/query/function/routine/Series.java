package io.vaultlens.query.function.routine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultlens.query.function.Routine;
import io.vaultlens.query.text.DatetimeText;
import io.vaultlens.query.text.TimespanText;
import java.util.OptionalLong;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;

/**
 * Arithmetic over series, element by element; a moment or a length of time counts as its ticks, and
 * what else is no number is null.
 */
public final class Series {
    private static final Pattern TIMED =
            Pattern.compile(
                    "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{7}Z"
                            + "|-?(?:\\d+\\.)?\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{7})?");

    private Series() {}

    /** A routine that changes each number. */
    public static Routine.Body each(DoubleUnaryOperator operator) {
        return arguments -> {
            JsonNode series = Json.read(arguments[0]);
            if (!series.isArray()) {
                return null;
            }
            ArrayNode changed = Json.array();
            for (JsonNode one : series) {
                changed.add(
                        one.isNumber()
                                ? Json.number(operator.applyAsDouble(one.doubleValue()))
                                : NullNode.getInstance());
            }
            return Json.write(changed);
        };
    }

    /** A routine over the pairs of two series, of which one may be a number. */
    public static Routine.Body both(DoubleBinaryOperator operator, boolean keepsWhole) {
        return arguments ->
                Json.write(
                        pairs(
                                Json.read(arguments[0]),
                                Json.read(arguments[1]),
                                (one, other) -> {
                                    double value =
                                            operator.applyAsDouble(
                                                    one.doubleValue(), other.doubleValue());
                                    boolean whole =
                                            keepsWhole
                                                    && one.isIntegralNumber()
                                                    && other.isIntegralNumber();
                                    return whole
                                            ? Json.NODES.numberNode((long) value)
                                            : Json.number(value);
                                }));
    }

    /** Compares two numbers. */
    public interface Comparison {
        boolean holds(double one, double other);
    }

    /** A routine that compares the pairs of two series. */
    public static Routine.Body comparing(Comparison comparison) {
        return arguments ->
                Json.write(
                        pairs(
                                Json.read(arguments[0]),
                                Json.read(arguments[1]),
                                (one, other) ->
                                        Json.NODES.booleanNode(
                                                comparison.holds(
                                                        one.doubleValue(), other.doubleValue()))));
    }

    private interface Pair {
        JsonNode of(JsonNode one, JsonNode other);
    }

    private static JsonNode pairs(JsonNode one, JsonNode other, Pair pair) {
        if (!one.isArray() && !other.isArray()) {
            return NullNode.getInstance();
        }
        int length = Math.max(one.size(), other.size());
        ArrayNode pairs = Json.array();
        for (int i = 0; i < length; i++) {
            JsonNode left = at(one, i);
            JsonNode right = at(other, i);
            pairs.add(
                    left.isNumber() && right.isNumber()
                            ? pair.of(left, right)
                            : NullNode.getInstance());
        }
        return pairs;
    }

    private static JsonNode at(JsonNode series, int index) {
        if (!series.isArray()) {
            return series;
        }
        return index < series.size() ? timed(series.get(index)) : NullNode.getInstance();
    }

    /** A text that a datetime or a timespan makes in JSON, as its ticks. */
    private static JsonNode timed(JsonNode element) {
        if (!element.isTextual() || !TIMED.matcher(element.textValue()).matches()) {
            return element;
        }
        String text = element.textValue();
        OptionalLong ticks =
                text.endsWith("Z") ? DatetimeText.ticksOf(text) : TimespanText.ticksOf(text);
        return ticks.isPresent() ? Json.NODES.numberNode((double) ticks.getAsLong()) : element;
    }

    static double[] numbers(JsonNode series) {
        double[] numbers = new double[series.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Json.real(series.get(i));
        }
        return numbers;
    }

    static ArrayNode array(double[] numbers) {
        ArrayNode array = Json.array();
        for (double each : numbers) {
            array.add(Json.number(each));
        }
        return array;
    }

    public static Object sum(Object[] arguments) {
        return fold(arguments[0], 0, Double::sum);
    }

    public static Object product(Object[] arguments) {
        return fold(arguments[0], 1, (one, other) -> one * other);
    }

    private static Object fold(Object argument, double start, DoubleBinaryOperator operator) {
        JsonNode series = Json.read(argument);
        if (!series.isArray()) {
            return null;
        }
        double value = start;
        for (JsonNode each : series) {
            if (!each.isNumber()) {
                return null;
            }
            value = operator.applyAsDouble(value, each.doubleValue());
        }
        return value;
    }

    public static Object magnitude(Object[] arguments) {
        JsonNode series = Json.read(arguments[0]);
        return series.isArray() ? Math.sqrt(dot(series, series)) : null;
    }

    public static Object dotProduct(Object[] arguments) {
        JsonNode one = Json.read(arguments[0]);
        JsonNode other = Json.read(arguments[1]);
        if (one.isArray() && other.isArray() && one.size() != other.size()) {
            return null;
        }
        return one.isArray() || other.isArray() ? (Object) dot(one, other) : null;
    }

    private static double dot(JsonNode one, JsonNode other) {
        double sum = 0;
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            sum += Json.real(at(one, i)) * Json.real(at(other, i));
        }
        return sum;
    }

    public static Object cosine(Object[] arguments) {
        JsonNode one = Json.read(arguments[0]);
        JsonNode other = Json.read(arguments[1]);
        if (!one.isArray() || !other.isArray() || one.size() != other.size()) {
            return null;
        }
        double first = arguments[2] == null ? Math.sqrt(dot(one, one)) : (double) arguments[2];
        double second = arguments[3] == null ? Math.sqrt(dot(other, other)) : (double) arguments[3];
        return dot(one, other) / (first * second);
    }

    public static Object pearson(Object[] arguments) {
        JsonNode one = Json.read(arguments[0]);
        JsonNode other = Json.read(arguments[1]);
        if (!one.isArray() || !other.isArray() || one.size() != other.size()) {
            return null;
        }
        double[] a = numbers(one);
        double[] b = numbers(other);
        double meanA = java.util.Arrays.stream(a).average().orElse(Double.NaN);
        double meanB = java.util.Arrays.stream(b).average().orElse(Double.NaN);
        double both = 0;
        double squareA = 0;
        double squareB = 0;
        for (int i = 0; i < a.length; i++) {
            both += (a[i] - meanA) * (b[i] - meanB);
            squareA += (a[i] - meanA) * (a[i] - meanA);
            squareB += (b[i] - meanB) * (b[i] - meanB);
        }
        return both / (Math.sqrt(squareA) * Math.sqrt(squareB));
    }

    /** Smallest, greatest, mean and spread, with their places. */
    public static Object stats(Object[] arguments) {
        JsonNode series = Json.read(arguments[0]);
        if (!series.isArray() || series.isEmpty()) {
            return null;
        }
        double[] numbers = numbers(series);
        boolean finiteOnly = Boolean.TRUE.equals(arguments[1]);
        int least = -1;
        int most = -1;
        double sum = 0;
        int count = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (finiteOnly && !Double.isFinite(numbers[i])) {
                continue;
            }
            least = least < 0 || numbers[i] < numbers[least] ? i : least;
            most = most < 0 || numbers[i] > numbers[most] ? i : most;
            sum += numbers[i];
            count++;
        }
        double mean = sum / count;
        double squares = 0;
        for (double each : numbers) {
            squares += finiteOnly && !Double.isFinite(each) ? 0 : (each - mean) * (each - mean);
        }
        double variance = count > 1 ? squares / (count - 1) : 0;
        ObjectNode stats = Json.bag();
        stats.set("min", Json.number(least < 0 ? Double.NaN : numbers[least]));
        stats.put("min_idx", least);
        stats.set("max", Json.number(most < 0 ? Double.NaN : numbers[most]));
        stats.put("max_idx", most);
        stats.set("avg", Json.number(mean));
        stats.set("stdev", Json.number(Math.sqrt(variance)));
        stats.set("variance", Json.number(variance));
        stats.set("sum", Json.number(sum));
        stats.put("len", numbers.length);
        return Json.write(stats);
    }
}
