package io.vaultlens.query.function.routine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is read from the sorted values that tdigest() keeps, and weighted percentiles. */
public final class Sketches {
    private static final int MOST = 1_048_576;

    private Sketches() {}

    public static Object percentile(Object[] arguments) {
        JsonNode digest = Json.read(arguments[0]);
        if (!digest.isArray() || digest.isEmpty() || arguments[1] == null) {
            return null;
        }
        return Json.write(digest.get(place(digest.size(), (double) arguments[1])));
    }

    public static Object percentiles(Object[] arguments) {
        JsonNode digest = Json.read(arguments[0]);
        if (!digest.isArray() || digest.isEmpty()) {
            return null;
        }
        ArrayNode found = Json.array();
        for (JsonNode each : Json.read(arguments[1])) {
            for (JsonNode one : each.isArray() ? Json.elements(each) : List.of(each)) {
                found.add(digest.get(place(digest.size(), one.doubleValue())));
            }
        }
        return Json.write(found);
    }

    private static int place(int size, double percentage) {
        return (int) Math.clamp((long) Math.ceil(percentage / 100 * size) - 1, 0, size - 1);
    }

    public static Object rank(Object[] arguments) {
        JsonNode digest = Json.read(arguments[0]);
        if (!digest.isArray() || arguments[1] == null) {
            return null;
        }
        double wanted = (double) arguments[1];
        double rank = 0;
        for (JsonNode each : digest) {
            rank += each.doubleValue() <= wanted ? 1 : 0;
        }
        return rank;
    }

    public static Object percentRank(Object[] arguments) {
        JsonNode digest = Json.read(arguments[0]);
        Object rank = rank(arguments);
        return rank == null || digest.isEmpty() ? null : (double) rank * 100 / digest.size();
    }

    public static Object merge(Object[] arguments) {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode each : Json.read(arguments[0])) {
            each.forEach(all::add);
        }
        all.sort(Comparator.comparingDouble(JsonNode::doubleValue));
        return Json.write(Json.array(all.subList(0, Math.min(MOST, all.size()))));
    }

    /** The place, counted from 1, at which weights in order reach a share of their sum. */
    public static Object weightedPlace(Object[] arguments) {
        JsonNode weights = Json.read(arguments[0]);
        if (weights.isEmpty()) {
            return null;
        }
        double total = 0;
        for (JsonNode each : weights) {
            total += Math.max(0, each.doubleValue());
        }
        double wanted = total * (double) arguments[1];
        double seen = 0;
        for (int i = 0; i < weights.size(); i++) {
            seen += Math.max(0, weights.get(i).doubleValue());
            if (seen >= wanted && seen > 0) {
                return i + 1L;
            }
        }
        return (long) weights.size();
    }
}
