package io.vaultlens.query.plugin;

import java.util.List;

/**
 * A plugin of {@code evaluate} that is a question itself: KQL over the rows it is given.
 *
 * <p>Its text finds the rows as the table {@code _input}, with a column for each column parameter,
 * named as the parameter with an underscore before it, and the dimensions under their own names;
 * value parameters are values by the same rule.
 *
 * @param name what it is called
 * @param parameters what it takes, in order
 * @param doc one sentence for the manual
 * @param text its text, or several for a plugin with several result tables
 */
public record Plugin(String name, List<Parameter> parameters, String doc, Text text) {
    public Plugin {
        parameters = List.copyOf(parameters);
    }

    /** What a parameter takes. */
    public enum Kind {
        /** A column or an expression over columns. */
        COLUMN,
        /** A value that no row is under. */
        VALUE,
        /** A value that may be left out. */
        OPTIONAL_VALUE,
        /** Conditions over columns: all that are left. */
        CONDITIONS,
        /** Columns: all that are left. */
        COLUMNS,
        /** A table that may be left out. */
        OPTIONAL_TABLE
    }

    /** A parameter: its name and what it takes. */
    public record Parameter(String name, Kind kind) {}

    /** Makes the text for what a call gives. */
    @FunctionalInterface
    public interface Text {
        /** The KQL texts, one for each result table. */
        List<String> of(Given given);
    }

    /** A plugin with one result table; parameters as in {@code id: column, start: value?}. */
    static Plugin plugin(String signature, String doc, One text) {
        return new Plugin(
                name(signature), parameters(signature), doc, given -> List.of(text.of(given)));
    }

    /** The text of a plugin with one result table. */
    @FunctionalInterface
    interface One {
        String of(Given given);
    }

    /** A plugin with several result tables. */
    static Plugin several(String signature, String doc, Text text) {
        return new Plugin(name(signature), parameters(signature), doc, text);
    }

    private static String name(String signature) {
        return signature.substring(0, signature.indexOf('('));
    }

    private static List<Parameter> parameters(String signature) {
        String list = signature.substring(signature.indexOf('(') + 1, signature.indexOf(')'));
        return List.of(list.split(", ")).stream().map(Plugin::parameter).toList();
    }

    private static Parameter parameter(String text) {
        String[] parts = text.split(": ");
        return new Parameter(
                parts[0],
                switch (parts[1]) {
                    case "column" -> Kind.COLUMN;
                    case "value" -> Kind.VALUE;
                    case "value?" -> Kind.OPTIONAL_VALUE;
                    case "conditions" -> Kind.CONDITIONS;
                    case "columns" -> Kind.COLUMNS;
                    case "table?" -> Kind.OPTIONAL_TABLE;
                    default -> throw new IllegalArgumentException(text);
                });
    }
}
