package io.vaultlens.query.engine;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.plan.KqlAggregate;
import io.vaultlens.query.plan.KqlOperator;
import java.util.List;

/** How one SQL engine spells types, literals, functions and what only it can do. */
public interface Dialect {
    /** How the latest row of each key is best asked for. */
    enum LatestForm {
        /** By the row numbers that a stored table has. */
        ROW_ID,
        /** By a window and a filter over it. */
        WINDOW
    }

    /** The physical type that holds values of a KQL type. */
    String type(ColumnType type);

    /**
     * A literal with its type, in a form that no neighbour can tear apart.
     *
     * @param value null, or as {@link io.vaultlens.query.result.Rows#value} gives it
     */
    String literal(ColumnType type, Object value);

    /** A call of a function, its operands already written. */
    String call(KqlOperator operator, List<String> operands);

    /**
     * A call of an aggregate or window function.
     *
     * @param order the ORDER BY within the call, or empty
     * @param after the FILTER or OVER after its core, or empty
     */
    String aggregate(KqlAggregate aggregate, List<String> operands, String order, String after);

    /**
     * The list of JSON values that a dynamic expands into; null is a list of one null.
     *
     * @param pairs whether a bag gives arrays of key and value, else bags of one property
     */
    String elements(String dynamic, boolean pairs);

    /** How the latest row of each key is best asked for. */
    LatestForm latestForm();

    /** A name as it must be written so that its letters count. */
    default String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
