package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.SchemaColumn;
import io.vaultlens.query.kql.ast.Statement;
import io.vaultlens.query.kql.ast.Statement.FunctionBody;
import io.vaultlens.query.kql.ast.Statement.Parameter;
import io.vaultlens.query.kql.ast.Statement.ScalarParameter;
import io.vaultlens.query.kql.ast.Statement.TableParameter;
import io.vaultlens.query.text.Nearest;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.calcite.rex.RexNode;

/** Binds what let makes: values, tables, and functions, whose bodies are bound at each call. */
final class FunctionBinder {
    private static final int MOST_CALLS = 5_000;

    private final Binders binders;
    private final TableKinds kinds;
    private int calls;

    FunctionBinder(Binders binders) {
        this.binders = binders;
        this.kinds = new TableKinds(binders);
    }

    /** The names after a statement. */
    Environment declared(Statement statement, Environment environment) {
        return switch (statement) {
            case Statement.Let let ->
                    environment.with(let.name().text(), meaning(let.value(), environment));
            case Statement.LetFunction let -> {
                String name = let.name().text();
                FunctionBody body = let.function();
                boolean tabular = kinds.givesTable(body, environment);
                yield environment.with(
                        name, new Meaning.Function(name, body, tabular, environment));
            }
            case Statement.Pattern pattern ->
                    environment.with(
                            pattern.name().text(), new Meaning.Pattern(pattern, environment));
            case Statement.Restrict restrict -> environment.restrictedTo(restrict.tables());
            case Statement.QueryParameters declared ->
                    throw binders.error(
                            declared.span(), "query parameters are declared outside of functions");
            case Statement.SetOption option -> set(option, environment);
            case Statement.Alias _, Statement.Answer _ -> environment;
        };
    }

    /** An option with a value is kept for the functions that ask for it; all others say nothing. */
    private Environment set(Statement.SetOption option, Environment environment) {
        if (option.value().isEmpty() || option.value().get() instanceof Expression.Reference) {
            return environment;
        }
        return environment.withOption(
                option.name().text(), scalar(option.value().get(), environment));
    }

    private Meaning meaning(Expression value, Environment environment) {
        if (value instanceof Expression.Reference reference) {
            Optional<Meaning> same = environment.find(reference.name());
            if (same.isPresent()) {
                return same.get();
            }
        }
        if (kinds.isTable(value, environment)) {
            return new Meaning.Table(once(() -> table(value, environment)), false);
        }
        return new Meaning.Value(scalar(value, environment));
    }

    private static Supplier<Relation> once(Supplier<Relation> bind) {
        return new Supplier<>() {
            private Optional<Relation> bound = Optional.empty();

            @Override
            public Relation get() {
                if (bound.isEmpty()) {
                    bound = Optional.of(bind.get());
                }
                return bound.get();
            }
        };
    }

    /** The value of an expression that no row is under. */
    RexNode scalar(Expression value, Environment environment) {
        Relation nothing = Relation.of(binders.plan().oneRow().build(), List.of());
        RowScope scope = new RowScope(binders, environment, nothing);
        return binders.expressions().bind(value, scope, Use.VALUE);
    }

    /** The value of an expression without names. */
    RexNode constant(Expression value) {
        return scalar(value, Environment.empty());
    }

    /** Whether an expression means a table. */
    boolean isTable(Expression expression, Environment environment) {
        return kinds.isTable(expression, environment);
    }

    /** The rows of an expression that means a table. */
    Relation table(Expression expression, Environment environment) {
        return switch (expression) {
            case Expression.Subquery query ->
                    binders.pipelines().bind(query.pipeline(), environment);
            case Expression.Reference reference ->
                    binders.tables().rows(reference.name(), reference.span(), environment);
            case Expression.Call call -> table(call, environment);
            default ->
                    throw binders.error(
                            expression.span(), "a value stands here, a table is needed");
        };
    }

    /** The rows that a call gives. */
    Relation table(Expression.Call call, Environment environment) {
        String name = call.name().text();
        Optional<Meaning> own = environment.find(name);
        if (own.isPresent() && own.get() instanceof Meaning.Function function) {
            return table(function, call.arguments(), call.span(), environment);
        }
        if (own.isPresent() && own.get() instanceof Meaning.Pattern pattern) {
            return new PatternChoice(binders).rows(pattern, call, environment);
        }
        if (own.isPresent()
                && own.get() instanceof Meaning.Table table
                && call.values().isEmpty()) {
            return table.rows().get();
        }
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "materialize", "view" -> table(only(call), environment);
            case "table", "view_table", "external_table", "materialized_view" ->
                    binders.tables().rows(text(only(call)), call.span(), environment);
            default -> {
                if (call.arguments().isEmpty() && binders.catalog().table(name).isPresent()) {
                    yield binders.tables().rows(name, call.name().span(), environment);
                }
                if (binders.catalogFunctions().exists(name)) {
                    yield binders.catalogFunctions().rows(call, environment);
                }
                throw unknown(call, environment);
            }
        };
    }

    private QueryException unknown(Expression.Call call, Environment environment) {
        String name = call.name().text();
        List<String> names = new ArrayList<>(environment.all().keySet());
        binders.catalog().tables().forEach(table -> names.add(table.name()));
        binders.catalog().functions().forEach(function -> names.add(function.name()));
        if (!binders.binding().library().scalars(name).isEmpty()) {
            return binders.error(
                    call.name().span(),
                    name
                            + "() gives a value, a table is needed here; to see a value, write print"
                            + " before it");
        }
        return binders.error(
                call.name().span(),
                "unknown function '" + name + "' that gives a table" + Nearest.hint(name, names));
    }

    private Expression only(Expression.Call call) {
        if (call.arguments().isEmpty()) {
            throw binders.error(call.span(), call.name().text() + "() takes 1 argument, found 0");
        }
        return call.values().getFirst();
    }

    private String text(Expression expression) {
        if (expression instanceof Expression.Literal(ColumnType type, Object value, _)
                && type == ColumnType.STRING) {
            return (String) value;
        }
        throw binders.error(expression.span(), "a table's name stands here as a text");
    }

    /** The value of a call to a let function; empty where the name is none's. */
    Optional<RexNode> value(Expression.Call call, RowScope scope, Environment environment) {
        Optional<Meaning> own = environment.find(call.name().text());
        if (own.isEmpty() || !(own.get() instanceof Meaning.Function function)) {
            return Optional.empty();
        }
        if (function.tabular()) {
            throw binders.error(
                    call.span(),
                    function.name()
                            + "() gives a table, a value is needed here, such as toscalar("
                            + function.name()
                            + "() | summarize …)");
        }
        List<Meaning> values = values(function, call.arguments(), call.span(), scope);
        Environment inside = entered(function, values);
        Relation hidden = scope.relation().seen(List.of());
        RowScope body = new RowScope(binders, inside, hidden);
        return Optional.of(binders.expressions().bind(function.body().result(), body, Use.VALUE));
    }

    /** The rows of a call to a let function. */
    Relation table(
            Meaning.Function function,
            List<Expression.Argument> arguments,
            Span span,
            Environment environment) {
        if (!function.tabular()) {
            throw binders.error(span, function.name() + "() gives a value, a table is needed here");
        }
        Relation nothing = Relation.of(binders.plan().oneRow().build(), List.of());
        RowScope caller = new RowScope(binders, environment, nothing);
        List<Meaning> values = values(function, arguments, span, caller);
        return binders.calls()
                .rows(
                        function,
                        values,
                        () -> table(function.body().result(), entered(function, values)));
    }

    /** The rows of a call that gets its first argument, a table, from the pipeline before it. */
    Relation invoked(Expression.Call call, Relation input, Environment environment) {
        Optional<Meaning> own = environment.find(call.name().text());
        if (own.isEmpty() || !(own.get() instanceof Meaning.Function function)) {
            throw unknown(call, environment);
        }
        String hidden = " input";
        Environment with = environment.with(hidden, new Meaning.Table(() -> input, false));
        List<Expression.Argument> arguments = new ArrayList<>();
        arguments.add(
                new Expression.Argument(
                        Optional.empty(), new Expression.Reference(hidden, call.span())));
        arguments.addAll(call.arguments());
        return table(function, arguments, call.span(), with);
    }

    /** What the parameters of a function mean where it is called with these arguments. */
    private List<Meaning> values(
            Meaning.Function function,
            List<Expression.Argument> arguments,
            Span span,
            RowScope caller) {
        if (++calls > MOST_CALLS) {
            throw binders.error(
                    span, "the query calls its functions more than " + MOST_CALLS + " times");
        }
        Map<String, Expression> given = given(function, arguments, span);
        List<Meaning> values = new ArrayList<>();
        for (Parameter parameter : function.body().parameters()) {
            Optional<Expression> argument =
                    Optional.ofNullable(given.get(parameter.name().text())).or(parameter::initial);
            if (argument.isEmpty()) {
                throw binders.error(
                        span,
                        "%s() needs the argument '%s'"
                                .formatted(function.name(), parameter.name().text()));
            }
            values.add(meaning(parameter, argument.get(), caller));
        }
        return values;
    }

    /** The names inside a function's body, its parameters meaning this. */
    Environment entered(Meaning.Function function, List<Meaning> values) {
        Environment inside = function.environment();
        List<Parameter> parameters = function.body().parameters();
        for (int i = 0; i < values.size(); i++) {
            inside = inside.with(parameters.get(i).name().text(), values.get(i));
        }
        for (Statement statement : function.body().statements()) {
            inside = declared(statement, inside);
        }
        return inside;
    }

    /** The arguments of a call by the names of the parameters they are for. */
    Map<String, Expression> given(
            Meaning.Function function, List<Expression.Argument> arguments, Span span) {
        List<Parameter> parameters = function.body().parameters();
        Map<String, Expression> given = new HashMap<>();
        List<String> free = new ArrayList<>(parameters.stream().map(p -> p.name().text()).toList());
        for (Expression.Argument argument : arguments) {
            argument.name()
                    .ifPresent(name -> {
                        if (!free.remove(name.text())) {
                            throw binders.error(
                                    name.span(),
                                    "%s() has no parameter '%s' left"
                                            .formatted(function.name(), name.text()));
                        }
                        given.put(name.text(), argument.value());
                    });
        }
        for (Expression.Argument argument : arguments) {
            if (argument.name().isPresent()) {
                continue;
            }
            if (free.isEmpty()) {
                throw binders.error(
                        span,
                        "%s() takes %d argument%s, found %d"
                                .formatted(
                                        function.name(),
                                        parameters.size(),
                                        parameters.size() == 1 ? "" : "s",
                                        arguments.size()));
            }
            given.put(free.removeFirst(), argument.value());
        }
        return given;
    }

    /** What a parameter means inside of a function that is called with this argument. */
    Meaning meaning(Parameter parameter, Expression argument, RowScope caller) {
        return switch (parameter.type()) {
            case ScalarParameter(ColumnType type) -> {
                RexNode value = binders.expressions().bind(argument, caller, Use.VALUE);
                yield new Meaning.Value(binders.expressions().convert(value, type));
            }
            case TableParameter(List<SchemaColumn> columns) -> {
                Environment environment = caller.environment();
                yield new Meaning.Table(
                        once(() -> checked(table(argument, environment), columns, argument)),
                        false);
            }
        };
    }

    /** A table parameter has at least the declared columns; all of its columns are seen. */
    private Relation checked(Relation rows, List<SchemaColumn> columns, Expression argument) {
        for (SchemaColumn column : columns) {
            String name = column.name().text();
            if (rows.field(name).isEmpty()) {
                throw binders.error(
                        argument.span(),
                        "the table has no column '" + name + "', which the function needs");
            }
        }
        return rows;
    }
}
