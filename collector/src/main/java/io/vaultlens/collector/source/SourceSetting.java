package io.vaultlens.collector.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * One key that the entry of a source has, as its reader checks it, the manual prints it and a form
 * asks for it.
 *
 * @param name the key
 * @param type what its value is
 * @param required whether the entry must have it
 * @param standard the value that holds without it; empty: none
 * @param least the least number it takes
 * @param most the greatest number it takes
 * @param doc what it does, in one sentence
 */
public record SourceSetting(
        String name,
        Type type,
        boolean required,
        String standard,
        long least,
        long most,
        String doc) {
    /** What a value is. */
    public enum Type {
        TEXT("text"),
        PATH("path"),
        NUMBER("whole number"),
        NAMES("list of names"),
        FLAG("true or false"),
        SECRET("secret"),
        URL("URL");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        /** The type in words. */
        public String words() {
            return words;
        }
    }

    /** A key that the entry must have. */
    public static SourceSetting required(String name, Type type, String doc) {
        return new SourceSetting(name, type, true, "", 0, Long.MAX_VALUE, doc);
    }

    /** A key that the entry may have; names stand with commas between them. */
    public static SourceSetting optional(String name, Type type, String standard, String doc) {
        return new SourceSetting(name, type, false, standard, 0, Long.MAX_VALUE, doc);
    }

    /** A whole number within bounds. */
    public static SourceSetting number(
            String name, long standard, long least, long most, String doc) {
        String text = String.valueOf(standard);
        return new SourceSetting(name, Type.NUMBER, false, text, least, most, doc);
    }

    /** Why a value cannot be taken; none where it can. */
    public Optional<String> mistake(String value) {
        return switch (type) {
            case TEXT, SECRET, NAMES -> Optional.empty();
            case PATH -> value.indexOf('\0') < 0 ? Optional.empty() : expected(value, "a path");
            case FLAG ->
                    value.equals("true") || value.equals("false")
                            ? Optional.empty()
                            : expected(value, "true or false");
            case NUMBER ->
                    isNumber(value)
                            ? Optional.empty()
                            : expected(value, "a whole number from " + least + " to " + most);
            case URL ->
                    isUrl(value)
                            ? Optional.empty()
                            : expected(value, "an address such as https://host/path");
        };
    }

    private Optional<String> expected(String value, String what) {
        return Optional.of("'" + name + "' is '" + value + "'; expected " + what);
    }

    private boolean isNumber(String value) {
        try {
            long number = Long.parseLong(value.replace("_", ""));
            return number >= least && number <= most;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isUrl(String value) {
        try {
            URI uri = new URI(value);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
