package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.FunctionDef;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Statement;
import io.vaultlens.query.kql.ast.Statement.Parameter;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Binds the functions of the catalogue, whose texts are KQL of their own.
 *
 * <p>Arguments are bound in the caller's text and turned into the parameters' types, so that {@code
 * "True"} serves for a bool and {@code "2025-03-01"} for a datetime; the body is bound in its own.
 */
final class CatalogFunctions {
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
                            ? binders.functions().meaning(parameter, given.get(name), caller)
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
