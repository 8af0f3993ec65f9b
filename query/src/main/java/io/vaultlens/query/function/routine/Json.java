package io.vaultlens.query.function.routine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes dynamic values, which travel as JSON text. */
public final class Json {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** The value an argument means; null and text that is no JSON are the JSON null. */
    public static JsonNode read(Object argument) {
        if (argument == null) {
            return NullNode.getInstance();
        }
        try {
            JsonNode node = MAPPER.readTree((String) argument);
            return node == null || node.isMissingNode() ? NullNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            return NullNode.getInstance();
        }
    }

    /** The JSON text of a value; the JSON null is null. */
    public static String write(JsonNode node) {
        return node == null || node.isNull() ? null : node.toString();
    }

    static ArrayNode array() {
        return NODES.arrayNode();
    }

    static ObjectNode bag() {
        return NODES.objectNode();
    }

    static ArrayNode array(Iterable<? extends JsonNode> nodes) {
        ArrayNode array = array();
        nodes.forEach(array::add);
        return array;
    }

    static ArrayNode texts(Iterable<String> texts) {
        ArrayNode array = array();
        texts.forEach(array::add);
        return array;
    }

    static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.elements().forEachRemaining(elements::add);
        return elements;
    }

    /** The texts of an array's elements. */
    static List<String> textsOf(JsonNode array) {
        return elements(array).stream().map(Json::text).toList();
    }

    /** What tostring() gives: a text without its quotes, nothing for null. */
    static String text(JsonNode node) {
        if (node.isNull()) {
            return "";
        }
        return node.isTextual() ? node.textValue() : node.toString();
    }

    /** Whether two values are the same, 1 and 1.0 included. */
    static boolean same(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.isIntegralNumber() && other.isIntegralNumber()
                    ? one.bigIntegerValue().equals(other.bigIntegerValue())
                    : one.doubleValue() == other.doubleValue();
        }
        return one.equals(other);
    }

    /** A number as JSON can hold it: NaN and infinities as text. */
    static JsonNode number(double value) {
        return Double.isFinite(value)
                ? NODES.numberNode(value)
                : NODES.textNode(NumberText.fromReal(value));
    }

    /** The number in a value; NaN where it has none. */
    static double real(JsonNode node) {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        if (node.isTextual()) {
            return switch (node.textValue()) {
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> Double.NaN;
            };
        }
        return Double.NaN;
    }
}
