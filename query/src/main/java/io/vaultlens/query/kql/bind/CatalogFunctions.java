package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.FunctionDef;
import io.vaultlens.query.function.Widening;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Statement;
import io.vaultlens.query.kql.ast.Statement.Parameter;
import io.vaultlens.query.kql.ast.Statement.ScalarParameter;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * Binds the functions of the catalogue, whose texts are KQL of their own.
 *
 * <p>Arguments are bound in the caller's text and turned into the parameters' types, so that {@code
 * "True"} serves for a bool and {@code "2025-03-01"} for a datetime; the body is bound in its own.
 */
final class CatalogFunctions {
    private static final Pattern TRUTH = Pattern.compile("(?i)true|false|\\d+");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

    private final Binders binders;

    CatalogFunctions(Binders binders) {
        this.binders = binders;
    }

    /** Whether the catalogue has a function of this name. */
    boolean exists(String name) {
        return binders.catalog().function(name).isPresent();
    }

    /** The rows of a function that is named without parentheses. */
    Optional<Relation> rows(String name, Span span, Environment environment) {
        return binders.catalog()
                .function(name)
                .map(function -> rows(function, List.of(), span, environment));
    }

    /** The rows of a call. */
    Relation rows(Expression.Call call, Environment environment) {
        FunctionDef function = binders.catalog().function(call.name().text()).orElseThrow();
        return rows(function, call.arguments(), call.span(), environment);
    }

    private Relation rows(
            FunctionDef function,
            List<Expression.Argument> arguments,
            Span span,
            Environment environment) {
        if (binders.isOpen(function.name())) {
            throw binders.error(span, function.name() + "() asks itself");
        }
        Binders inner = binders.forView(function.name(), function.text());
        Meaning.Function meaning = meaning(function, inner);
        Map<String, Expression> given = binders.functions().given(meaning, arguments, span);
        RowScope caller = scope(binders, environment);
        RowScope own = scope(inner, meaning.environment());
        List<Meaning> values = new ArrayList<>();
        for (Parameter parameter : meaning.body().parameters()) {
            String name = parameter.name().text();
            values.add(
                    given.containsKey(name)
                            ? argument(function, parameter, given.get(name), caller)
                            : inner.functions().meaning(parameter, initial(parameter, span), own));
        }
        return binders.calls().rows(function, values, () -> body(meaning, values, inner, span));
    }

    /** The rows of a function whose parameters mean this. */
    private Relation body(
            Meaning.Function function, List<Meaning> values, Binders inner, Span span) {
        try {
            Environment body = inner.functions().entered(function, values);
            return inner.functions().table(function.body().result(), body);
        } catch (QueryException e) {
            throw binders.error(span, function.name() + "() cannot be answered: " + e.getMessage());
        }
    }

    /** What a caller gives for a parameter, where its type can serve. */
    private Meaning argument(
            FunctionDef function, Parameter parameter, Expression argument, RowScope caller) {
        if (parameter.type() instanceof ScalarParameter(ColumnType type)) {
            RexNode value = binders.expressions().bind(argument, caller, Use.VALUE);
            if (!serves(value, type)) {
                throw binders.error(
                        argument.span(),
                        "%s of %s() is a %s such as %s, found %s"
                                .formatted(
                                        parameter.name().text(),
                                        function.name(),
                                        type.kqlName(),
                                        example(type),
                                        found(value)));
            }
        }
        return binders.functions().meaning(parameter, argument, caller);
    }

    /** Numbers serve for numbers, and a text for whatever it can be read as. */
    private boolean serves(RexNode value, ColumnType type) {
        ColumnType source = Binding.type(value);
        if (source == type || source == ColumnType.DYNAMIC || type == ColumnType.DYNAMIC) {
            return true;
        }
        if (source == ColumnType.STRING) {
            return Binding.constant(value).map(Object::toString).stream()
                    .allMatch(text -> text.isEmpty() || reads(value, text, type));
        }
        return isNumber(source) && (isNumber(type) || type == ColumnType.BOOL);
    }

    private boolean reads(RexNode value, String text, ColumnType type) {
        return switch (type) {
            case DATETIME, TIMESPAN ->
                    binders.expressions().convert(value, type) instanceof RexLiteral;
            case BOOL -> TRUTH.matcher(text).matches();
            case INT, LONG, REAL, DECIMAL -> NUMBER.matcher(text).matches();
            case STRING, GUID, DYNAMIC -> true;
        };
    }

    /** Whole numbers and real ones become decimals without being asked. */
    private static boolean isNumber(ColumnType type) {
        return Widening.cost(type, ColumnType.DECIMAL) >= 0;
    }

    private static String found(RexNode value) {
        ColumnType type = Binding.type(value);
        return type == ColumnType.STRING
                ? "'" + Binding.constant(value).orElse("") + "'"
                : "a " + type.kqlName();
    }

    private static String example(ColumnType type) {
        return switch (type) {
            case BOOL -> "true";
            case DATETIME -> "datetime(2024-12-31)";
            case TIMESPAN -> "1d";
            case STRING -> "\"name\"";
            case GUID -> "guid(00000000-0000-0000-0000-000000000000)";
            case DYNAMIC -> "dynamic([\"name\"])";
            case INT, LONG, REAL, DECIMAL -> "1";
        };
    }

    private Expression initial(Parameter parameter, Span span) {
        return parameter
                .initial()
                .orElseThrow(() ->
                        binders.error(
                                span, "the argument '" + parameter.name().text() + "' is missing"));
    }

    /** What the function's own file makes of its name. */
    private Meaning.Function meaning(FunctionDef function, Binders inner) {
        Environment environment = Environment.empty();
        for (Statement statement : binders.definitions().function(function)) {
            environment = inner.functions().declared(statement, environment);
        }
        return (Meaning.Function) environment.find(function.name()).orElseThrow();
    }

    private static RowScope scope(Binders of, Environment environment) {
        Relation nothing = Relation.of(of.plan().oneRow().build(), List.of());
        return new RowScope(of, environment, nothing);
    }
}
