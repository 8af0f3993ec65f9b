package io.vaultlens.query.plan;

import com.google.common.collect.ImmutableList;
import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.Ticks;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlCollation;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimestampString;

/** Makes the algebra's expressions: literals of KQL's types, calls, windows. */
public final class KqlRex extends RexBuilder {
    private static final KqlAggregate ROW_NUMBER =
            new KqlAggregate(
                    "row_number",
                    KqlTypes.notNull(ColumnType.LONG),
                    "row_number()",
                    KqlAggregate.NO_FINISH);

    /** Literals made before: the same few stand all over a plan, and each is checked when made. */
    private final Map<Object, RexLiteral> made = new HashMap<>();

    /** A maker over KQL's types; for one plan, on one thread. */
    public KqlRex() {
        super(KqlTypes.FACTORY);
    }

    /**
     * A literal.
     *
     * @param value null, or as {@link io.vaultlens.query.result.Rows#value} gives it: Long ticks
     *     for datetime and timespan, JSON text for dynamic
     */
    public RexLiteral literal(ColumnType type, Object value) {
        if (value == null) {
            return type == ColumnType.STRING ? text("") : makeNullLiteral(KqlTypes.nullable(type));
        }
        return switch (type) {
            case BOOL -> makeLiteral((boolean) value);
            case INT, LONG, TIMESPAN -> {
                BigDecimal number = BigDecimal.valueOf(((Number) value).longValue());
                yield makeLiteral(number, KqlTypes.notNull(type), SqlTypeName.DECIMAL);
            }
            case REAL -> real((Double) value);
            case DECIMAL ->
                    makeLiteral((BigDecimal) value, KqlTypes.notNull(type), SqlTypeName.DECIMAL);
            case STRING -> text((String) value);
            case DATETIME -> made.computeIfAbsent(value, _ -> datetime((long) value));
            case GUID -> makeUuidLiteral((UUID) value);
            case DYNAMIC ->
                    makeLiteral(bytes((String) value), KqlTypes.notNull(type), SqlTypeName.BINARY);
        };
    }

    /** Whether a value may be asked for several times: it holds no chance and no query. */
    public static boolean isRepeatable(RexNode value) {
        return RexUtil.isDeterministic(value) && RexUtil.SubQueryFinder.find(value) == null;
    }

    /** A value as one of the same KQL type that may be null too; nothing is written for it. */
    RexNode widened(RexNode value, RelDataType type) {
        return value.getType().equals(type) ? value : makeAbstractCast(type, value, false);
    }

    /** What a value is of that nothing but its type was changed of. */
    public static RexNode unwidened(RexNode value) {
        return value.isA(SqlKind.CAST)
                        && KqlTypes.columnType(value.getType())
                                == KqlTypes.columnType(
                                        ((RexCall) value).getOperands().getFirst().getType())
                ? ((RexCall) value).getOperands().getFirst()
                : value;
    }

    /** A text. */
    public RexLiteral text(String value) {
        return made.computeIfAbsent(
                value,
                _ -> makeLiteral(nls(value), KqlTypes.of(ColumnType.STRING), SqlTypeName.CHAR));
    }

    /** A whole number. */
    public RexLiteral number(long value) {
        return literal(ColumnType.LONG, value);
    }

    /** A condition in which no AND stands in an AND and no OR in an OR, at any depth. */
    public RexNode flat(RexNode condition) {
        return condition.accept(
                new RexShuttle() {
                    @Override
                    public RexNode visitCall(RexCall call) {
                        return RexUtil.flatten(KqlRex.this, super.visitCall(call));
                    }
                });
    }

    /** A call of one of our own functions. */
    public RexNode call(KqlOperator operator, List<RexNode> operands) {
        return makeCall(operator.type(), operator, operands);
    }

    /** A call of one of our own functions. */
    public RexNode call(KqlOperator operator, RexNode... operands) {
        return call(operator, List.of(operands));
    }

    /** The number of each row within its partition, counted from 1 in this order. */
    public RexNode rowNumber(List<RexNode> partition, List<RexFieldCollation> order) {
        return over(
                ROW_NUMBER,
                List.of(),
                partition,
                order,
                RexWindowBounds.UNBOUNDED_PRECEDING,
                RexWindowBounds.CURRENT_ROW);
    }

    /** An aggregate or window function over the rows around each row. */
    public RexNode over(
            KqlAggregate function,
            List<RexNode> operands,
            List<RexNode> partition,
            List<RexFieldCollation> order,
            RexWindowBound from,
            RexWindowBound to) {
        return makeOver(
                function.type(),
                function,
                operands,
                partition,
                ImmutableList.copyOf(order),
                from,
                to,
                true,
                true,
                false,
                false);
    }

    /** The value of a literal in the form that {@link #literal} takes; null for a null. */
    public static Object value(RexLiteral literal) {
        if (literal.isNull()) {
            return null;
        }
        return switch (KqlTypes.columnType(literal.getType())) {
            case BOOL -> literal.getValueAs(Boolean.class);
            case INT -> literal.getValueAs(BigDecimal.class).intValueExact();
            case LONG, TIMESPAN -> literal.getValueAs(BigDecimal.class).longValueExact();
            case REAL -> literal.getValueAs(Double.class);
            case DECIMAL -> literal.getValueAs(BigDecimal.class);
            case STRING -> ((NlsString) literal.getValue4()).getValue();
            case DYNAMIC -> {
                byte[] json = literal.getValueAs(ByteString.class).getBytes();
                yield new String(json, StandardCharsets.UTF_8);
            }
            case DATETIME -> ticks(literal.getValueAs(TimestampString.class));
            case GUID -> literal.getValueAs(UUID.class);
        };
    }

    private RexLiteral real(double value) {
        return makeLiteral(value, KqlTypes.notNull(ColumnType.REAL), SqlTypeName.DOUBLE);
    }

    private RexLiteral datetime(long ticks) {
        LocalDateTime time = LocalDateTime.ofInstant(Ticks.toInstant(ticks), ZoneOffset.UTC);
        TimestampString text =
                new TimestampString(
                                time.getYear(),
                                time.getMonthValue(),
                                time.getDayOfMonth(),
                                time.getHour(),
                                time.getMinute(),
                                time.getSecond())
                        .withNanos(time.getNano());
        return makeLiteral(text, KqlTypes.notNull(ColumnType.DATETIME), SqlTypeName.TIMESTAMP);
    }

    private static long ticks(TimestampString text) {
        String sql = text.toString();
        String fraction = sql.length() > 20 ? sql.substring(20) : "0";
        LocalDateTime time =
                LocalDateTime.of(
                        Integer.parseInt(sql, 0, 4, 10),
                        Integer.parseInt(sql, 5, 7, 10),
                        Integer.parseInt(sql, 8, 10, 10),
                        Integer.parseInt(sql, 11, 13, 10),
                        Integer.parseInt(sql, 14, 16, 10),
                        Integer.parseInt(sql, 17, 19, 10),
                        Integer.parseInt((fraction + "00000000").substring(0, 9)));
        return Ticks.fromInstant(time.toInstant(ZoneOffset.UTC));
    }

    /** JSON travels as bytes: Calcite takes a text for the value of a text type only. */
    private static ByteString bytes(String json) {
        return new ByteString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static NlsString nls(String value) {
        return new NlsString(value, StandardCharsets.UTF_8.name(), SqlCollation.IMPLICIT);
    }
}
