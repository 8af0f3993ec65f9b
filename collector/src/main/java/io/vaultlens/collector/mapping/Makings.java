package io.vaultlens.collector.mapping;

import io.vaultlens.collector.catalog.Making;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes of a record's text what a column asks for. */
final class Makings {
    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** What is made of the text; empty where it has no such part. */
    byte[] of(Making making, String text) {
        String made =
                switch (making) {
                    case LOWER -> text.toLowerCase(Locale.ROOT);
                    case UPPER -> text.toUpperCase(Locale.ROOT);
                    case SUBSCRIPTION -> part(text, "/subscriptions/", 0).toLowerCase(Locale.ROOT);
                    case GROUP -> part(text, "/resourcegroups/", 0).toUpperCase(Locale.ROOT);
                    case PROVIDER -> part(text, "/providers/", 0).toUpperCase(Locale.ROOT);
                    case KIND -> part(text, "/providers/", 1).toUpperCase(Locale.ROOT);
                    case RESOURCE -> part(text, "/providers/", 2).toUpperCase(Locale.ROOT);
                    case GUID -> GUID.matcher(text).matches() ? text : "";
                    case NOGUID -> GUID.matcher(text).matches() ? "" : text;
                };
        return made.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The n-th step of a resource id behind a word, counted from 0; a text that is no id stands for
     * itself.
     */
    private static String part(String id, String word, int step) {
        if (!id.startsWith("/")) {
            return id;
        }
        int at = id.toLowerCase(Locale.ROOT).indexOf(word);
        if (at < 0) {
            return "";
        }
        String[] steps = id.substring(at + word.length()).split("/", step + 2);
        return steps.length > step ? steps[step] : "";
    }
}
