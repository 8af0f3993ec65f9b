package io.vaultlens.query.completion;

import io.vaultlens.query.text.Span;

/**
 * What a word of a query is.
 *
 * @param span where the word stands
 * @param title its name with its type or parameters
 * @param doc what there is to say about it
 */
public record Hover(Span span, String title, String doc) {}
