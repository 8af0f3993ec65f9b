package io.vaultlens.query.completion;

import java.util.List;

/**
 * What may be written at a place.
 *
 * @param from where what a suggestion replaces begins
 * @param to where it ends
 * @param items the suggestions, the likeliest first
 */
public record Completion(int from, int to, List<Suggestion> items) {
    public Completion {
        items = List.copyOf(items);
    }
}
