package io.vaultlens.query.function.routine;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What functions over property bags do. */
public final class Bags {
    private Bags() {}

    /** One bag of several; of a property that several have, the first stays. */
    public static Object merge(Object[] arguments) {
        JsonNode bags = Json.read(arguments[0]);
        boolean any = bags.isEmpty();
        for (JsonNode each : bags) {
            any |= each.isObject();
        }
        return any ? Json.write(merged(bags, Long.MAX_VALUE)) : null;
    }

    /** One bag of all bags of a group, with so many properties at most. */
    public static Object of(Object[] arguments) {
        return Json.write(merged(Json.read(arguments[0]), Texts.number(arguments[1], 0)));
    }

    private static ObjectNode merged(JsonNode bags, long most) {
        ObjectNode merged = Json.bag();
        for (JsonNode each : bags) {
            for (Map.Entry<String, JsonNode> one : each.properties()) {
                if (merged.size() < most || merged.has(one.getKey())) {
                    merged.putIfAbsent(one.getKey(), one.getValue());
                }
            }
        }
        return merged;
    }

    public static Object keys(Object[] arguments) {
        JsonNode bag = Json.read(arguments[0]);
        if (!bag.isObject()) {
            return null;
        }
        List<String> names = new ArrayList<>();
        bag.fieldNames().forEachRemaining(names::add);
        return Json.write(Json.texts(names));
    }

    public static Object hasKey(Object[] arguments) {
        JsonNode bag = Json.read(arguments[0]);
        if (!bag.isObject()) {
            return null;
        }
        return !find(bag, path((String) arguments[1])).isMissingNode();
    }

    public static Object setKey(Object[] arguments) {
        JsonNode bag = Json.read(arguments[0]);
        if (!bag.isObject() || arguments[1] == null) {
            return null;
        }
        List<String> path = path((String) arguments[1]);
        ObjectNode changed = bag.deepCopy();
        ObjectNode at = changed;
        for (String step : path.subList(0, path.size() - 1)) {
            JsonNode next = at.get(step);
            if (!(next instanceof ObjectNode)) {
                next = Json.bag();
                at.set(step, next);
            }
            at = (ObjectNode) next;
        }
        at.remove(path.getLast());
        at.set(path.getLast(), Json.read(arguments[2]));
        return Json.write(changed);
    }

    public static Object removeKeys(Object[] arguments) {
        JsonNode bag = Json.read(arguments[0]);
        if (!bag.isObject()) {
            return null;
        }
        ObjectNode changed = bag.deepCopy();
        for (JsonNode key : Json.read(arguments[1])) {
            if (!key.isTextual()) {
                continue;
            }
            List<String> path = path(key.textValue());
            JsonNode at =
                    path.size() == 1 ? changed : find(changed, path.subList(0, path.size() - 1));
            if (at instanceof ObjectNode object) {
                object.remove(path.getLast());
            }
        }
        return Json.write(changed);
    }

    /** A bag of an array of keys and an array of values. */
    public static Object zip(Object[] arguments) {
        JsonNode keys = Json.read(arguments[0]);
        JsonNode values = Json.read(arguments[1]);
        if (!keys.isArray()) {
            return null;
        }
        ObjectNode bag = Json.bag();
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).isTextual()) {
                JsonNode value = values.isArray() ? values.get(i) : null;
                bag.set(keys.get(i).textValue(), value == null ? Json.NODES.nullNode() : value);
            }
        }
        return Json.write(bag);
    }

    /** The paths to all leaves. */
    public static Object paths(Object[] arguments) {
        JsonNode bag = Json.read(arguments[0]);
        if (!bag.isContainerNode()) {
            return null;
        }
        List<String> paths = new ArrayList<>();
        collect(bag, "", paths);
        return Json.write(Json.texts(paths.stream().distinct().toList()));
    }

    private static void collect(JsonNode node, String path, List<String> paths) {
        if (!path.isEmpty()) {
            boolean leaf = !node.isObject();
            if (leaf) {
                paths.add(path);
            }
        }
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            collect(each.getValue(), path + "['" + each.getKey() + "']", paths);
        }
        if (node.isArray()) {
            if (!node.isEmpty()) {
                paths.add(path + "[0]");
            }
            node.forEach(each -> collectInArray(each, path + "[0]", paths));
        }
    }

    private static void collectInArray(JsonNode node, String path, List<String> paths) {
        if (node.isContainerNode()) {
            collect(node, path, paths);
        }
    }

    /** The types of the values of a group and of their properties. */
    public static Object schema(Object[] arguments) {
        if (arguments[0] == null) {
            return null;
        }
        List<JsonNode> values = Json.elements(Json.read(arguments[0]));
        values.removeIf(JsonNode::isNull);
        return Json.write(schema(values));
    }

    private static JsonNode schema(List<JsonNode> values) {
        TreeSet<String> plain = new TreeSet<>();
        Map<String, List<JsonNode>> properties = new TreeMap<>();
        List<JsonNode> elements = new ArrayList<>();
        boolean bags = false;
        boolean arrays = false;
        for (JsonNode each : values) {
            if (each.isObject()) {
                bags = true;
                each.properties()
                        .forEach(one ->
                                properties
                                        .computeIfAbsent(one.getKey(), _ -> new ArrayList<>())
                                        .add(one.getValue()));
            } else if (each.isArray()) {
                arrays = true;
                each.forEach(elements::add);
            } else if (!each.isNull()) {
                plain.add(type(each));
            }
        }
        ArrayNode schemas = Json.array();
        plain.forEach(schemas::add);
        if (bags) {
            ObjectNode bag = schemas.addObject();
            properties.forEach((name, each) -> bag.set(name, schema(each)));
        }
        if (arrays) {
            schemas.addObject().set("`indexer`", schema(elements));
        }
        return schemas.size() == 1 ? schemas.get(0) : schemas;
    }

    private static String type(JsonNode value) {
        if (value.isTextual()) {
            return "string";
        }
        if (value.isBoolean()) {
            return "bool";
        }
        return value.isIntegralNumber() ? "long" : "double";
    }

    private static JsonNode find(JsonNode bag, List<String> path) {
        JsonPointer pointer = JsonPointer.empty();
        for (String step : path) {
            pointer = pointer.appendProperty(step);
        }
        return bag.at(pointer);
    }

    /** The steps of {@code $.a.b} and {@code $['a']['b']}; any other text is one key. */
    private static List<String> path(String key) {
        if (!key.startsWith("$.") && !key.startsWith("$[")) {
            return List.of(key);
        }
        List<String> steps = new ArrayList<>();
        for (String each : key.substring(1).split("[.\\[\\]]+")) {
            String step = each.replaceAll("^['\"]|['\"]$", "");
            if (!step.isEmpty()) {
                steps.add(step);
            }
        }
        return steps.isEmpty() ? List.of(key) : steps;
    }

    /** The JSON text of a value with the properties of its bags in order. */
    public static Object sorted(Object[] arguments) {
        JsonNode value = Json.read(arguments[0]);
        return value.isContainerNode() ? sorted(value).toString() : Json.text(value);
    }

    private static JsonNode sorted(JsonNode value) {
        if (value.isArray()) {
            return Json.array(Json.elements(value).stream().map(Bags::sorted).toList());
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode bag = Json.bag();
        List<String> names = new ArrayList<>();
        value.fieldNames().forEachRemaining(names::add);
        names.sort(null);
        names.forEach(name -> bag.set(name, sorted(value.get(name))));
        return bag;
    }
}
