package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.plan.KqlOperator;
import io.vaultlens.query.text.Span;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/**
 * Reads parts of dynamic values: {@code a.b[0]["c"]} becomes one operator with one path.
 *
 * <p>A property that is missing, an index out of range and a JSON null are all null.
 */
final class Paths {
    /** The operator's name: operands are the dynamic value and a text with the path. */
    static final String NAME = "path";

    private static final String TEMPLATE = "nullif($1 -> $2, 'null'::JSON)";

    private final Binding binding;

    Paths(Binding binding) {
        this.binding = binding;
    }

    /** The property of a bag. */
    RexNode property(RexNode object, String name, Span span) {
        return step(dynamic(object, span), key(name));
    }

    /** The element of an array or the property of a bag. */
    RexNode element(RexNode object, RexNode index, Span span) {
        RexNode base = dynamic(object, span);
        Optional<Object> constant = Binding.constant(index);
        ColumnType type = Binding.type(index);
        if (constant.isPresent() && type == ColumnType.STRING) {
            return step(base, key((String) constant.get()));
        }
        if (constant.isPresent() && (type == ColumnType.LONG || type == ColumnType.INT)) {
            return step(base, "[" + constant.get() + "]");
        }
        String template =
                switch (type) {
                    case INT, LONG, REAL -> "concat('$[', $1::BIGINT, ']')";
                    case STRING -> "concat('$.\"', replace($1, '\"', '\\\"'), '\"')";
                    case DYNAMIC ->
                            "CASE WHEN json_type($1) = 'VARCHAR' THEN concat('$.', $1)"
                                    + " ELSE concat('$[', $1, ']') END";
                    default ->
                            throw binding.error(
                                    span,
                                    "an index is a number or a text, not a " + type.kqlName());
                };
        return read(base, binding.sure("path_of", ColumnType.STRING, template, index));
    }

    /** A dynamic value and a path from its root, such as {@code $.a[0]}. */
    RexNode read(RexNode base, RexNode path) {
        return binding.call(NAME, ColumnType.DYNAMIC, TEMPLATE, base, path);
    }

    private RexNode step(RexNode base, String step) {
        if (base instanceof RexCall call
                && call.getOperator() instanceof KqlOperator operator
                && operator.getName().equals(NAME)) {
            Optional<Object> path = Binding.constant(call.getOperands().get(1));
            if (path.isPresent()) {
                return read(call.getOperands().get(0), binding.rex().text(path.get() + step));
            }
        }
        return read(base, binding.rex().text("$" + step));
    }

    private RexNode dynamic(RexNode object, Span span) {
        ColumnType type = Binding.type(object);
        if (type != ColumnType.DYNAMIC) {
            throw binding.error(
                    span,
                    "a property can be read of a dynamic value, this is a "
                            + type.kqlName()
                            + (type == ColumnType.STRING ? "; write parse_json(…) around it" : ""));
        }
        return object;
    }

    private static String key(String name) {
        return ".\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
