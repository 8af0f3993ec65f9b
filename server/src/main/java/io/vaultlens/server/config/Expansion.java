package io.vaultlens.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values in that do not stand in the file itself: {@code ${NAME}} from the environment, and
 * {@code file:PATH} as a whole value from a file.
 */
public final class Expansion {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final String FILE = "file:";

    private final UnaryOperator<String> environment;

    /** Takes variables from here. */
    public Expansion(UnaryOperator<String> environment) {
        this.environment = environment;
    }

    /** The value meant, or the mistake as the message of an IOException. */
    public String expand(String text) throws IOException {
        Matcher variables = VARIABLE.matcher(text);
        StringBuilder expanded = new StringBuilder();
        while (variables.find()) {
            String value = environment.apply(variables.group(1));
            if (value == null) {
                throw new IOException(
                        "the environment has no variable '"
                                + variables.group(1)
                                + "'; set it first");
            }
            variables.appendReplacement(expanded, Matcher.quoteReplacement(value));
        }
        variables.appendTail(expanded);
        String value = expanded.toString();
        return text.startsWith(FILE) ? content(value.substring(FILE.length())) : value;
    }

    private static String content(String file) throws IOException {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new IOException(
                    "cannot read the file '" + file + "' that the value stands in", e);
        }
    }
}
