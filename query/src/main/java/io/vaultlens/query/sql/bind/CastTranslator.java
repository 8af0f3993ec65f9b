package io.vaultlens.query.sql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.bind.Binding;
import io.vaultlens.query.kql.bind.ExpressionBinder;
import io.vaultlens.query.plan.KqlOperator;
import io.vaultlens.query.plan.KqlTypes;
import io.vaultlens.query.plan.Spelling;
import io.vaultlens.query.text.DatetimeText;
import java.util.List;
import java.util.OptionalLong;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Turns CAST into KQL's conversions; null stays null, and what cannot be read becomes null.
 *
 * @param binder the binder of the text's expressions
 */
record CastTranslator(ExpressionBinder binder) {
    private static final String START_OF_DAY = "($1 // 864000000000 * 864000000000)";

    /** A value as another type. */
    RexNode cast(RexNode value, RelDataType from, RelDataType to) {
        ColumnType source = Binding.type(value);
        ColumnType target =
                SqlTypes.columnType(to)
                        .orElseThrow(
                                () -> ExpressionTranslator.unsupported("CAST to the type " + to));
        if (source == target) {
            boolean day = to.getSqlTypeName() == SqlTypeName.DATE && from != to;
            return day && from.getSqlTypeName() != SqlTypeName.DATE ? day(value) : value;
        }
        if (from.getSqlTypeName() == SqlTypeName.NULL) {
            return binder.binding().rex().makeNullLiteral(KqlTypes.nullable(target));
        }
        if (source == ColumnType.TIMESPAN && target != ColumnType.STRING) {
            return units(value, from, target);
        }
        RexNode converted =
                switch (target) {
                    case DATETIME -> moment(value, to);
                    case STRING -> source == ColumnType.BOOL ? truth(value) : text(value);
                    default -> binder.convert(value, target);
                };
        return converted;
    }

    private RexNode day(RexNode moment) {
        return written("startofday", ColumnType.DATETIME, START_OF_DAY, moment);
    }

    private RexNode moment(RexNode value, RelDataType to) {
        Object text = Binding.constant(value).orElse(null);
        if (text instanceof String written) {
            OptionalLong ticks = DatetimeText.ticksOf(written);
            if (ticks.isEmpty()) {
                throw new SqlFault(
                        SqlParserPos.ZERO,
                        "'"
                                + written
                                + "' is no datetime; write it as '2026-03-09 14:30:00' or"
                                + " '2026-03-09'");
            }
        }
        RexNode moment = binder.convert(value, ColumnType.DATETIME);
        return to.getSqlTypeName() == SqlTypeName.DATE && text == null ? day(moment) : moment;
    }

    private RexNode truth(RexNode value) {
        return written(
                "tostring",
                ColumnType.STRING,
                "CASE $1 WHEN true THEN 'true' WHEN false THEN 'false' END",
                value);
    }

    /** KQL makes an empty text of null; SQL keeps it. */
    private RexNode text(RexNode value) {
        RexNode text = binder.convert(value, ColumnType.STRING);
        if (!value.getType().isNullable()) {
            return text;
        }
        var rex = binder.binding().rex();
        return rex.makeCall(
                KqlTypes.nullable(ColumnType.STRING),
                SqlStdOperatorTable.CASE,
                List.of(
                        rex.makeCall(SqlStdOperatorTable.IS_NULL, value),
                        rex.makeNullLiteral(KqlTypes.nullable(ColumnType.STRING)),
                        text));
    }

    /** A length of time as a number of the smallest unit that its type names. */
    private RexNode units(RexNode value, RelDataType from, ColumnType target) {
        TimeUnit unit = from.getIntervalQualifier().getUnit();
        long ticks = TimeTranslator.ticks(unit);
        RexNode whole = written("units", ColumnType.LONG, "($1 // " + ticks + "::BIGINT)", value);
        return target == ColumnType.LONG ? whole : binder.convert(whole, target);
    }

    private RexNode written(String name, ColumnType type, String template, RexNode operand) {
        return binder.binding()
                .rex()
                .call(
                        new KqlOperator(name, KqlTypes.nullable(type), Spelling.template(template)),
                        operand);
    }
}
