package io.vaultlens.query.plan;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.util.Optionality;

/**
 * An aggregate or window function of KQL with the types of one overload.
 *
 * <p>It is written in two parts: a core that FILTER and OVER can follow, and a finish around both.
 * For example {@code sum} is the core {@code sum($1)} and the finish {@code coalesce(#, 0)}. In the
 * core, {@code $order} is where the ORDER BY of an ordered call goes: {@code list($1 $order)}.
 */
public final class KqlAggregate extends SqlAggFunction {
    /** The finish that changes nothing. */
    public static final String NO_FINISH = "#";

    private static final String ORDER = "$order";

    private final RelDataType type;
    private final String core;
    private final String finish;

    /** An aggregate; {@code #} in the finish stands for the core with its FILTER or OVER. */
    public KqlAggregate(String name, RelDataType type, String core, String finish) {
        super(
                name,
                null,
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.explicit(type),
                null,
                OperandTypes.VARIADIC,
                SqlFunctionCategory.USER_DEFINED_FUNCTION,
                false,
                false,
                Optionality.OPTIONAL);
        this.type = type;
        this.core = core;
        this.finish = finish;
    }

    /** The type of its result. */
    public RelDataType type() {
        return type;
    }

    /** Whether the core has a place for an ORDER BY. */
    public boolean takesOrder() {
        return core.contains(ORDER);
    }

    /**
     * The whole call.
     *
     * @param operands each operand's SQL
     * @param order the {@code ORDER BY …} inside the call, or empty
     * @param after the FILTER or OVER that follows the core, or empty
     */
    public String print(List<String> operands, String order, String after) {
        String inner = new Template(core.replace(ORDER, order)).print(operands);
        return finish.replace("#", after.isEmpty() ? inner : inner + " " + after);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KqlAggregate that
                && getName().equals(that.getName())
                && type.equals(that.type)
                && core.equals(that.core)
                && finish.equals(that.finish);
    }

    @Override
    public int hashCode() {
        return getName().hashCode() * 31 + core.hashCode();
    }
}
