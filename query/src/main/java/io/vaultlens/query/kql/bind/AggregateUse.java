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
    /** What lists different values, in any order; what it is finished with drops repeats too. */
    private static final String DISTINCT = "list(DISTINCT $1)";

    public AggregateUse {
        arguments = List.copyOf(arguments);
    }

    /** The same over few rows, where a set keeps its values in the order they come in. */
    AggregateUse overFew() {
        String list = core.equals(DISTINCT) ? "list($1 $order)" : core;
        return new AggregateUse(name, list, finish, type, arguments, condition);
    }
}
