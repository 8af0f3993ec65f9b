package io.vaultlens.query.kql.ast;

import io.vaultlens.query.text.Span;
import java.util.List;

/**
 * An expression with the names its results get: {@code x}, {@code a = x} or {@code (a, b) = f(x)}.
 *
 * @param names none, one, or several for a function with several results
 * @param value the expression
 * @param span both
 */
public record NamedExpression(List<Name> names, Expression value, Span span) {
    public NamedExpression {
        names = List.copyOf(names);
    }
}
