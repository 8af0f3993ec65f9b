package io.vaultlens.query.kql.ast;

import io.vaultlens.query.text.Span;
import java.util.Optional;

/**
 * One key of an order.
 *
 * @param value what is compared
 * @param ascending whether the smallest comes first; empty where the text does not say
 * @param nullsFirst whether nulls come first; empty where the text does not say
 * @param span the whole key
 */
public record SortKey(
        NamedExpression value,
        Optional<Boolean> ascending,
        Optional<Boolean> nullsFirst,
        Span span) {}
