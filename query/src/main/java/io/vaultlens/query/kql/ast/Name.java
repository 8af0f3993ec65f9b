package io.vaultlens.query.kql.ast;

import io.vaultlens.query.text.Span;

/**
 * A name as it is meant: without the brackets and quotes it may have been written in.
 *
 * @param text the name
 * @param span where it stands, brackets included
 */
public record Name(String text, Span span) {}
