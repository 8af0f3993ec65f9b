package io.vaultlens.collector.host;

import java.util.List;

/**
 * What a scan found of one kind.
 *
 * @param things what is there
 * @param hidden the beginnings of keys of which nothing could be seen, so that nothing follows from
 *     their absence; an empty beginning hides all
 * @param failures one line for each part that could not be read
 */
record Found(List<Thing> things, List<String> hidden, List<String> failures) {
    Found {
        things = List.copyOf(things);
        hidden = List.copyOf(hidden);
        failures = List.copyOf(failures);
    }

    /** All was seen. */
    static Found of(List<Thing> things) {
        return new Found(things, List.of(), List.of());
    }

    /** Nothing could be seen. */
    static Found nothing(String failure) {
        return new Found(List.of(), List.of(""), List.of(failure));
    }

    /** Whether nothing follows from the absence of this key. */
    boolean hides(String key) {
        return hidden.stream().anyMatch(key::startsWith);
    }
}
