package io.vaultlens.collector.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a record the value of a column comes from: one alternative of a column's {@code from}.
 *
 * <p>Written as {@code properties.A | properties.B} (the first that is there and not empty), with
 * {@code lower(resourceId)} and the other words of {@link Making}, {@code constant(Azure)} and
 * {@code rest(properties.Extended)}. Every step of a path matches in any letter case.
 */
public sealed interface Origin {
    /** The value at this path. */
    record Field(List<String> path) implements Origin {}

    /** What is made of the text at this path. */
    record Made(Making making, List<String> path) implements Origin {}

    /** The same text in every row. */
    record Constant(String text) implements Origin {}

    /** The object at this path together with every field of the record that no column takes. */
    record Rest(List<String> path) implements Origin {}

    /** A path or a call as the YAML writes it: a word, dots, and perhaps a bracket. */
    Pattern PART = Pattern.compile("(?:([a-z]+)\\(([^()|]+)\\))|([A-Za-z_][A-Za-z0-9_.]*)");

    /**
     * The alternatives of a {@code from} text in order; an empty text has none.
     *
     * @throws IllegalArgumentException with one clear line where the text is none of the forms
     *     above
     */
    static List<Origin> parse(String from) {
        List<Origin> origins = new ArrayList<>();
        if (from.isBlank()) {
            return origins;
        }
        for (String alternative : from.split("\\|", -1)) {
            origins.add(parseOne(alternative.strip()));
        }
        return List.copyOf(origins);
    }

    private static Origin parseOne(String text) {
        Matcher matcher = PART.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is no place in a record; expected a path such as"
                            + " properties.JobUniqueId, alternatives joined by |");
        }
        if (matcher.group(3) != null) {
            return new Field(path(text));
        }
        String argument = matcher.group(2).strip();
        return switch (matcher.group(1)) {
            case "constant" -> new Constant(argument);
            case "rest" -> new Rest(path(argument));
            default ->
                    new Made(
                            Making.named(matcher.group(1))
                                    .orElseThrow(() -> unknown(matcher.group(1))),
                            path(argument));
        };
    }

    private static IllegalArgumentException unknown(String word) {
        return new IllegalArgumentException(
                "'" + word + "' is not known; expected " + Making.words() + ", constant or rest");
    }

    private static List<String> path(String text) {
        List<String> steps = List.of(text.split("\\.", -1));
        if (steps.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("'" + text + "' has an empty step");
        }
        return steps;
    }
}
