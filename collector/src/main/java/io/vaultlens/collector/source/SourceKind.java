package io.vaultlens.collector.source;

import java.util.List;
import java.util.Optional;

/**
 * A kind of source: what its entry under {@code sources:} says, and how a source is made of it.
 *
 * @param name what {@code kind:} calls it
 * @param doc what it reads, in one sentence
 * @param settings the keys of its entry, besides {@code name} and {@code kind}
 * @param maker makes a source
 */
public record SourceKind(String name, String doc, List<SourceSetting> settings, Maker maker) {
    public SourceKind {
        settings = List.copyOf(settings);
    }

    /** Makes sources of one kind. */
    @FunctionalInterface
    public interface Maker {
        /** Makes a source of checked values; it reaches for nothing before it is read. */
        Source make(SourceValues values, SourceContext context);

        /** What is wrong with values that are each right for themselves. */
        default List<String> mistakes(SourceValues values) {
            return List.of();
        }
    }

    /** The setting of this name. */
    public Optional<SourceSetting> setting(String key) {
        return settings.stream().filter(setting -> setting.name().equals(key)).findFirst();
    }

    /** Makes a source of an entry that was checked. */
    public Source source(SourceValues values, SourceContext context) {
        return maker.make(values, context);
    }
}
