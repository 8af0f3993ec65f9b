package io.vaultlens.query.sql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.plan.KqlAggregate;
import io.vaultlens.query.plan.KqlTypes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.Optionality;

/** The aggregates of SQL that look at the order of a group's values: percentiles and the median. */
final class OrderedAggregates {
    /** Between two numbers lie others; moments and lengths of time stay what they are. */
    private static final SqlReturnTypeInference BETWEEN =
            call -> between(call.getCollationType(), call.getTypeFactory());

    static final SqlAggFunction PERCENTILE_CONT =
            SqlBasicAggFunction.create(
                            SqlKind.PERCENTILE_CONT,
                            BETWEEN,
                            OperandTypes.UNIT_INTERVAL_NUMERIC_LITERAL)
                    .withFunctionType(SqlFunctionCategory.SYSTEM)
                    .withGroupOrder(Optionality.MANDATORY)
                    .withPercentile(true)
                    .withAllowsFraming(false);

    static final SqlAggFunction MEDIAN =
            SqlBasicAggFunction.create(
                    "MEDIAN",
                    SqlKind.OTHER_FUNCTION,
                    call -> between(call.getOperandType(0), call.getTypeFactory()),
                    OperandTypes.NUMERIC.or(OperandTypes.INTERVAL).or(OperandTypes.DATETIME));

    private OrderedAggregates() {}

    private static RelDataType between(
            RelDataType type, org.apache.calcite.rel.type.RelDataTypeFactory factory) {
        RelDataType result =
                SqlTypeUtil.isNumeric(type) ? SqlTypes.of(ColumnType.REAL, true) : type;
        return factory.createTypeWithNullability(result, true);
    }

    /** Whether an aggregate is a percentile, whose value stands under WITHIN GROUP. */
    static boolean isPercentile(AggregateCall call) {
        return call.getAggregation().getKind() == SqlKind.PERCENTILE_CONT
                || call.getAggregation().getKind() == SqlKind.PERCENTILE_DISC;
    }

    /**
     * A percentile.
     *
     * @param share which part of the values lies before it, a literal
     * @param value what stands under WITHIN GROUP
     */
    static AggregateForms.Form percentile(AggregateCall call, RexNode share, RexNode value) {
        RelFieldCollation order = call.getCollation().getFieldCollations().getFirst();
        BigDecimal part =
                share instanceof RexLiteral literal
                        ? literal.getValueAs(BigDecimal.class)
                        : BigDecimal.valueOf(0.5);
        // The engine counts from the other end where the share is negative.
        String sign = order.getDirection().isDescending() ? "-" : "";
        boolean between = call.getAggregation().getKind() == SqlKind.PERCENTILE_CONT;
        String core =
                "%s($1, %s%s)"
                        .formatted(
                                between ? "quantile_cont" : "quantile_disc",
                                sign,
                                part.toPlainString());
        ColumnType type = SqlTypes.columnType(call.getType()).orElseThrow();
        KqlAggregate function =
                new KqlAggregate(
                        "percentile", KqlTypes.nullable(type), core, finish(between, type));
        return new AggregateForms.Form(function, List.of(value), Optional.empty());
    }

    private static String finish(boolean between, ColumnType type) {
        boolean ticks = type == ColumnType.DATETIME || type == ColumnType.TIMESPAN;
        return between && ticks ? "CAST(round(#) AS BIGINT)" : KqlAggregate.NO_FINISH;
    }
}
