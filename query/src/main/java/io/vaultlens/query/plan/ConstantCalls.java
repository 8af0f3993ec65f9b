package io.vaultlens.query.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.Ticks;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * Works out calls of the functions that published texts put around their parameters.
 *
 * <p>Each is worked out only where Java is sure to say what the engine would; for all else, and for
 * all functions not listed, the engine is asked. A test compares the two.
 */
final class ConstantCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/_ -]+");
    private static final Pattern STEP = Pattern.compile("\\$(?:\\.\"([^\"\\\\]*)\"|\\[(\\d+)])");
    private static final long DAY = Ticks.PER_DAY;

    private static final Map<String, Function<List<Object>, Optional<Object>>> CALLS =
            Map.ofEntries(
                    Map.entry("tolower", of -> ascii(of, 0).map(String::toLowerCase)),
                    Map.entry("toupper", of -> ascii(of, 0).map(String::toUpperCase)),
                    Map.entry("contains", of -> texts(of).map(on -> on[0].contains(on[1]))),
                    Map.entry("startswith", of -> texts(of).map(on -> on[0].startsWith(on[1]))),
                    Map.entry("endswith", of -> texts(of).map(on -> on[0].endsWith(on[1]))),
                    Map.entry("has", of -> texts(of).flatMap(ConstantCalls::has)),
                    Map.entry("in", ConstantCalls::in),
                    Map.entry("in_array", of -> member(of, false)),
                    Map.entry("in_array_any_case", of -> member(of, true)),
                    Map.entry("strcat", of -> texts(of).map(on -> String.join("", on))),
                    Map.entry("split", of -> texts(of).flatMap(ConstantCalls::split)),
                    Map.entry("split_part", ConstantCalls::part),
                    Map.entry(
                            "replace_string",
                            of ->
                                    texts(of)
                                            .filter(on -> !on[1].isEmpty())
                                            .map(on -> on[0].replace(on[1], on[2]))),
                    Map.entry("replace", of -> texts(of).flatMap(ConstantCalls::replace)),
                    Map.entry("tostring", of -> text(of, 0).map(each -> each)),
                    Map.entry("tobool", of -> text(of, 0).flatMap(ConstantCalls::bool)),
                    Map.entry("dynamic_text", of -> json(of).flatMap(ConstantCalls::plain)),
                    Map.entry("path_text", of -> path(of).flatMap(ConstantCalls::plain)),
                    Map.entry("path", of -> path(of).map(Json::new)),
                    Map.entry("gettype", of -> json(of).flatMap(ConstantCalls::kind)),
                    Map.entry("array_length", of -> json(of).flatMap(ConstantCalls::length)),
                    Map.entry("todynamic", of -> text(of, 0).flatMap(ConstantCalls::dynamic)),
                    Map.entry("parse_json", of -> text(of, 0).flatMap(ConstantCalls::dynamic)),
                    Map.entry("startofday", ConstantCalls::day),
                    Map.entry("min_of", of -> numbers(of).map(Collections::min)),
                    Map.entry("max_of", of -> numbers(of).map(Collections::max)),
                    Map.entry("add", of -> sum(of, 1)),
                    Map.entry("subtract", of -> sum(of, -1)));

    /** Stands for null in a list, which holds none. */
    private static final Object NOTHING = new Object();

    private final KqlRex rex;

    ConstantCalls(KqlRex rex) {
        this.rex = rex;
    }

    /** A JSON text, apart from a text that is just text. */
    private record Json(JsonNode value) {}

    /** What a call comes to; empty where that depends on a row, or only the engine knows. */
    Optional<RexNode> value(RexCall call) {
        String name = call.getOperator().getName();
        if (name.equals("coalesce")) {
            return filled(call);
        }
        Function<List<Object>, Optional<Object>> function = CALLS.get(name);
        if (function == null || !call.operands.stream().allMatch(RexLiteral.class::isInstance)) {
            return Optional.empty();
        }
        List<Object> operands = call.operands.stream().map(ConstantCalls::known).toList();
        ColumnType type = KqlTypes.columnType(call.getType());
        if (name.equals("startofday") && operands.getFirst() == NOTHING) {
            return Optional.of(rex.literal(type, null));
        }
        return function.apply(operands).flatMap(each -> literal(type, each));
    }

    private static Object known(RexNode node) {
        RexLiteral literal = (RexLiteral) node;
        Object value = KqlRex.value(literal);
        if (value == null) {
            return NOTHING;
        }
        boolean dynamic = KqlTypes.columnType(literal.getType()) == ColumnType.DYNAMIC;
        return dynamic
                ? read((String) value).map(each -> (Object) new Json(each)).orElse(NOTHING)
                : value;
    }

    private Optional<RexNode> literal(ColumnType type, Object value) {
        boolean fits =
                switch (type) {
                    case BOOL -> value instanceof Boolean;
                    case STRING -> value instanceof String;
                    case LONG, DATETIME, TIMESPAN -> value instanceof Long;
                    case DYNAMIC -> value instanceof Json;
                    default -> false;
                };
        if (!fits || type == ColumnType.DATETIME && !isMoment((long) value)) {
            return Optional.empty();
        }
        return Optional.of(
                rex.literal(type, value instanceof Json json ? json.value.toString() : value));
    }

    private static boolean isMoment(long ticks) {
        return ticks >= 0 && ticks <= Ticks.MAX_DATETIME;
    }

    /** The first operand that is there, as far as those before it are known. */
    private Optional<RexNode> filled(RexCall call) {
        if (KqlTypes.columnType(call.getType()) == ColumnType.STRING) {
            return Optional.empty();
        }
        for (RexNode each : call.operands) {
            if (!(each instanceof RexLiteral literal)) {
                return Optional.empty();
            }
            if (!literal.isNull()) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> text(List<Object> of, int index) {
        return of.get(index) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static Optional<String> ascii(List<Object> of, int index) {
        return text(of, index).filter(text -> text.chars().allMatch(c -> c < 128));
    }

    private static Optional<String[]> texts(List<Object> of) {
        return of.stream().allMatch(String.class::isInstance)
                ? Optional.of(of.toArray(String[]::new))
                : Optional.empty();
    }

    private static Optional<List<Long>> numbers(List<Object> of) {
        return of.stream().allMatch(Long.class::isInstance)
                ? Optional.of(of.stream().map(Long.class::cast).toList())
                : Optional.empty();
    }

    /** In plain texts; the third operand is the term as an expression. */
    private static Optional<Object> has(String[] of) {
        boolean plain = of.length == 4 && of[0].chars().allMatch(c -> c < 128);
        return plain
                ? Optional.of(of[0].contains(of[1]) && Pattern.compile(of[2]).matcher(of[0]).find())
                : Optional.empty();
    }

    private static Optional<Object> in(List<Object> of) {
        boolean alike =
                of.stream().allMatch(String.class::isInstance)
                        || of.stream().allMatch(Long.class::isInstance);
        return alike
                ? Optional.of(of.subList(1, of.size()).contains(of.getFirst()))
                : Optional.empty();
    }

    /** Whether a list of texts, or one text, holds a text. */
    private static Optional<Object> member(List<Object> of, boolean anyCase) {
        Optional<JsonNode> list = json(of);
        Optional<String> sought = ascii(of, 1);
        if (list.isEmpty() || sought.isEmpty()) {
            return Optional.empty();
        }
        boolean found = false;
        for (JsonNode each : list.get().isArray() ? list.get() : List.of(list.get())) {
            if (!each.isTextual()) {
                return Optional.empty();
            }
            String text = each.textValue();
            found |= anyCase ? text.equalsIgnoreCase(sought.get()) : text.equals(sought.get());
        }
        return Optional.of(found);
    }

    private static Optional<Object> split(String[] of) {
        if (of.length != 2) {
            return Optional.empty();
        }
        boolean whole = of[0].isEmpty() || of[1].isEmpty();
        String[] parts = whole ? new String[] {of[0]} : of[0].split(Pattern.quote(of[1]), -1);
        return Optional.of(new Json(JSON.valueToTree(Arrays.asList(parts))));
    }

    /** A part of a split text that there is, counted from 0, or from -1 at the end. */
    private static Optional<Object> part(List<Object> of) {
        if (!(of.get(0) instanceof String text)
                || !(of.get(1) instanceof String delimiter)
                || !(of.get(2) instanceof Long number)
                || delimiter.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = List.of(text.split(Pattern.quote(delimiter), -1));
        long index = number < 0 ? parts.size() + number : number;
        return index >= 0 && index < parts.size()
                ? Optional.of(parts.get((int) index))
                : Optional.empty();
    }

    /** By its old name: the expression comes first. Only those that stand for themselves. */
    private static Optional<Object> replace(String[] of) {
        boolean plain = PLAIN.matcher(of[0]).matches() && !of[1].contains("\\");
        return plain ? Optional.of(of[2].replace(of[0], of[1])) : Optional.empty();
    }

    private static Optional<Object> bool(String text) {
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<JsonNode> json(List<Object> of) {
        return of.getFirst() instanceof Json json ? Optional.of(json.value) : Optional.empty();
    }

    private static Optional<Object> plain(JsonNode value) {
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    /** The text that stands one step below a value. */
    private static Optional<JsonNode> path(List<Object> of) {
        Optional<JsonNode> value = json(of);
        Matcher step = STEP.matcher(text(of, 1).orElse(""));
        if (value.isEmpty() || !step.matches()) {
            return Optional.empty();
        }
        JsonNode found =
                step.group(1) != null
                        ? value.get().get(step.group(1))
                        : value.get().get(Integer.parseInt(step.group(2)));
        return Optional.ofNullable(found).filter(JsonNode::isTextual);
    }

    private static Optional<Object> kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> Optional.of("array");
            case OBJECT -> Optional.of("dictionary");
            case STRING -> Optional.of("string");
            default -> Optional.empty();
        };
    }

    private static Optional<Object> length(JsonNode value) {
        return value.isArray() ? Optional.of((long) value.size()) : Optional.empty();
    }

    /** A list of texts, or a text that is no JSON; how the engine prints others is its business. */
    private static Optional<Object> dynamic(String text) {
        Optional<JsonNode> value = read(text);
        if (value.isEmpty()) {
            boolean word = PLAIN.matcher(text).matches() || text.equals("*");
            return word && !Character.isDigit(text.charAt(0)) && text.charAt(0) != '-'
                    ? Optional.of(new Json(JSON.valueToTree(text)))
                    : Optional.empty();
        }
        boolean list = value.get().isArray();
        for (JsonNode each : value.get()) {
            list &= each.isTextual();
        }
        return list ? Optional.of(new Json(value.get())) : Optional.empty();
    }

    private static Optional<JsonNode> read(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(each -> !each.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> day(List<Object> of) {
        return numbers(of).map(on -> (Math.floorDiv(on.get(0), DAY) + on.get(1)) * DAY);
    }

    private static Optional<Object> sum(List<Object> of, int sign) {
        try {
            Optional<List<Long>> on = numbers(of);
            return on.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            Math.addExact(
                                    on.get().get(0),
                                    Math.multiplyExact(sign, (long) on.get().get(1))));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }
}
