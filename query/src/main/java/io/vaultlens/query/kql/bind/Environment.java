package io.vaultlens.query.kql.bind;

import io.vaultlens.query.kql.ast.NamePattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names that the statements before a place have made. */
final class Environment {
    private final Map<String, Meaning> meanings;
    private final Optional<List<NamePattern>> allowed;

    private Environment(Map<String, Meaning> meanings, Optional<List<NamePattern>> allowed) {
        this.meanings = meanings;
        this.allowed = allowed;
    }

    /** No names. */
    static Environment empty() {
        return new Environment(Map.of(), Optional.empty());
    }

    /** These names and one more, which hides an older one. */
    Environment with(String name, Meaning meaning) {
        Map<String, Meaning> more = new LinkedHashMap<>(meanings);
        more.remove(name);
        more.put(name, meaning);
        return new Environment(more, allowed);
    }

    /** From here on only these tables can be asked. */
    Environment restrictedTo(List<NamePattern> tables) {
        return new Environment(meanings, Optional.of(tables));
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
