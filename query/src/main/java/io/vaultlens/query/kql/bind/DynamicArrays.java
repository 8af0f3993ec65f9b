package io.vaultlens.query.kql.bind;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** Reads dynamic arrays that are written in the query. */
final class DynamicArrays {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DynamicArrays() {}

    /** The texts of an array's elements, nulls left out; of any other value its own text. */
    static List<String> texts(String json) {
        List<String> texts = new ArrayList<>();
        JsonNode value = read(json);
        if (!value.isArray()) {
            return value.isNull() ? List.of() : List.of(text(value));
        }
        for (JsonNode each : value) {
            if (!each.isNull()) {
                texts.add(text(each));
            }
        }
        return texts;
    }

    /** Texts as a JSON array. */
    static String json(List<String> texts) {
        return JSON.valueToTree(texts).toString();
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a dynamic literal is always JSON: " + json, e);
        }
    }
}
