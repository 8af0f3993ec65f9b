package io.vaultlens.query.plugin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a call gives a plugin, as far as its text depends on it.
 *
 * @param columns the names of the columns given, by parameter
 * @param dimensions the names of the further columns
 * @param conditions the names of the conditions
 * @param values the values that are known before the query runs, by parameter; those that are not
 *     are missing
 * @param present the parameters that have a value
 */
public record Given(
        Map<String, String> columns,
        List<String> dimensions,
        List<String> conditions,
        Map<String, Object> values,
        List<String> present) {
    /** The name of a column as KQL writes it. */
    public static String quoted(String name) {
        return "['" + name.replace("\\", "\\\\").replace("'", "\\'") + "']";
    }

    /** The name that a column came with. */
    String column(String parameter) {
        return quoted(columns.get(parameter));
    }

    boolean has(String parameter) {
        return present.contains(parameter);
    }

    /** A value as text, where the text of the query says it. */
    Optional<String> value(String parameter) {
        return Optional.ofNullable(values.get(parameter)).map(Object::toString);
    }

    /** The dimensions after other columns: {@code , ['a'], ['b']}. */
    String dims() {
        return dimensions.stream().map(name -> ", " + quoted(name)).collect(Collectors.joining());
    }

    /** One text that tells the dimensions' values apart. */
    String key() {
        return dimensions.isEmpty()
                ? "''"
                : dimensions.stream()
                        .map(name -> "tostring(" + quoted(name) + ")")
                        .collect(Collectors.joining(", '\\n', ", "strcat(", ", '')"));
    }

    /** A text with the places for names filled: time, dims, key and any column's own name. */
    String fill(String text) {
        String filled = text.replace("{dims}", dims()).replace("{key}", key());
        for (String parameter : columns.keySet()) {
            filled = filled.replace("{" + parameter + "}", column(parameter));
        }
        return filled;
    }
}
