package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.function.ConversionFunctions;
import io.vaultlens.query.plan.KqlOperator;
import io.vaultlens.query.text.DatetimeText;
import io.vaultlens.query.text.TimespanText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/** Turns values of one type into another, as {@code tostring()} and its kin do. */
final class Conversions {
    /** The text of a datetime that is not null. */
    static final String DATETIME_TEXT = ConversionFunctions.DATETIME_TEXT;

    private static final String GUARDED_DATETIME_TEXT =
            "CASE WHEN $1 IS NOT NULL THEN " + DATETIME_TEXT + " END";

    /** KQL knows no point, power and lowline in the text of a whole number, but 0x1F. */
    private static final String WHOLE_TEXT =
            "CASE WHEN translate($1, '._eEbB', '') = $1 OR starts_with(lower(trim($1)), '0x')"
                    + " THEN try_cast($1 AS %s) END";

    private static final String REAL_TEXT =
            "CASE WHEN NOT contains($1, '_') THEN try_cast($1 AS DOUBLE) END";

    /** From the text of a dynamic value: a number loses its part behind the point, true is 1. */
    private static final String WHOLE_INSIDE =
            "CASE WHEN contains($1, '.') THEN CASE WHEN json_type($2) = 'DOUBLE'"
                    + " THEN try_cast(trunc(try_cast($1 AS DOUBLE)) AS %1$s) END"
                    + " ELSE coalesce(try_cast($1 AS %1$s), CASE WHEN json_type($2) = 'BOOLEAN'"
                    + " THEN ($1 = 'true')::%1$s END) END";

    private static final String REAL_INSIDE =
            "coalesce(try_cast($1 AS DOUBLE), CASE WHEN json_type($2) = 'BOOLEAN'"
                    + " THEN ($1 = 'true')::DOUBLE END)";

    private static final String TRUTH_INSIDE =
            "CASE json_type($2) WHEN 'DOUBLE' THEN try_cast($1 AS DOUBLE) <> 0 ELSE %s END";

    /** An int takes the lower half of a long. */
    private static final String LOWER_HALF =
            "(((($1 & 4294967295) + 2147483648) & 4294967295) - 2147483648)::INTEGER";

    private static final long MOST = Long.MAX_VALUE;
    private static final long MOST_INT = Integer.MAX_VALUE;

    /** A real beyond the whole numbers becomes the last of them. */
    private static final String WHOLE_REAL =
            "CASE WHEN isnan($1) THEN NULL WHEN $1 >= %2$s THEN %2$s WHEN $1 <= -%2$s - 1"
                    + " THEN -%2$s - 1 ELSE try_cast(trunc($1) AS %1$s) END";

    private static final String TRUTH =
            "CASE lower(trim($1)) WHEN 'true' THEN true WHEN 'false' THEN false ELSE "
                    + WHOLE_TEXT.formatted("BIGINT")
                    + " <> 0 END";

    private final Binding binding;

    Conversions(Binding binding) {
        this.binding = binding;
    }

    /** A value as another type. */
    RexNode to(ColumnType target, RexNode value) {
        ColumnType source = Binding.type(value);
        if (source == target) {
            return value;
        }
        Optional<RexNode> folded = fold(target, value);
        if (folded.isPresent()) {
            return folded.get();
        }
        if (source == ColumnType.DYNAMIC) {
            return fromDynamic(target, value);
        }
        return switch (target) {
            case STRING -> text(source, value);
            case DYNAMIC -> dynamic(source, value);
            default -> call(target, template(source, target), value);
        };
    }

    /** All values as their targets. */
    List<RexNode> to(List<ColumnType> targets, List<RexNode> values) {
        List<RexNode> converted = new java.util.ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            converted.add(to(targets.get(i), values.get(i)));
        }
        return converted;
    }

    /** The text inside a dynamic value, null where it has none. */
    RexNode textOrNull(RexNode dynamic) {
        if (dynamic instanceof RexCall call
                && call.getOperator() instanceof KqlOperator operator
                && operator.getName().equals(Paths.NAME)) {
            Optional<RexNode> part = SplitParts.text(binding, call);
            if (part.isPresent()) {
                return part.get();
            }
            return binding.operator(
                    "path_text",
                    io.vaultlens.query.plan.KqlTypes.nullable(ColumnType.STRING),
                    "($1 ->> $2)",
                    call.getOperands());
        }
        return binding.operator(
                "dynamic_text",
                io.vaultlens.query.plan.KqlTypes.nullable(ColumnType.STRING),
                "($1 ->> '$')",
                List.of(dynamic));
    }

    private RexNode fromDynamic(ColumnType target, RexNode value) {
        RexNode text = textOrNull(value);
        return switch (target) {
            case STRING -> binding.sure("tostring", ColumnType.STRING, "coalesce($1, '')", text);
            case INT -> inside(target, WHOLE_INSIDE.formatted("INTEGER"), text, value);
            case LONG -> inside(target, WHOLE_INSIDE.formatted("BIGINT"), text, value);
            case REAL -> inside(target, REAL_INSIDE, text, value);
            case BOOL -> inside(target, TRUTH_INSIDE.formatted(TRUTH), text, value);
            default -> call(target, template(ColumnType.STRING, target), text);
        };
    }

    private RexNode inside(ColumnType target, String template, RexNode text, RexNode value) {
        return binding.call("to" + target.kqlName(), target, template, text, value);
    }

    private RexNode call(ColumnType target, String template, RexNode value) {
        String name = "to" + target.kqlName();
        boolean exact =
                !value.getType().isNullable()
                        && (target == ColumnType.LONG || target == ColumnType.REAL)
                        && Binding.type(value) != ColumnType.STRING
                        && Binding.type(value) != ColumnType.REAL;
        return exact
                ? binding.sure(name, target, template, value)
                : binding.call(name, target, template, value);
    }

    private RexNode text(ColumnType source, RexNode value) {
        String template =
                switch (source) {
                    case BOOL -> "CASE $1 WHEN true THEN 'True' WHEN false THEN 'False' END";
                    case REAL -> "kql_real_text_1($1)";
                    case DECIMAL -> "regexp_replace($1::VARCHAR, '\\.?0+$', '')";
                    case DATETIME ->
                            value.getType().isNullable() ? GUARDED_DATETIME_TEXT : DATETIME_TEXT;
                    case TIMESPAN -> "kql_timespan_text_1($1)";
                    default -> "$1::VARCHAR";
                };
        return binding.call("tostring", ColumnType.STRING, template, value);
    }

    private RexNode dynamic(ColumnType source, RexNode value) {
        return switch (source) {
            case STRING -> binding.sure("todynamic", ColumnType.DYNAMIC, "to_json($1)", value);
            case REAL -> binding.call("todynamic", ColumnType.DYNAMIC, REAL_JSON, value);
            case BOOL, INT, LONG ->
                    binding.call("todynamic", ColumnType.DYNAMIC, "to_json($1)", value);
            default ->
                    binding.call(
                            "todynamic",
                            ColumnType.DYNAMIC,
                            "to_json(nullif($1, ''))",
                            text(source, value));
        };
    }

    private static final String REAL_JSON =
            "CASE WHEN isfinite($1) THEN to_json($1) WHEN isnan($1) THEN '\"NaN\"'::JSON"
                    + " WHEN $1 > 0 THEN '\"Infinity\"'::JSON"
                    + " WHEN $1 < 0 THEN '\"-Infinity\"'::JSON END";

    /** The SQL that makes one type of another, neither of them a text or dynamic as the target. */
    private static String template(ColumnType source, ColumnType target) {
        return switch (target) {
            case BOOL -> source == ColumnType.STRING ? TRUTH : "($1 <> 0)";
            case INT -> whole(source, "INTEGER");
            case LONG -> whole(source, "BIGINT");
            case REAL -> source == ColumnType.STRING ? REAL_TEXT : "$1::DOUBLE";
            case DECIMAL -> "try_cast($1 AS DECIMAL(38, 17))";
            case DATETIME -> source == ColumnType.STRING ? "kql_todatetime_text_1($1)" : "$1";
            case TIMESPAN -> source == ColumnType.STRING ? "kql_totimespan_text_1($1)" : "$1";
            case GUID -> "try_cast($1 AS UUID)";
            case STRING, DYNAMIC -> throw new IllegalArgumentException(target.kqlName());
        };
    }

    private static String whole(ColumnType source, String type) {
        return switch (source) {
            case STRING -> WHOLE_TEXT.formatted(type);
            case REAL -> WHOLE_REAL.formatted(type, type.equals("BIGINT") ? MOST : MOST_INT);
            case DECIMAL -> "try_cast(trunc($1) AS " + type + ")";
            case LONG, DATETIME, TIMESPAN -> type.equals("BIGINT") ? "$1" : LOWER_HALF;
            default -> "$1::" + type;
        };
    }

    /** Literals change their type before the query runs, so that they stay literals. */
    private Optional<RexNode> fold(ColumnType target, RexNode value) {
        if (!(value instanceof org.apache.calcite.rex.RexLiteral)) {
            return Optional.empty();
        }
        Optional<Object> constant = Binding.constant(value);
        if (constant.isEmpty()) {
            return Optional.of(binding.rex().literal(target, null));
        }
        return fold(target, constant.get()).map(each -> binding.rex().literal(target, each));
    }

    private Optional<Object> fold(ColumnType target, Object value) {
        return switch (value) {
            case String text -> foldText(target, text);
            case Integer number -> foldNumber(target, number.longValue());
            case Long number -> foldNumber(target, number);
            default -> Optional.empty();
        };
    }

    private static Optional<Object> foldNumber(ColumnType target, long number) {
        return switch (target) {
            case LONG -> Optional.of(number);
            case REAL -> Optional.of((double) number);
            case DECIMAL -> Optional.of(BigDecimal.valueOf(number));
            default -> Optional.empty();
        };
    }

    private Optional<Object> foldText(ColumnType target, String text) {
        return switch (target) {
            case DATETIME -> boxed(DatetimeText.ticksOf(text, binding.nowTicks()));
            case TIMESPAN -> boxed(TimespanText.ticksOf(text));
            default -> Optional.empty();
        };
    }

    private static Optional<Object> boxed(OptionalLong ticks) {
        return ticks.isPresent() ? Optional.of(ticks.getAsLong()) : Optional.empty();
    }
}
