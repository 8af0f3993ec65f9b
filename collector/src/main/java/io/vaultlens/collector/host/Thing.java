package io.vaultlens.collector.host;

import java.util.Map;
import java.util.TreeMap;

/**
 * A package, a service or a file as a scan found it.
 *
 * @param key what makes it the same thing in the next scan; packages of which several versions are
 *     installed at once share one
 * @param values the columns of {@code ConfigurationData} that it fills, as texts
 */
record Thing(String key, Map<String, String> values) {
    Thing {
        values = new TreeMap<>(values);
    }

    /** The text in a column; empty where it fills it not. */
    String value(String column) {
        return values.getOrDefault(column, "");
    }
}
