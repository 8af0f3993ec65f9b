package io.vaultlens.query.sql.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/**
 * Keeps calls as they are written: Calcite would take many apart (a mean into a sum and a count, a
 * difference of moments into casts of intervals) and lose digits on the way.
 */
final class SqlConvertlets implements SqlRexConvertletTable {
    private static final Set<SqlOperator> KEPT =
            Set.of(
                    StandardOperators.MINUS,
                    StandardOperators.ELEMENTS,
                    SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR,
                    SqlStdOperatorTable.TIMESTAMP_DIFF,
                    SqlStdOperatorTable.COALESCE,
                    SqlStdOperatorTable.NULLIF,
                    SqlLibraryOperators.NVL,
                    SqlLibraryOperators.IFNULL,
                    SqlLibraryOperators.IF,
                    SqlLibraryOperators.GREATEST_PG,
                    SqlLibraryOperators.LEAST_PG,
                    SqlLibraryOperators.CONCAT_FUNCTION_WITH_NULL,
                    SqlLibraryOperators.CONCAT_WS,
                    SqlStdOperatorTable.SUBSTRING,
                    SqlStdOperatorTable.MOD,
                    SqlStdOperatorTable.ROUND,
                    SqlStdOperatorTable.TRUNCATE);

    @Override
    public SqlRexConvertlet get(SqlCall call) {
        SqlOperator operator = call.getOperator();
        boolean kept =
                KEPT.contains(operator)
                        || SqlKind.AVG_AGG_FUNCTIONS.contains(operator.getKind())
                        || operator instanceof SqlFunctions.LibraryScalar;
        return kept ? SqlConvertlets::kept : StandardConvertletTable.INSTANCE.get(call);
    }

    private static RexNode kept(SqlRexContext context, SqlCall call) {
        List<RexNode> operands = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            operands.add(context.convertExpression(operand));
        }
        return context.getRexBuilder()
                .makeCall(
                        call.getParserPosition(),
                        context.getValidator().getValidatedNodeType(call),
                        call.getOperator(),
                        operands);
    }
}
