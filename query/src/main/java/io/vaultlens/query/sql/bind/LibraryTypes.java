package io.vaultlens.query.sql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.bind.Binding;
import io.vaultlens.query.kql.bind.ExpressionBinder;
import io.vaultlens.query.plan.KqlTypes;
import io.vaultlens.query.text.QueryException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Types of calls of the library's functions: KQL's binder is asked with stand-ins of the arguments.
 *
 * <p>For one text, on one thread. Calcite asks again for an aggregate when it no longer knows which
 * arguments are literals: it gets the same answer as before.
 */
final class LibraryTypes {
    private final ExpressionBinder binder;
    private final Map<String, RelDataType> aggregates = new HashMap<>();

    /**
     * @param binder the binder of the text's expressions
     */
    LibraryTypes(ExpressionBinder binder) {
        this.binder = binder;
    }

    /** The type of a scalar function's value. */
    RelDataType scalar(String name, SqlOperatorBinding call) {
        try {
            RexNode value = ValueScope.call(binder, name, arguments(name, call));
            return SqlTypes.of(Binding.type(value), true);
        } catch (QueryException e) {
            throw misfit(call, e);
        }
    }

    /** The type of an aggregate function's value. */
    RelDataType aggregate(String name, SqlOperatorBinding call) {
        String key = name + call.collectOperandTypes();
        RelDataType known = aggregates.get(key);
        if (known != null && !(call instanceof SqlCallBinding)) {
            return known;
        }
        try {
            RelDataType type =
                    SqlTypes.of(
                            ValueScope.aggregate(binder, name, arguments(name, call)).type(), true);
            aggregates.put(key, type);
            return type;
        } catch (QueryException e) {
            throw misfit(call, e);
        }
    }

    private List<RexNode> arguments(String name, SqlOperatorBinding call) {
        List<RexNode> arguments = new ArrayList<>();
        for (int i = 0; i < call.getOperandCount(); i++) {
            arguments.add(argument(name, call, i));
        }
        return arguments;
    }

    /** A literal as it is, since its value may decide; anything else as a column of its type. */
    private RexNode argument(String name, SqlOperatorBinding call, int index) {
        RelDataType type = call.getOperandType(index);
        Optional<ColumnType> known = SqlTypes.columnType(type);
        if (known.isEmpty()) {
            throw new SqlFault(
                    position(call),
                    "argument %d of %s() has a type that no column has: %s"
                            .formatted(index + 1, name, type));
        }
        if (call.isOperandLiteral(index, false) && SqlTypeUtil.inCharFamily(type)) {
            return binder.binding().rex().text(call.getOperandLiteralValue(index, String.class));
        }
        if (call.isOperandLiteral(index, false) && SqlTypeUtil.isIntType(type)) {
            BigDecimal value = call.getOperandLiteralValue(index, BigDecimal.class);
            return binder.binding().rex().literal(ColumnType.LONG, value.longValue());
        }
        return new RexInputRef(index, KqlTypes.of(known.get()));
    }

    private static SqlFault misfit(SqlOperatorBinding call, QueryException failure) {
        return new SqlFault(position(call), failure.faults().getFirst().message());
    }

    private static SqlParserPos position(SqlOperatorBinding call) {
        return call instanceof SqlCallBinding binding
                ? binding.getCall().getParserPosition()
                : SqlParserPos.ZERO;
    }
}
