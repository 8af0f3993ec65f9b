package io.vaultlens.query.function.routine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Collections;
import java.util.List;

/** Fills the gaps of series and filters them. */
public final class SeriesFill {
    private SeriesFill() {}

    public static Object forward(Object[] arguments) {
        JsonNode series = Json.read(arguments[0]);
        return series.isArray()
                ? Json.write(Json.array(filled(Json.elements(series), Json.read(arguments[1]))))
                : null;
    }

    public static Object backward(Object[] arguments) {
        JsonNode series = Json.read(arguments[0]);
        if (!series.isArray()) {
            return null;
        }
        List<JsonNode> turned = Json.elements(series);
        Collections.reverse(turned);
        List<JsonNode> filled = filled(turned, Json.read(arguments[1]));
        Collections.reverse(filled);
        return Json.write(Json.array(filled));
    }

    private static List<JsonNode> filled(List<JsonNode> series, JsonNode missing) {
        JsonNode last = null;
        for (int i = 0; i < series.size(); i++) {
            if (!isMissing(series.get(i), missing)) {
                last = series.get(i);
            } else if (last != null) {
                series.set(i, last);
            }
        }
        return series;
    }

    private static boolean isMissing(JsonNode value, JsonNode missing) {
        return value.isNull() || Json.same(value, missing);
    }

    public static Object constant(Object[] arguments) {
        JsonNode series = Json.read(arguments[0]);
        if (!series.isArray()) {
            return null;
        }
        JsonNode missing = Json.read(arguments[2]);
        ArrayNode filled = Json.array();
        for (JsonNode each : series) {
            filled.add(isMissing(each, missing) ? Json.read(arguments[1]) : each);
        }
        return Json.write(filled);
    }

    /**
     * Gaps become the straight line between their neighbours, those at the ends the nearest; among
     * whole numbers they become whole.
     */
    public static Object linear(Object[] arguments) {
        JsonNode series = Json.read(arguments[0]);
        if (!series.isArray()) {
            return null;
        }
        JsonNode missing = Json.read(arguments[1]);
        boolean edges = !Boolean.FALSE.equals(arguments[2]);
        List<JsonNode> values = Json.elements(series);
        boolean whole =
                values.stream().allMatch(each -> each.isIntegralNumber() || !each.isNumber());
        ArrayNode filled = Json.array();
        for (int i = 0; i < values.size(); i++) {
            if (!isMissing(values.get(i), missing)) {
                filled.add(values.get(i));
                continue;
            }
            int before = neighbour(values, i, -1, missing);
            int after = neighbour(values, i, 1, missing);
            if (before >= 0 && after >= 0) {
                double from = Json.real(values.get(before));
                double to = Json.real(values.get(after));
                double between = from + (to - from) * (i - before) / (after - before);
                filled.add(whole ? Json.NODES.numberNode((long) between) : Json.number(between));
            } else if (before < 0 && after < 0) {
                filled.add(Json.read(arguments[3]));
            } else {
                filled.add(edges ? values.get(Math.max(before, after)) : values.get(i));
            }
        }
        return Json.write(filled);
    }

    private static int neighbour(List<JsonNode> values, int from, int step, JsonNode missing) {
        int at = from + step;
        while (at >= 0 && at < values.size() && isMissing(values.get(at), missing)) {
            at += step;
        }
        return at < values.size() ? at : -1;
    }

    /** A finite impulse response: each value from those around it, weighted. */
    public static Object fir(Object[] arguments) {
        JsonNode series = Json.read(arguments[0]);
        JsonNode filter = Json.read(arguments[1]);
        if (!series.isArray() || !filter.isArray() || filter.isEmpty()) {
            return null;
        }
        double[] values = Series.numbers(series);
        double[] weights = Series.numbers(filter);
        double sum = java.util.Arrays.stream(weights).sum();
        boolean normal = arguments[2] == null ? weightsAre(weights) : (boolean) arguments[2];
        if (normal && !weightsAre(weights)) {
            return null;
        }
        boolean centred = Boolean.TRUE.equals(arguments[3]);
        double scale = normal && sum != 0 ? sum : 1;
        int shift = centred ? weights.length / 2 : 0;
        double[] out = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            for (int k = 0; k < weights.length; k++) {
                int from = i - k + shift;
                out[i] += from >= 0 && from < values.length ? weights[k] * values[from] : 0;
            }
            out[i] /= scale;
        }
        return Json.write(Series.array(out));
    }

    /** Weights are made to add up to one unless some are below zero. */
    private static boolean weightsAre(double[] weights) {
        return java.util.Arrays.stream(weights).noneMatch(each -> each < 0);
    }

    /** An infinite impulse response: each value also from the results before it. */
    public static Object iir(Object[] arguments) {
        JsonNode series = Json.read(arguments[0]);
        double[] values = Series.numbers(series);
        double[] forward = Series.numbers(Json.read(arguments[1]));
        double[] back = Series.numbers(Json.read(arguments[2]));
        if (!series.isArray() || forward.length == 0 || back.length == 0) {
            return null;
        }
        double[] out = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            for (int k = 0; k < forward.length && k <= i; k++) {
                out[i] += forward[k] * values[i - k];
            }
            for (int k = 1; k < back.length && k <= i; k++) {
                out[i] -= back[k] * out[i - k];
            }
            out[i] /= back[0];
        }
        return Json.write(Series.array(out));
    }
}
