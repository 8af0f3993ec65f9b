package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;

/**
 * An aggregate function with its arguments.
 *
 * @param name the function's name
 * @param core its SQL with {@code $1} for the first argument, which FILTER and OVER can follow
 * @param finish what is done with its value, which is written {@code #}
 * @param type the type of its value
 * @param arguments what is aggregated, over the rows before they are grouped
 * @param condition which rows count; empty for all
 */
public record AggregateUse(
        String name,
        String core,
        String finish,
        ColumnType type,
        List<RexNode> arguments,
        Optional<RexNode> condition) {
    public AggregateUse {
        arguments = List.copyOf(arguments);
    }
}
