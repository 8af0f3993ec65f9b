package io.vaultlens.query.plan;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * A function of KQL with the types of one overload, as the algebra calls it.
 *
 * <p>Its name is KQL's, in lower case: planner rules know functions such as {@code bin} by it. Its
 * result type is fixed, so nothing has to be inferred.
 */
public final class KqlOperator extends SqlFunction {
    private final RelDataType type;
    private final boolean deterministic;
    private final Spelling spelling;

    /** A function that gives the same value for the same operands. */
    public KqlOperator(String name, RelDataType type, Spelling spelling) {
        this(name, type, true, spelling);
    }

    /** A function; one that is not deterministic is neither copied nor moved by the planner. */
    public KqlOperator(String name, RelDataType type, boolean deterministic, Spelling spelling) {
        super(
                name,
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.explicit(type),
                null,
                OperandTypes.VARIADIC,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.type = type;
        this.deterministic = deterministic;
        this.spelling = spelling;
    }

    /** The type of its result. */
    public RelDataType type() {
        return type;
    }

    /** How DuckDB, the engine that functions are written for first, spells a call. */
    public Spelling spelling() {
        return spelling;
    }

    @Override
    public boolean isDeterministic() {
        return deterministic;
    }

    /** Overloads share a name, and a spelling may hold literals: only the same one is equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof KqlOperator that
                && getName().equals(that.getName())
                && type.equals(that.type)
                && spelling.equals(that.spelling);
    }

    @Override
    public int hashCode() {
        return getName().hashCode() * 31 + type.hashCode();
    }
}
