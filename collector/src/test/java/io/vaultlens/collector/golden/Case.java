package io.vaultlens.collector.golden;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One case of a golden file.
 *
 * @param title the sentence after {@code ==}
 * @param text what is given, for example a query
 * @param sections what stands after each {@code -- name} line, in the order of the file
 */
public record Case(String title, String text, Map<String, String> sections) {
    public Case {
        sections = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(sections));
    }

    /** The text of a section, or {@code ""} where the case has none. */
    public String section(String name) {
        return sections.getOrDefault(name, "");
    }

    /** Whether the case asks for a section. */
    public boolean has(String name) {
        return sections.containsKey(name);
    }

    /** The block as a golden file writes it, without an empty line at its end. */
    String block() {
        StringBuilder block = new StringBuilder("== " + title);
        if (!text.isEmpty()) {
            block.append('\n').append(text);
        }
        sections.forEach((name, body) -> {
            block.append("\n-- ").append(name);
            if (!body.isEmpty()) {
                block.append('\n').append(body);
            }
        });
        return block.toString();
    }
}
