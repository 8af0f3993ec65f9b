package io.vaultlens.query.function;

import io.vaultlens.collector.catalog.ColumnType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A function's names, parameters and result as one line of text declares them.
 *
 * <p>{@code "indexof(text: text, lookup: text, start: long = 0): long"}. Names are divided by
 * {@code |}; a type is a KQL type, several by {@code |}, or one of
 *
 * <ul>
 *   <li>{@code any}: every type, as it is
 *   <li>{@code number}: int, long, real or decimal, as it is
 *   <li>{@code T}: every type, {@code N}: a number; all of a call's get one common type
 *   <li>{@code text}: every type, made text; {@code json}: every type, made dynamic
 * </ul>
 *
 * A name that ends in {@code ...} takes all remaining arguments. The result is a type, or {@code
 * same}: the type that the first parameter got ({@code T} and {@code N}: the common one).
 *
 * @param names the first is the one the manual shows
 * @param parameters in order
 * @param result the result's type; empty for {@code same}
 * @param text the line itself, for the manual and for messages
 */
public record Signature(
        List<String> names, List<Parameter> parameters, Optional<ColumnType> result, String text) {
    private static final List<ColumnType> NUMBERS =
            List.of(ColumnType.INT, ColumnType.LONG, ColumnType.REAL, ColumnType.DECIMAL);

    public Signature {
        names = List.copyOf(names);
        parameters = List.copyOf(parameters);
    }

    /** Reads a line. */
    public static Signature of(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf("):");
        List<Parameter> parameters = new ArrayList<>();
        for (String each : line.substring(open + 1, close).split(",")) {
            if (!each.isBlank()) {
                parameters.add(parameter(each.strip()));
            }
        }
        String result = line.substring(close + 2).strip();
        return new Signature(
                List.of(line.substring(0, open).split("\\|")),
                parameters,
                switch (result) {
                    case "same", "T", "N" -> Optional.empty();
                    default -> Optional.of(type(result));
                },
                line);
    }

    private static Parameter parameter(String text) {
        int colon = text.indexOf(':');
        int equals = text.indexOf('=');
        String name = text.substring(0, colon).strip();
        String type = text.substring(colon + 1, equals < 0 ? text.length() : equals).strip();
        String absent = equals < 0 ? "" : text.substring(equals + 1).strip();
        boolean many = name.endsWith("...");
        return new Parameter(
                many ? name.substring(0, name.length() - 3) : name,
                kind(type),
                types(type),
                absent,
                many);
    }

    private static Parameter.Kind kind(String type) {
        return switch (type) {
            case "T", "N" -> Parameter.Kind.COMMON;
            case "text" -> Parameter.Kind.TEXT;
            case "json" -> Parameter.Kind.JSON;
            default -> Parameter.Kind.TYPED;
        };
    }

    private static List<ColumnType> types(String type) {
        return switch (type) {
            case "any", "T", "text", "json" -> List.of();
            case "N", "number" -> NUMBERS;
            default -> {
                List<ColumnType> types = new ArrayList<>();
                for (String each : type.split("\\|")) {
                    types.add(type(each.strip()));
                }
                yield types;
            }
        };
    }

    private static ColumnType type(String name) {
        return ColumnType.named(name)
                .orElseThrow(() -> new IllegalArgumentException("no type is called " + name));
    }

    /** The name the manual shows. */
    public String name() {
        return names.getFirst();
    }

    /** The fewest arguments a call may have. */
    public int fewest() {
        int count = 0;
        for (Parameter each : parameters) {
            count += each.optional() ? 0 : 1;
        }
        return count;
    }

    /** The most arguments a call may have. */
    public int most() {
        boolean many = !parameters.isEmpty() && parameters.getLast().many();
        return many ? Integer.MAX_VALUE : parameters.size();
    }

    /** The parameter that the n-th argument, counted from 0, belongs to. */
    public Parameter parameterOf(int argument) {
        return parameters.get(Math.min(argument, parameters.size() - 1));
    }

    /** The types that these arguments become, or empty where one cannot. */
    public Optional<List<ColumnType>> accept(List<ColumnType> arguments) {
        if (arguments.size() < fewest() || arguments.size() > most()) {
            return Optional.empty();
        }
        Set<ColumnType> commons = EnumSet.noneOf(ColumnType.class);
        for (int i = 0; i < arguments.size(); i++) {
            if (parameterOf(i).kind() == Parameter.Kind.COMMON) {
                commons.add(arguments.get(i));
            }
        }
        Optional<ColumnType> common = Widening.common(commons);
        List<ColumnType> targets = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Optional<ColumnType> target = target(parameterOf(i), arguments.get(i), common);
            if (target.isEmpty()) {
                return Optional.empty();
            }
            targets.add(target.get());
        }
        return Optional.of(List.copyOf(targets));
    }

    private static Optional<ColumnType> target(
            Parameter parameter, ColumnType argument, Optional<ColumnType> common) {
        return switch (parameter.kind()) {
            case TEXT -> Optional.of(ColumnType.STRING);
            case JSON -> Optional.of(ColumnType.DYNAMIC);
            case COMMON -> common.flatMap(type -> Widening.target(type, parameter.types()));
            case TYPED -> Widening.target(argument, parameter.types());
        };
    }

    /** The result's type for arguments that became these types. */
    public ColumnType resultFor(List<ColumnType> targets) {
        if (result.isPresent()) {
            return result.get();
        }
        for (int i = 0; i < targets.size(); i++) {
            if (parameterOf(i).kind() == Parameter.Kind.COMMON) {
                return targets.get(i);
            }
        }
        return targets.getFirst();
    }

    /** What a parameter expects, where an argument of a type can never be what it takes. */
    public Optional<String> refusal(int argument, ColumnType type) {
        Parameter parameter = parameterOf(argument);
        boolean open =
                switch (parameter.kind()) {
                    case TEXT, JSON -> true;
                    case TYPED, COMMON -> Widening.target(type, parameter.types()).isPresent();
                };
        return open ? Optional.empty() : Optional.of(parameter.expected());
    }

    /** How far these arguments are from the types they would become. */
    public static int cost(List<ColumnType> arguments, List<ColumnType> targets) {
        int cost = 0;
        for (int i = 0; i < arguments.size(); i++) {
            int each = Widening.cost(arguments.get(i), targets.get(i));
            cost += each < 0 ? 20 : each;
        }
        return cost;
    }
}
