package io.vaultlens.query.kql.ast;

import io.vaultlens.query.text.Span;

/**
 * A setting of an operator: {@code kind=inner}, {@code hint.strategy=shuffle}.
 *
 * @param name its name, dots included
 * @param value its value's text, quotes and brackets taken off
 * @param span both
 */
public record Option(String name, String value, Span span) {}
