package io.vaultlens.query.function.routine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What functions over dynamic arrays as sets do: an element counts once, the first place stays. */
public final class Sets {
    private Sets() {}

    public static Object union(Object[] arguments) {
        Map<Object, JsonNode> all = new LinkedHashMap<>();
        for (JsonNode each : Json.read(arguments[0])) {
            addAll(all, each);
        }
        return Json.write(Json.array(all.values()));
    }

    public static Object intersect(Object[] arguments) {
        List<Map<Object, JsonNode>> sets = sets(arguments[0]);
        Map<Object, JsonNode> common = new LinkedHashMap<>(sets.getFirst());
        sets.forEach(each -> common.keySet().retainAll(each.keySet()));
        return Json.write(Json.array(common.values()));
    }

    public static Object difference(Object[] arguments) {
        List<Map<Object, JsonNode>> sets = sets(arguments[0]);
        Map<Object, JsonNode> rest = new LinkedHashMap<>(sets.getFirst());
        sets.subList(1, sets.size()).forEach(each -> rest.keySet().removeAll(each.keySet()));
        return Json.write(Json.array(rest.values()));
    }

    public static Object equal(Object[] arguments) {
        return set(Json.read(arguments[0])).keySet().equals(set(Json.read(arguments[1])).keySet());
    }

    public static Object hasElement(Object[] arguments) {
        JsonNode set = Json.read(arguments[0]);
        if (!set.isArray()) {
            return null;
        }
        return set(set).containsKey(key(Json.read(arguments[1])));
    }

    /** The share of the elements of either set that both have. */
    public static Object jaccard(Object[] arguments) {
        Map<Object, JsonNode> one = set(Json.read(arguments[0]));
        Map<Object, JsonNode> other = set(Json.read(arguments[1]));
        Map<Object, JsonNode> all = new LinkedHashMap<>(one);
        all.putAll(other);
        one.keySet().retainAll(other.keySet());
        return all.isEmpty() ? Double.NaN : (double) one.size() / all.size();
    }

    /** The different values of a group; of arrays their elements. */
    public static Object of(Object[] arguments) {
        Map<Object, JsonNode> all = new LinkedHashMap<>();
        for (JsonNode each : Json.read(arguments[0])) {
            if (each.isArray()) {
                addAll(all, each);
            } else if (!each.isNull()) {
                all.putIfAbsent(key(each), each);
            }
        }
        ArrayNode array = Json.array();
        all.values().stream().limit(Texts.number(arguments[1], 0)).forEach(array::add);
        return Json.write(array);
    }

    private static List<Map<Object, JsonNode>> sets(Object argument) {
        List<Map<Object, JsonNode>> sets = new ArrayList<>();
        Json.read(argument).forEach(each -> sets.add(set(each)));
        return sets;
    }

    private static Map<Object, JsonNode> set(JsonNode array) {
        Map<Object, JsonNode> set = new LinkedHashMap<>();
        addAll(set, array);
        return set;
    }

    private static void addAll(Map<Object, JsonNode> set, JsonNode array) {
        if (array.isArray()) {
            array.forEach(each -> set.putIfAbsent(key(each), each));
        }
    }

    /** What makes two elements the same: 1 and 1.0 are. */
    private static Object key(JsonNode element) {
        if (!element.isNumber()) {
            return element;
        }
        return element.isIntegralNumber()
                ? element.bigIntegerValue().doubleValue() == element.doubleValue()
                                && element.canConvertToLong()
                                && Math.abs(element.longValue()) > 1L << 53
                        ? element.bigIntegerValue()
                        : (Object) element.doubleValue()
                : (Object) element.doubleValue();
    }
}
