package io.vaultlens.query.kql.bind;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Pipeline;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;

/** What names mean at one place of a query; the operator that holds an expression makes it. */
public interface Scope {
    /** A column in sight or {@code let} scalar; letter case counts. */
    Optional<RexNode> name(String name);

    /** The columns in sight, in order. */
    List<Column> columns();

    /** Every name that {@link #name} answers to, for a misspelt one's nearest. */
    List<String> names();

    /** The columns behind {@code $left} or {@code $right}; empty outside a join's conditions. */
    default Optional<Scope> side(String name) {
        return Optional.empty();
    }

    /**
     * The value of a call to a {@code let} function that gives a scalar; empty where no let
     * function has this name. Its arguments are bound in this scope.
     */
    Optional<RexNode> letCall(Expression.Call call);

    /** Whether a name in an expression means a table: a let table, a table parameter, a table. */
    boolean isTable(Expression expression);

    /** The rows of a query in an expression. */
    RelNode rows(Pipeline pipeline);

    /** The rows of a table's name or call in an expression. */
    RelNode rows(Expression table);

    /** The order the rows are in, for window functions; empty where it is not known. */
    default List<RexFieldCollation> order() {
        return List.of();
    }

    /**
     * Makes a value a column of the rows below, so that a window function can be taken over it;
     * values bound before stay what they are.
     */
    default RexNode lift(RexNode value) {
        throw new UnsupportedOperationException("no rows lie below");
    }

    /** Rows that have no order yet stay in the order of these numbers. */
    default void keepOrder(RexNode number) {
        // No rows lie below.
    }

    /** A column of the rows below that no query can name; empty where they have none. */
    default Optional<RexNode> hidden(String name) {
        return Optional.empty();
    }

    /** What {@code set} has made an option; empty where it has not. */
    default Optional<RexNode> option(String name) {
        return Optional.empty();
    }

    /**
     * The value of an aggregate over all rows below, the same for each of them; rows in parts are
     * taken together. Empty where no rows lie below.
     */
    default Optional<RexNode> overall(AggregateUse use) {
        return Optional.empty();
    }

    /** The number of each row among all rows below, one part after the other, from 1. */
    default RexNode overallNumber() {
        throw new UnsupportedOperationException("no rows lie below");
    }

    /** Where aggregates go; empty where none may stand. */
    default Optional<AggregateSink> aggregates() {
        return Optional.empty();
    }

    /** Takes the aggregates of one summarize. */
    interface AggregateSink {
        /** The scope of the aggregates' arguments: the rows before they are grouped. */
        Scope rows();

        /** Whether a column is a key of the groups as it is, which {@code *} then leaves out. */
        boolean isKey(String column);

        /** Adds an aggregate and gives what stands for its value. */
        RexNode add(AggregateUse use);
    }

    /** A column in sight. */
    record Column(String name, RexNode value) {}
}
