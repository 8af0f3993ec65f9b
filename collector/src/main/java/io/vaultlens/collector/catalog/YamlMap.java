package io.vaultlens.collector.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A YAML mapping whose values remember their lines; what is wrong goes to a list of mistakes. */
public final class YamlMap {
    private final String file;
    private final List<Mistake> mistakes;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    private YamlMap(String file, List<Mistake> mistakes, int line) {
        this.file = file;
        this.mistakes = mistakes;
        this.line = line;
    }

    /** Reads the mapping's entries; {@code known} are the keys it may have. */
    public static Optional<YamlMap> of(
            String file, Node node, String what, Set<String> known, List<Mistake> mistakes) {
        if (!(node instanceof MappingNode mapping)) {
            String message =
                    what + " is no mapping; expected keys such as " + String.join(", ", known);
            mistakes.add(new Mistake(file, lineOf(node), message));
            return Optional.empty();
        }
        YamlMap map = new YamlMap(file, mistakes, lineOf(node));
        for (NodeTuple entry : mapping.getValue()) {
            map.put(entry, what, known);
        }
        return Optional.of(map);
    }

    private void put(NodeTuple entry, String what, Set<String> known) {
        int at = lineOf(entry.getKeyNode());
        String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (!known.contains(key)) {
            mistake(at, "unknown key '" + key + "' in " + what + hintFor(key, known));
            // Taken as meant, so that one slip is told once and not also as a missing key.
            NearestName.of(key, known).ifPresent(meant -> putIfAbsent(meant, entry, at));
        } else if (values.containsKey(key)) {
            mistake(at, "key '" + key + "' stands twice in " + what);
        } else {
            putIfAbsent(key, entry, at);
        }
    }

    private void putIfAbsent(String key, NodeTuple entry, int at) {
        values.putIfAbsent(key, entry.getValueNode());
        lines.putIfAbsent(key, at);
    }

    private static String hintFor(String key, Set<String> known) {
        String near = NearestName.hint(key, known);
        return near.isEmpty() ? "; known are " + String.join(", ", known) : near;
    }

    public static int lineOf(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    public void mistake(int at, String message) {
        mistakes.add(new Mistake(file, at, message));
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** The line of a key, or the mapping's own where the key is missing. */
    public int line(String key) {
        return lines.getOrDefault(key, line);
    }

    public Optional<Node> node(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The text of a key, stripped; empty where it is missing or no text (then a mistake). */
    public String text(String key) {
        return node(key).map(this::scalar).orElse("").strip();
    }

    /** A text that must be there. */
    public String required(String key, String what) {
        String text = text(key);
        boolean wrongKind = node(key).filter(node -> !(node instanceof ScalarNode)).isPresent();
        if (text.isEmpty() && !wrongKind) {
            mistake(line(key), what + " has no '" + key + "'");
        }
        return text;
    }

    boolean hasEmptyList(String key) {
        return values.get(key) instanceof SequenceNode sequence && sequence.getValue().isEmpty();
    }

    /** The list of names of a key; empty where it is missing. */
    public List<String> names(String key) {
        return items(key).stream().map(this::scalar).filter(name -> !name.isEmpty()).toList();
    }

    /** The names of a key that may be one text or a list. */
    public List<String> oneOrMore(String key) {
        if (values.get(key) instanceof SequenceNode) {
            return names(key);
        }
        String text = text(key);
        return text.isEmpty() ? List.of() : List.of(text);
    }

    /** The nodes of a key's list; empty where it is missing or no list (then a mistake). */
    public List<Node> items(String key) {
        Node node = values.get(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return new ArrayList<>(sequence.getValue());
        }
        mistake(lineOf(node), "'" + key + "' is no list; expected [A, B]");
        return List.of();
    }

    private String scalar(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        mistake(lineOf(node), "expected a text here");
        return "";
    }
}
