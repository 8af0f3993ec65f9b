package io.vaultlens.query.kql.ast;

import io.vaultlens.query.text.Span;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a syntax tree for people: a line for each record, its parts below it. */
public final class TreeText {
    private TreeText() {}

    /** The tree's lines. */
    public static String of(Program program) {
        StringBuilder text = new StringBuilder();
        for (Statement statement : program.statements()) {
            write((Record) statement, "", 0, text);
        }
        return text.toString().stripTrailing();
    }

    private static void write(Record node, String label, int depth, StringBuilder text) {
        text.repeat("  ", depth).append(label).append(node.getClass().getSimpleName());
        List<RecordComponent> below = new ArrayList<>();
        for (RecordComponent component : node.getClass().getRecordComponents()) {
            Object value = value(node, component);
            if (isTree(value)) {
                below.add(component);
            } else if (!(value instanceof Span) && !isEmpty(value)) {
                text.append(' ').append(component.getName()).append('=').append(plain(value));
            }
        }
        text.append('\n');
        for (RecordComponent component : below) {
            children(component.getName(), value(node, component), depth + 1, text);
        }
    }

    private static void children(String name, Object value, int depth, StringBuilder text) {
        List<?> values = value instanceof List<?> list ? list : List.of(value);
        for (Object each : values) {
            if (each instanceof Record node) {
                write(node, name + ": ", depth, text);
            } else {
                text.repeat("  ", depth).append(name).append(": ").append(each).append('\n');
            }
        }
    }

    /** A value that is a node of the tree, or a list of such. */
    private static boolean isTree(Object value) {
        return switch (value) {
            case Name _, Span _ -> false;
            case Record _ -> true;
            case List<?> list -> list.stream().anyMatch(TreeText::isTree);
            case null, default -> false;
        };
    }

    private static boolean isEmpty(Object value) {
        return value instanceof List<?> list && list.isEmpty() || value == Optional.empty();
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Name name -> name.text();
            case String text -> '"' + text + '"';
            case List<?> list -> list.stream().map(TreeText::plain).toList();
            default -> value;
        };
    }

    private static Object value(Record node, RecordComponent component) {
        try {
            Object value = component.getAccessor().invoke(node);
            return value instanceof Optional<?> optional && optional.isPresent()
                    ? optional.get()
                    : value;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record hides " + component.getName(), e);
        }
    }
}
