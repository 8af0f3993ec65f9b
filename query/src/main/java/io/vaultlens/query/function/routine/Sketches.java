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

    /** The percentile of pairs of a value and how often it counts. */
    public static Object weighted(Object[] arguments) {
        List<JsonNode> pairs = Json.elements(Json.read(arguments[0]));
        pairs.removeIf(each -> !each.path(0).isNumber() || !each.path(1).isNumber());
        if (pairs.isEmpty()) {
            return null;
        }
        pairs.sort(Comparator.comparingDouble(each -> each.get(0).doubleValue()));
        double total = pairs.stream().mapToDouble(each -> each.get(1).doubleValue()).sum();
        double wanted = total * (double) arguments[1] / 100;
        double seen = 0;
        for (JsonNode each : pairs) {
            seen += each.get(1).doubleValue();
            if (seen >= wanted) {
                return each.get(0).doubleValue();
            }
        }
        return pairs.getLast().get(0).doubleValue();
    }
}
