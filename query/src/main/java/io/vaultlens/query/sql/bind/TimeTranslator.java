package io.vaultlens.query.sql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.query.kql.bind.ExpressionBinder;
import io.vaultlens.query.plan.KqlTypes;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;

/** Turns SQL's moments, lengths of time and what is done with them into ticks of 100 ns. */
final class TimeTranslator {
    private static final String MOMENT = "make_timestamp(($%d // 10) - 62135596800000000)";
    private static final String TICKS = "(epoch_us(%s) * 10 + 621355968000000000)";
    private static final long TICKS_PER_MILLISECOND = 10_000;

    /** Functions that give one part of a moment. */
    private static final Map<SqlOperator, TimeUnitRange> PARTS =
            Map.of(
                    SqlStdOperatorTable.YEAR, TimeUnitRange.YEAR,
                    SqlStdOperatorTable.QUARTER, TimeUnitRange.QUARTER,
                    SqlStdOperatorTable.MONTH, TimeUnitRange.MONTH,
                    SqlStdOperatorTable.WEEK, TimeUnitRange.WEEK,
                    SqlStdOperatorTable.DAYOFYEAR, TimeUnitRange.DOY,
                    SqlStdOperatorTable.DAYOFMONTH, TimeUnitRange.DAY,
                    SqlStdOperatorTable.DAYOFWEEK, TimeUnitRange.DOW,
                    SqlStdOperatorTable.HOUR, TimeUnitRange.HOUR,
                    SqlStdOperatorTable.MINUTE, TimeUnitRange.MINUTE,
                    SqlStdOperatorTable.SECOND, TimeUnitRange.SECOND);

    private final ExpressionTranslator expressions;
    private final ExpressionBinder binder;

    TimeTranslator(ExpressionTranslator expressions, ExpressionBinder binder) {
        this.expressions = expressions;
        this.binder = binder;
    }

    /** The ticks of a unit of fixed length. */
    static long ticks(TimeUnit unit) {
        return unit.multiplier.longValueExact() * TICKS_PER_MILLISECOND;
    }

    /** A moment that is written out. */
    RexNode moment(RexLiteral literal) {
        String text =
                literal.getType().getSqlTypeName() == SqlTypeName.DATE
                        ? literal.getValueAs(DateString.class) + "T00:00:00"
                        : literal.getValueAs(TimestampString.class).toString().replace(' ', 'T');
        LocalDateTime time = LocalDateTime.parse(text);
        long ticks = Ticks.fromInstant(time.toInstant(ZoneOffset.UTC));
        return binder.binding().rex().literal(ColumnType.DATETIME, ticks);
    }

    /** A length of time that is written out: Calcite counts it in milliseconds. */
    RexNode length(RexLiteral literal) {
        BigDecimal milliseconds = literal.getValueAs(BigDecimal.class);
        long ticks = milliseconds.multiply(BigDecimal.valueOf(TICKS_PER_MILLISECOND)).longValue();
        return binder.binding().rex().literal(ColumnType.TIMESPAN, ticks);
    }

    /** A call that is about time; empty for any other. */
    Optional<RexNode> translate(RexCall call) {
        SqlOperator operator = call.getOperator();
        if (operator == SqlStdOperatorTable.CURRENT_DATE) {
            long now = binder.binding().nowTicks();
            return Optional.of(now(now - Math.floorMod(now, ticks(TimeUnit.DAY))));
        }
        if (List.of("CURRENT_TIMESTAMP", "LOCALTIMESTAMP", "NOW", "GETDATE", "GETUTCDATE")
                .contains(operator.getName())) {
            return Optional.of(now(binder.binding().nowTicks()));
        }
        if (PARTS.containsKey(operator)) {
            return Optional.of(part(PARTS.get(operator), call, call.getOperands().getFirst()));
        }
        if (operator == StandardOperators.DATE_TRUNC) {
            return Optional.of(truncated(call));
        }
        return switch (call.getKind()) {
            case EXTRACT -> {
                RexLiteral unit = (RexLiteral) call.getOperands().get(0);
                RexNode moment = call.getOperands().get(1);
                yield Optional.of(part(unit.getValueAs(TimeUnitRange.class), call, moment));
            }
            case TIMESTAMP_DIFF -> Optional.of(difference(call));
            default -> arithmetic(call);
        };
    }

    private RexNode now(long ticks) {
        return binder.binding().rex().literal(ColumnType.DATETIME, ticks);
    }

    private RexNode part(TimeUnitRange unit, RexCall call, RexNode moment) {
        String template =
                switch (unit) {
                    case YEAR,
                            QUARTER,
                            MONTH,
                            WEEK,
                            DAY,
                            DOY,
                            HOUR,
                            MINUTE,
                            ISODOW,
                            ISOYEAR,
                            CENTURY,
                            DECADE ->
                            "date_part('" + unit.name().toLowerCase(Locale.ROOT) + "', %s)";
                    case SECOND -> "CAST(floor(date_part('second', %s)) AS BIGINT)";
                    case DOW -> "(date_part('dow', %s) + 1)";
                    case EPOCH -> "CAST(floor(epoch(%s)) AS BIGINT)";
                    default -> throw ExpressionTranslator.unsupported("EXTRACT of " + unit);
                };
        return expressions.written(
                "extract_" + unit.name().toLowerCase(Locale.ROOT),
                expressions.nullable(call),
                "CAST(" + template.formatted(MOMENT.formatted(1)) + " AS BIGINT)",
                List.of(expressions.translate(moment)));
    }

    /** The start of the unit of time in which a moment lies: {@code FLOOR(t TO DAY)}. */
    RexNode start(RexCall call) {
        TimeUnitRange range =
                ((RexLiteral) call.getOperands().get(1)).getValueAs(TimeUnitRange.class);
        boolean next = call.getOperator().getName().equals("CEIL");
        if (next) {
            throw ExpressionTranslator.unsupported("CEIL of a moment; write FLOOR");
        }
        RexNode moment = expressions.translate(call.getOperands().getFirst());
        return start(range.startUnit, moment);
    }

    private RexNode truncated(RexCall call) {
        RexNode unit = call.getOperands().getFirst();
        String name =
                unit instanceof RexLiteral literal
                        ? literal.getValueAs(String.class).toUpperCase(Locale.ROOT)
                        : "";
        TimeUnit found =
                switch (name) {
                    case "YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND" ->
                            TimeUnit.valueOf(name);
                    default ->
                            throw new SqlFault(
                                    org.apache.calcite.sql.parser.SqlParserPos.ZERO,
                                    "DATE_TRUNC takes 'year', 'quarter', 'month', 'week', 'day',"
                                            + " 'hour', 'minute' or 'second' as its first argument");
                };
        return start(found, expressions.translate(call.getOperands().get(1)));
    }

    private RexNode start(TimeUnit unit, RexNode moment) {
        return switch (unit) {
            case DAY, HOUR, MINUTE, SECOND -> {
                String ticks = ticks(unit) + "::BIGINT";
                yield written(
                        unit == TimeUnit.DAY ? "startofday" : "bin",
                        ColumnType.DATETIME,
                        "($1 // " + ticks + " * " + ticks + ")",
                        List.of(moment));
            }
            case YEAR, QUARTER, MONTH, WEEK -> {
                String unitName = unit.name().toLowerCase(Locale.ROOT);
                String start = "date_trunc('" + unitName + "', " + MOMENT.formatted(1) + ")";
                yield written(
                        unit == TimeUnit.MONTH ? "startofmonth" : "startof" + unitName,
                        ColumnType.DATETIME,
                        TICKS.formatted(start),
                        List.of(moment));
            }
            default -> throw ExpressionTranslator.unsupported("FLOOR of a moment to " + unit);
        };
    }

    /** {@code TIMESTAMPDIFF(unit, from, to)}: whole units between, towards zero. */
    private RexNode difference(RexCall call) {
        TimeUnit unit = unit(call.getOperands().getFirst());
        List<RexNode> moments =
                expressions.translate(call.getOperands().subList(1, call.getOperands().size()));
        String template =
                switch (unit) {
                    case YEAR, QUARTER, MONTH ->
                            "date_sub('%s', %s, %s)"
                                    .formatted(
                                            unit.name().toLowerCase(Locale.ROOT),
                                            MOMENT.formatted(1),
                                            MOMENT.formatted(2));
                    default -> "(($2 - $1) // " + ticks(unit) + "::BIGINT)";
                };
        return expressions.written(
                "timestampdiff",
                expressions.nullable(call),
                "CAST(" + template + " AS BIGINT)",
                moments);
    }

    private static TimeUnit unit(RexNode node) {
        if (node instanceof RexLiteral literal
                && literal.getType().getIntervalQualifier() != null) {
            return literal.getType().getIntervalQualifier().getUnit();
        }
        if (node instanceof RexLiteral literal
                && literal.getValue() instanceof TimeUnitRange range) {
            return range.startUnit;
        }
        if (node instanceof RexLiteral literal && literal.getValue() instanceof TimeUnit unit) {
            return unit;
        }
        throw ExpressionTranslator.unsupported("the unit of time " + node);
    }

    /** Sums and products with a moment or a length of time in them. */
    private Optional<RexNode> arithmetic(RexCall call) {
        String sign =
                switch (call.getKind()) {
                    case PLUS -> " + ";
                    case MINUS -> " - ";
                    case TIMES -> " * ";
                    case DIVIDE -> " / ";
                    default -> "";
                };
        if (sign.isEmpty() || call.getOperands().size() != 2) {
            return Optional.empty();
        }
        ColumnType type = ExpressionTranslator.type(call);
        RexNode left = call.getOperands().get(0);
        RexNode right = call.getOperands().get(1);
        if (SqlTypes.isMonths(right.getType()) && type == ColumnType.DATETIME) {
            return Optional.of(months(left, right, sign.equals(" - ")));
        }
        if (type != ColumnType.DATETIME && type != ColumnType.TIMESPAN) {
            return Optional.empty();
        }
        List<RexNode> operands = expressions.translate(List.of(left, right));
        boolean scaled = sign.equals(" * ") || sign.equals(" / ");
        String template = "($1" + sign + "$2)";
        return Optional.of(
                written(
                        "time" + sign.strip(),
                        type,
                        scaled ? "CAST(round(" + template + ") AS BIGINT)" : template,
                        operands));
    }

    /** Months have no fixed length: the calendar adds them. */
    private RexNode months(RexNode moment, RexNode months, boolean earlier) {
        String count = earlier ? "(-$2)" : "$2";
        String later = "(" + MOMENT.formatted(1) + " + to_months(CAST(" + count + " AS INTEGER)))";
        return written(
                "add_months",
                ColumnType.DATETIME,
                "(" + TICKS.formatted(later) + " + $1 % 10)",
                expressions.translate(List.of(moment, months)));
    }

    private RexNode written(String name, ColumnType type, String template, List<RexNode> operands) {
        boolean nullable = operands.stream().anyMatch(each -> each.getType().isNullable());
        return expressions.written(
                name,
                nullable ? KqlTypes.nullable(type) : KqlTypes.notNull(type),
                template,
                operands);
    }
}
