package io.vaultlens.server.config;

import io.vaultlens.collector.catalog.Mistake;
import io.vaultlens.collector.catalog.NearestName;
import io.vaultlens.collector.catalog.YamlMap;
import io.vaultlens.collector.source.SourceKind;
import io.vaultlens.collector.source.SourceSetting;
import io.vaultlens.collector.source.SourceValues;
import io.vaultlens.collector.watch.Sources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the entries under {@code sources}; each kind says which keys its entries have. */
final class SourceReader {
    private static final String SECTION = "sources[]";
    private static final String STANDARD_KIND = Keys.find(SECTION, "kind").standard();

    private final String file;
    private final Expansion expansion;
    private final List<Mistake> mistakes;

    SourceReader(String file, Expansion expansion, List<Mistake> mistakes) {
        this.file = file;
        this.expansion = expansion;
        this.mistakes = mistakes;
    }

    /** The entries without mistakes; no two may have one name. */
    List<SourceValues> read(List<Node> nodes) {
        List<YamlMap> maps = new ArrayList<>();
        List<SourceValues> found = new ArrayList<>();
        for (Node node : nodes) {
            kind(node)
                    .ifPresent(kind ->
                            map(node, kind)
                                    .ifPresent(map -> {
                                        maps.add(map);
                                        values(map, kind).ifPresent(found::add);
                                    }));
        }
        ConfigReader.tellDoubles(maps, "sources");
        return found;
    }

    /** The kind decides which keys are known, so it is looked for first. */
    private Optional<SourceKind> kind(Node node) {
        String name = STANDARD_KIND;
        int line = YamlMap.lineOf(node);
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("kind")
                        && entry.getValueNode() instanceof ScalarNode value) {
                    name = value.getValue().strip();
                    line = YamlMap.lineOf(value);
                }
            }
        }
        Optional<SourceKind> kind = Sources.named(name);
        if (kind.isEmpty()) {
            String near = NearestName.hint(name, Set.copyOf(Sources.names()));
            String message =
                    "unknown kind '"
                            + name
                            + "' of source"
                            + (near.isEmpty() ? ";" : near)
                            + " known are "
                            + String.join(", ", Sources.names());
            mistakes.add(new Mistake(file, line, message));
        }
        return kind;
    }

    private Optional<YamlMap> map(Node node, SourceKind kind) {
        Set<String> known = new LinkedHashSet<>(Keys.names(SECTION));
        kind.settings().forEach(setting -> known.add(setting.name()));
        String what = "a source of kind '" + kind.name() + "'";
        return YamlMap.of(file, node, what, known, mistakes);
    }

    private Optional<SourceValues> values(YamlMap map, SourceKind kind) {
        int before = mistakes.size();
        String name = name(map);
        Map<String, String> given = new HashMap<>();
        for (SourceSetting setting : kind.settings()) {
            value(map, setting).ifPresent(value -> given.put(setting.name(), value));
        }
        if (mistakes.size() > before) {
            return Optional.empty();
        }
        SourceValues values = SourceValues.of(name, kind, given);
        List<String> together = kind.maker().mistakes(values);
        together.forEach(message -> map.mistake(map.line("name"), message));
        return together.isEmpty() ? Optional.of(values) : Optional.empty();
    }

    private Optional<String> value(YamlMap map, SourceSetting setting) {
        String key = setting.name();
        String text =
                setting.type() == SourceSetting.Type.NAMES
                        ? String.join(",", map.oneOrMore(key))
                        : map.text(key);
        if (text.isEmpty()) {
            if (setting.required() || map.has(key)) {
                map.mistake(map.line(key), "'" + SECTION + "' has no '" + key + "'");
            }
            return Optional.empty();
        }
        String value = expanded(map, key, text);
        setting.mistake(value).ifPresent(reason -> map.mistake(map.line(key), reason));
        return Optional.of(value);
    }

    private String name(YamlMap map) {
        String text = map.text("name");
        if (text.isEmpty()) {
            map.mistake(map.line("name"), "'" + SECTION + "' has no 'name'");
        }
        return expanded(map, "name", text);
    }

    private String expanded(YamlMap map, String key, String text) {
        try {
            return expansion.expand(text);
        } catch (IOException e) {
            map.mistake(map.line(key), e.getMessage());
            return text;
        }
    }
}
