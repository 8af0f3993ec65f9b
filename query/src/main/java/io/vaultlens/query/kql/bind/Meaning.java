package io.vaultlens.query.kql.bind;

import io.vaultlens.query.kql.ast.Statement;
import io.vaultlens.query.kql.ast.Statement.FunctionBody;
import java.util.function.Supplier;
import org.apache.calcite.rex.RexNode;

/** What a name that a query has made stands for. */
sealed interface Meaning {
    /** A value; in a function's body it may be one of the caller's row. */
    record Value(RexNode value) implements Meaning {}

    /**
     * A table; bound when it is first asked for, then the same plan for all.
     *
     * @param view whether wildcards find it
     */
    record Table(Supplier<Relation> rows, boolean view) implements Meaning {}

    /** A pattern: tables by texts, each bound anew when it is asked for. */
    record Pattern(Statement.Pattern pattern, Environment environment) implements Meaning {}

    /**
     * A function, to be bound anew at each call.
     *
     * @param name what it is called
     * @param body what it does
     * @param tabular whether it gives a table
     * @param environment what names meant where it was defined
     */
    record Function(String name, FunctionBody body, boolean tabular, Environment environment)
            implements Meaning {}
}
