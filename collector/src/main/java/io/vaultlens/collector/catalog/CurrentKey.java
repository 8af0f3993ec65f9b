package io.vaultlens.collector.catalog;

import java.util.List;

/**
 * A key whose latest row the store keeps at hand.
 *
 * @param by the key's columns, in declared order
 */
public record CurrentKey(List<String> by) {
    public CurrentKey {
        by = List.copyOf(by);
    }
}
