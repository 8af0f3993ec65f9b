package io.vaultlens.query.sql.bind;

import static org.apache.calcite.sql.fun.SqlLibraryOperators.*;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.*;

import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlMonotonicBinaryOperator;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** The operators of SQL that can be turned into the plan; validation knows no others. */
final class StandardOperators {
    private static final SqlReturnTypeInference LENGTH_OF_TIME =
            call ->
                    SqlTypeUtil.isDatetime(call.getOperandType(0))
                                    && SqlTypeUtil.isDatetime(call.getOperandType(1))
                            ? SqlTypes.of(
                                    io.vaultlens.collector.catalog.ColumnType.TIMESPAN,
                                    call.getOperandType(0).isNullable()
                                            || call.getOperandType(1).isNullable())
                            : null;

    private static final SqlOperandTypeChecker TWO_MOMENTS =
            OperandTypes.family(
                    org.apache.calcite.sql.type.SqlTypeFamily.DATETIME,
                    org.apache.calcite.sql.type.SqlTypeFamily.DATETIME);

    /** One moment less another is a length of time: SQL's own minus wants to know its unit. */
    static final SqlOperator MINUS =
            new SqlMonotonicBinaryOperator(
                    "-",
                    SqlKind.MINUS,
                    40,
                    true,
                    LENGTH_OF_TIME.orElse(ReturnTypes.NULLABLE_SUM),
                    InferTypes.FIRST_KNOWN,
                    OperandTypes.MINUS_OPERATOR.or(TWO_MOMENTS));

    /** Lengths of time have a mean too. */
    static final SqlAggFunction AVG =
            SqlBasicAggFunction.create(
                    "AVG",
                    SqlKind.AVG,
                    ReturnTypes.AVG_AGG_FUNCTION,
                    OperandTypes.NUMERIC.or(OperandTypes.INTERVAL));

    /** And a sum. */
    static final SqlAggFunction SUM =
            SqlBasicAggFunction.create(
                    "SUM",
                    SqlKind.SUM,
                    ReturnTypes.AGG_SUM,
                    OperandTypes.NUMERIC.or(OperandTypes.INTERVAL));

    /** {@code NOW()} and {@code GETDATE()}, as other databases call the present moment. */
    static final SqlFunction NOW = moment("NOW");

    static final SqlFunction GETDATE = moment("GETDATE");
    static final SqlFunction GETUTCDATE = moment("GETUTCDATE");

    /** What UNNEST takes apart: an array, or a dynamic value, whose elements are dynamic too. */
    static final SqlFunction ELEMENTS =
            new SqlFunction(
                    "ELEMENTS",
                    SqlKind.OTHER_FUNCTION,
                    call ->
                            call.getOperandType(0).getSqlTypeName() == SqlTypeName.ARRAY
                                    ? call.getOperandType(0)
                                    : SqlTypes.ARRAY,
                    null,
                    OperandTypes.ANY,
                    SqlFunctionCategory.USER_DEFINED_FUNCTION);

    /** {@code DATE_TRUNC('day', t)}. */
    static final SqlFunction DATE_TRUNC =
            new SqlFunction(
                    "DATE_TRUNC",
                    SqlKind.OTHER_FUNCTION,
                    ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 7)
                            .andThen(org.apache.calcite.sql.type.SqlTypeTransforms.FORCE_NULLABLE),
                    null,
                    OperandTypes.family(
                            org.apache.calcite.sql.type.SqlTypeFamily.CHARACTER,
                            org.apache.calcite.sql.type.SqlTypeFamily.DATETIME),
                    SqlFunctionCategory.TIMEDATE);

    /** All of them. */
    static final List<SqlOperator> ALL =
            Stream.of(
                            StandardFunctions.ALL.stream()
                                    .map(StandardFunctions.Standard::operator),
                            StandardFunctions.counted().stream(),
                            sets().stream(),
                            logic().stream(),
                            time().stream(),
                            aggregates().stream())
                    .flatMap(each -> each)
                    .toList();

    private StandardOperators() {}

    private static SqlFunction moment(String name) {
        return new SqlFunction(
                name,
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 7),
                null,
                OperandTypes.NILADIC,
                SqlFunctionCategory.TIMEDATE);
    }

    private static List<SqlOperator> sets() {
        return List.of(
                UNION,
                UNION_ALL,
                EXCEPT,
                EXCEPT_ALL,
                INTERSECT,
                INTERSECT_ALL,
                VALUES,
                ROW,
                AS,
                DESC,
                NULLS_FIRST,
                NULLS_LAST,
                OVER,
                FILTER,
                WITHIN_GROUP,
                IGNORE_NULLS,
                RESPECT_NULLS,
                LATERAL,
                EXPLICIT_TABLE,
                SCALAR_QUERY,
                org.apache.calcite.sql.fun.SqlStdOperatorTable.EXISTS,
                GROUPING_SETS,
                ROLLUP,
                CUBE,
                GROUPING,
                INTERVAL);
    }

    private static List<SqlOperator> logic() {
        return List.of(
                AND,
                OR,
                NOT,
                EQUALS,
                NOT_EQUALS,
                LESS_THAN,
                LESS_THAN_OR_EQUAL,
                GREATER_THAN,
                GREATER_THAN_OR_EQUAL,
                IS_DISTINCT_FROM,
                IS_NOT_DISTINCT_FROM,
                IS_NULL,
                IS_NOT_NULL,
                IS_TRUE,
                IS_NOT_TRUE,
                IS_FALSE,
                IS_NOT_FALSE,
                IS_UNKNOWN,
                IS_NOT_UNKNOWN,
                IN,
                NOT_IN,
                SOME_EQ,
                SOME_NE,
                SOME_LT,
                SOME_LE,
                SOME_GT,
                SOME_GE,
                ALL_EQ,
                ALL_NE,
                ALL_LT,
                ALL_LE,
                ALL_GT,
                ALL_GE,
                BETWEEN,
                NOT_BETWEEN,
                SYMMETRIC_BETWEEN,
                SYMMETRIC_NOT_BETWEEN,
                NOT_LIKE,
                NOT_ILIKE,
                CASE,
                CAST,
                TRY_CAST,
                PLUS,
                MINUS,
                MULTIPLY,
                DIVIDE,
                TRIM,
                FLOOR,
                CEIL,
                ITEM,
                DOT,
                ARRAY_VALUE_CONSTRUCTOR,
                UNNEST,
                UNNEST_WITH_ORDINALITY,
                ELEMENTS);
    }

    private static List<SqlOperator> time() {
        return List.of(
                CURRENT_TIMESTAMP,
                CURRENT_DATE,
                LOCALTIMESTAMP,
                NOW,
                GETDATE,
                GETUTCDATE,
                DATE_TRUNC,
                EXTRACT,
                YEAR,
                QUARTER,
                MONTH,
                WEEK,
                DAYOFYEAR,
                DAYOFMONTH,
                DAYOFWEEK,
                HOUR,
                MINUTE,
                SECOND,
                TIMESTAMP_ADD,
                TIMESTAMP_DIFF,
                DATETIME_PLUS,
                MINUS_DATE);
    }

    private static List<SqlOperator> aggregates() {
        return List.of(
                COUNT,
                SUM,
                SUM0,
                AVG,
                MIN,
                MAX,
                STDDEV,
                STDDEV_POP,
                STDDEV_SAMP,
                VARIANCE,
                VAR_POP,
                VAR_SAMP,
                EVERY,
                SOME,
                ANY_VALUE,
                LISTAGG,
                STRING_AGG,
                APPROX_COUNT_DISTINCT,
                MODE,
                ARG_MAX,
                ARG_MIN,
                MAX_BY,
                MIN_BY,
                BOOL_AND,
                BOOL_OR,
                ARRAY_AGG,
                OrderedAggregates.PERCENTILE_CONT,
                PERCENTILE_DISC,
                OrderedAggregates.MEDIAN,
                ROW_NUMBER,
                RANK,
                DENSE_RANK,
                PERCENT_RANK,
                CUME_DIST,
                NTILE,
                LAG,
                LEAD,
                FIRST_VALUE,
                LAST_VALUE,
                NTH_VALUE);
    }
}
