package io.vaultlens.dashboards.page;

import java.util.List;
import java.util.Map;

/**
 * What stands in a page's address after the question mark, decoded.
 *
 * @param values all values of each name, in order
 */
public record Parameters(Map<String, List<String>> values) {
    /** An address without any. */
    public static final Parameters NONE = new Parameters(Map.of());

    public Parameters {
        values = Map.copyOf(values);
    }

    /** The first value of this name, or {@code ""}. */
    public String text(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        return all.isEmpty() ? "" : all.getFirst().strip();
    }

    /** All values of this name that are not empty. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of()).stream().filter(v -> !v.isBlank()).toList();
    }
}
