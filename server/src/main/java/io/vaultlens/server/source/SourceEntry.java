package io.vaultlens.server.source;

import io.vaultlens.collector.source.SourceKind;
import io.vaultlens.collector.source.SourceSetting;
import io.vaultlens.collector.source.SourceValues;
import io.vaultlens.server.config.Expansion;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A source as somebody typed it; inert. */
public final class SourceEntry {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

    private final SourceKind kind;
    private final Map<String, String> typed;

    /** What was typed by key, the name under {@code name}. */
    public SourceEntry(SourceKind kind, Map<String, String> typed) {
        this.kind = kind;
        this.typed = Map.copyOf(typed);
    }

    /** Its kind. */
    public SourceKind kind() {
        return kind;
    }

    /** Its name. */
    public String name() {
        return typed("name");
    }

    String typed(String key) {
        return typed.getOrDefault(key, "").strip();
    }

    /**
     * What is wrong with it, by key; under {@code ""} what is wrong with several values together.
     *
     * @param taken the names of the sources there are
     */
    public Map<String, String> mistakes(Expansion expansion, List<String> taken) {
        Map<String, String> mistakes = new LinkedHashMap<>();
        if (!NAME.matcher(name()).matches()) {
            mistakes.put("name", "a name has letters, digits, - and _, 63 at most");
        } else if (taken.stream().anyMatch(name()::equalsIgnoreCase)) {
            mistakes.put("name", "there is a source of this name");
        }
        for (SourceSetting setting : kind.settings()) {
            String value = typed(setting.name());
            if (value.isEmpty()) {
                if (setting.required()) {
                    mistakes.put(setting.name(), "'" + setting.name() + "' is missing");
                }
            } else {
                try {
                    setting.mistake(expansion.expand(value))
                            .ifPresent(mistake -> mistakes.put(setting.name(), mistake));
                } catch (IOException e) {
                    mistakes.put(setting.name(), e.getMessage());
                }
            }
        }
        if (mistakes.isEmpty()) {
            List<String> together = kind.maker().mistakes(values(expansion));
            if (!together.isEmpty()) {
                mistakes.put("", String.join("; ", together));
            }
        }
        return mistakes;
    }

    /** The values meant, once there is no mistake. */
    public SourceValues values(Expansion expansion) {
        Map<String, String> values = new HashMap<>();
        for (SourceSetting setting : kind.settings()) {
            String value = typed(setting.name());
            if (!value.isEmpty()) {
                try {
                    values.put(setting.name(), expansion.expand(value));
                } catch (IOException e) {
                    throw new IllegalStateException("the values were not checked", e);
                }
            }
        }
        return SourceValues.of(name(), kind, values);
    }
}
