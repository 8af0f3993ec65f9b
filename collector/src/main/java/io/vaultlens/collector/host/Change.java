package io.vaultlens.collector.host;

import java.util.List;
import java.util.Optional;

/**
 * One difference between two scans.
 *
 * @param before the thing as it was; none for one that was added
 * @param after the thing as it is; none for one that was removed
 * @param fields the columns that differ
 */
record Change(Optional<Thing> before, Optional<Thing> after, List<String> fields) {
    /** The word in {@code ChangeCategory}. */
    String category() {
        if (before.isEmpty()) {
            return "Added";
        }
        return after.isEmpty() ? "Removed" : "Modified";
    }

    /** The thing as it is, or was last. */
    Thing thing() {
        return after.or(() -> before).orElseThrow();
    }
}
