package io.vaultlens.query.function;

import io.vaultlens.collector.catalog.ColumnType;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a call's arguments before it runs.
 *
 * @param types the types they have become
 * @param constants the values of those that are literals: Boolean, Long, Double, BigDecimal, text,
 *     or ticks
 */
public record Arguments(List<ColumnType> types, List<Optional<Object>> constants) {

    public Arguments {
        types = List.copyOf(types);
        constants = List.copyOf(constants);
    }

    /** How many there are. */
    public int count() {
        return types.size();
    }

    /** The text of an argument that must be a literal. */
    public String text(int index) {
        return constants
                .get(index)
                .map(Object::toString)
                .orElseThrow(
                        () -> new ArgumentException(index, "must be a literal, such as 'day'"));
    }
}
