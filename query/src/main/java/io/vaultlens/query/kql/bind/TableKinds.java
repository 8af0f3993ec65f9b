package io.vaultlens.query.kql.bind;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Statement;
import io.vaultlens.query.kql.ast.Statement.FunctionBody;
import io.vaultlens.query.kql.ast.Statement.Parameter;
import io.vaultlens.query.kql.ast.Statement.TableParameter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells expressions that mean tables from those that mean values, without binding them. */
final class TableKinds {
    private final Binders binders;

    TableKinds(Binders binders) {
        this.binders = binders;
    }

    /** Whether an expression means a table. */
    boolean isTable(Expression expression, Environment environment) {
        return isTable(expression, environment, Map.of());
    }

    /** Whether a function gives a table. */
    boolean givesTable(FunctionBody body, Environment environment) {
        return givesTable(body, environment, Map.of());
    }

    private boolean givesTable(
            FunctionBody body, Environment environment, Map<String, Boolean> outer) {
        Map<String, Boolean> local = new HashMap<>(outer);
        for (Parameter parameter : body.parameters()) {
            local.put(parameter.name().text(), parameter.type() instanceof TableParameter);
        }
        for (Statement statement : body.statements()) {
            switch (statement) {
                case Statement.Let let ->
                        local.put(let.name().text(), isTable(let.value(), environment, local));
                case Statement.LetFunction let ->
                        local.put(
                                let.name().text(), givesTable(let.function(), environment, local));
                default -> {
                    // It makes no name.
                }
            }
        }
        return isTable(body.result(), environment, local);
    }

    /**
     * @param local names that a function's body has made, and whether they mean tables
     */
    private boolean isTable(
            Expression expression, Environment environment, Map<String, Boolean> local) {
        return switch (expression) {
            case Expression.Subquery _ -> true;
            case Expression.Reference reference ->
                    local.containsKey(reference.name())
                            ? local.get(reference.name())
                            : binders.tables().exists(reference.name(), environment);
            case Expression.Call call -> isTable(call, environment, local);
            default -> false;
        };
    }

    private boolean isTable(
            Expression.Call call, Environment environment, Map<String, Boolean> local) {
        String name = call.name().text();
        if (local.containsKey(name)) {
            return local.get(name);
        }
        Optional<Meaning> own = environment.find(name);
        if (own.isPresent()) {
            return switch (own.get()) {
                case Meaning.Function function -> function.tabular();
                case Meaning.Table _, Meaning.Pattern _ -> true;
                case Meaning.Value _ -> false;
            };
        }
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "table", "external_table", "materialized_view" -> true;
            case "materialize" ->
                    call.values().size() == 1
                            && isTable(call.values().getFirst(), environment, local);
            default ->
                    binders.catalogFunctions().exists(name)
                            || call.arguments().isEmpty()
                                    && binders.catalog().table(name).isPresent();
        };
    }
}
