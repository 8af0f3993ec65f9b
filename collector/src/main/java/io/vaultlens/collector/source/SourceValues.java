package io.vaultlens.collector.source;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the entry of a source says, every value checked; inert.
 *
 * <p>A key that the entry leaves out has its kind's standard value.
 */
public final class SourceValues {
    private static final String SHOWN_SECRET = "***";

    private final String name;
    private final SourceKind kind;
    private final Map<String, String> values;

    private SourceValues(String name, SourceKind kind, Map<String, String> values) {
        this.name = name;
        this.kind = kind;
        this.values = values;
    }

    /** The values given for a source; a list of names is one text with commas between them. */
    public static SourceValues of(String name, SourceKind kind, Map<String, String> given) {
        Map<String, String> values = new LinkedHashMap<>();
        for (SourceSetting setting : kind.settings()) {
            values.put(setting.name(), given.getOrDefault(setting.name(), setting.standard()));
        }
        return new SourceValues(name, kind, values);
    }

    /** What people call the source. */
    public String name() {
        return name;
    }

    /** Its kind. */
    public SourceKind kind() {
        return kind;
    }

    /** Whether the key has a value, if only the standard one. */
    public boolean has(String key) {
        return !text(key).isEmpty();
    }

    /** A text; empty where there is none. */
    public String text(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("kind " + kind.name() + " has no setting " + key);
        }
        return value;
    }

    /** A text, or none. */
    public Optional<String> optional(String key) {
        return Optional.of(text(key)).filter(value -> !value.isEmpty());
    }

    /** A whole number. */
    public long number(String key) {
        return Long.parseLong(text(key).replace("_", ""));
    }

    /** A yes or no. */
    public boolean flag(String key) {
        return Boolean.parseBoolean(text(key));
    }

    /** A path. */
    public Path path(String key) {
        return Path.of(text(key));
    }

    /** A list of names. */
    public List<String> names(String key) {
        return Arrays.stream(text(key).split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceValues same
                && name.equals(same.name)
                && kind.name().equals(same.kind.name())
                && values.equals(same.values);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + values.hashCode();
    }

    /** The entry as a person would write it, without its secrets. */
    @Override
    public String toString() {
        return kind.settings().stream()
                .filter(setting -> has(setting.name()))
                .map(setting -> setting.name() + ": " + shown(setting))
                .collect(
                        Collectors.joining(
                                ", ", "{name: " + name + ", kind: " + kind.name() + ", ", "}"));
    }

    private String shown(SourceSetting setting) {
        return setting.type() == SourceSetting.Type.SECRET ? SHOWN_SECRET : text(setting.name());
    }
}
