package io.vaultlens.query.kql.bind;

import io.vaultlens.query.kql.ast.NamePattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;

/** The names that the statements before a place have made. */
final class Environment {
    private final Map<String, Meaning> meanings;
    private final Optional<List<NamePattern>> allowed;
    private final Map<String, RexNode> options;

    private Environment(
            Map<String, Meaning> meanings,
            Optional<List<NamePattern>> allowed,
            Map<String, RexNode> options) {
        this.meanings = meanings;
        this.allowed = allowed;
        this.options = options;
    }

    /** No names. */
    static Environment empty() {
        return new Environment(Map.of(), Optional.empty(), Map.of());
    }

    /** These names and one more, which hides an older one. */
    Environment with(String name, Meaning meaning) {
        Map<String, Meaning> more = new LinkedHashMap<>(meanings);
        more.remove(name);
        more.put(name, meaning);
        return new Environment(more, allowed, options);
    }

    /** From here on only these tables can be asked. */
    Environment restrictedTo(List<NamePattern> tables) {
        return new Environment(meanings, Optional.of(tables), options);
    }

    /** From here on an option has this value. */
    Environment withOption(String name, RexNode value) {
        Map<String, RexNode> more = new LinkedHashMap<>(options);
        more.put(name, value);
        return new Environment(meanings, allowed, more);
    }

    /** The value of an option that {@code set} has named. */
    Optional<RexNode> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** Whether a table may be asked here. */
    boolean allows(String table) {
        return allowed.isEmpty()
                || allowed.get().stream().anyMatch(pattern -> pattern.matches(table));
    }

    Optional<Meaning> find(String name) {
        return Optional.ofNullable(meanings.get(name));
    }

    Map<String, Meaning> all() {
        return meanings;
    }

    /** The value of a scalar name. */
    Optional<Meaning.Value> value(String name) {
        return find(name).filter(Meaning.Value.class::isInstance).map(Meaning.Value.class::cast);
    }

    List<String> valueNames() {
        return meanings.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Meaning.Value)
                .map(Map.Entry::getKey)
                .toList();
    }
}
