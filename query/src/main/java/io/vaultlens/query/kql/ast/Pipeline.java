package io.vaultlens.query.kql.ast;

import io.vaultlens.query.text.Span;
import java.util.List;

/**
 * A tabular expression: where rows come from and what is done to them, in order.
 *
 * @param source where rows come from
 * @param operators what is done to them
 * @param span all of it
 */
public record Pipeline(Source source, List<Operator> operators, Span span) {
    public Pipeline {
        operators = List.copyOf(operators);
    }
}
