package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Statement;
import io.vaultlens.query.kql.parse.Parser;
import io.vaultlens.query.plugin.Given;
import io.vaultlens.query.plugin.Plugin;
import io.vaultlens.query.plugin.Plugin.Kind;
import io.vaultlens.query.plugin.Plugin.Parameter;
import io.vaultlens.query.text.QueryException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexNode;

/** Binds the plugins that are questions themselves: their text over the rows they are given. */
final class MacroBinder {
    private static final String INPUT = "_input";

    private final Binders binders;

    MacroBinder(Binders binders) {
        this.binders = binders;
    }

    /** What the arguments of one call come to. */
    private final class Arguments {
        private final Expression.Call call;
        private final RowScope scope;
        private final Deque<Expression.Argument> left;
        private final List<Scope.Column> columns = new ArrayList<>();
        private final Map<String, String> names = new HashMap<>();
        private final List<String> dimensions = new ArrayList<>();
        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> values = new HashMap<>();
        private final List<String> present = new ArrayList<>();
        private Environment inside;

        Arguments(Expression.Call call, Relation input, Environment environment) {
            this.call = call;
            this.scope = new RowScope(binders, environment, input.ordered(List.of()));
            this.left = new ArrayDeque<>(call.arguments());
            this.inside = environment;
        }

        void read(List<Parameter> parameters) {
            for (int i = 0; i < parameters.size(); i++) {
                Parameter parameter = parameters.get(i);
                switch (parameter.kind()) {
                    case COLUMN -> column(parameter);
                    case VALUE -> value(parameter);
                    case OPTIONAL_VALUE -> {
                        if (valuesAhead() > required(parameters.subList(i, parameters.size()))) {
                            value(parameter);
                        }
                    }
                    case CONDITIONS -> conditions(parameter);
                    case COLUMNS -> dimensions();
                    case OPTIONAL_TABLE -> table(parameter);
                }
            }
            if (!left.isEmpty()) {
                throw binders.error(
                        left.getFirst().value().span(),
                        call.name().text() + "() has no parameter for this argument");
            }
        }

        private Expression next(Parameter parameter) {
            if (left.isEmpty()) {
                throw binders.error(
                        call.span(),
                        "%s() needs one more argument: %s"
                                .formatted(call.name().text(), parameter.name()));
            }
            return left.removeFirst().value();
        }

        private void column(Parameter parameter) {
            Expression expression = next(parameter);
            RexNode value = binders.expressions().bind(expression, scope, Use.VALUE);
            String name = ResultNames.of(expression);
            names.put(parameter.name(), name.isEmpty() ? parameter.name() : name);
            present.add(parameter.name());
            columns.add(new Scope.Column("_" + parameter.name(), value));
        }

        private void value(Parameter parameter) {
            Expression expression = next(parameter);
            RexNode value = binders.functions().scalar(expression, scope.environment());
            Binding.constant(value).ifPresent(known -> values.put(parameter.name(), known));
            present.add(parameter.name());
            inside = inside.with("_" + parameter.name(), new Meaning.Value(value));
        }

        /** How many arguments ahead are values: they name no column. */
        private long valuesAhead() {
            return left.stream().takeWhile(each -> isValue(each.value())).count();
        }

        private boolean isValue(Expression expression) {
            return !binders.functions().isTable(expression, scope.environment())
                    && SearchTerms.columns(expression).stream()
                            .noneMatch(name -> scope.relation().field(name).isPresent());
        }

        private static long required(List<Parameter> parameters) {
            return parameters.stream()
                    .takeWhile(each -> isValue(each.kind()))
                    .filter(each -> each.kind() == Kind.VALUE)
                    .count();
        }

        private static boolean isValue(Kind kind) {
            return kind == Kind.VALUE || kind == Kind.OPTIONAL_VALUE;
        }

        private void conditions(Parameter parameter) {
            while (!left.isEmpty()) {
                Expression.Argument next = left.getFirst();
                RexNode value = binders.expressions().bind(next.value(), scope, Use.VALUE);
                if (Binding.type(value) != ColumnType.BOOL) {
                    return;
                }
                left.removeFirst();
                columns.add(new Scope.Column("_" + parameter.name() + conditions.size(), value));
                conditions.add(
                        next.name()
                                .map(name -> name.text())
                                .orElse("Expr" + (conditions.size() + 1)));
            }
        }

        private void dimensions() {
            while (!left.isEmpty()
                    && !binders.functions().isTable(left.getFirst().value(), scope.environment())) {
                Expression.Argument next = left.removeFirst();
                RexNode value = binders.expressions().bind(next.value(), scope, Use.VALUE);
                String name =
                        next.name().map(given -> given.text()).orElse(ResultNames.of(next.value()));
                String unique = name.isEmpty() ? "Column" + (dimensions.size() + 1) : name;
                dimensions.add(unique);
                columns.add(new Scope.Column(unique, value));
            }
        }

        private void table(Parameter parameter) {
            if (!left.isEmpty()) {
                Relation rows =
                        binders.functions().table(left.removeFirst().value(), scope.environment());
                Relation ids = ids(rows);
                present.add(parameter.name());
                inside = inside.with("_" + parameter.name(), new Meaning.Table(() -> ids, false));
            }
        }

        /** The column of the ids alone. */
        private Relation ids(Relation rows) {
            String name = names.getOrDefault("id", "");
            return rows.field(name)
                    .map(field ->
                            rows.project(
                                    binders.plan(),
                                    List.of(new Scope.Column(name, rows.ref(field)))))
                    .orElse(rows);
        }

        Given given() {
            return new Given(names, dimensions, conditions, values, present);
        }

        Environment environment() {
            List<Scope.Column> all = columns.isEmpty() ? scope.columns() : columns;
            Relation rows = scope.relation().project(binders.plan(), all);
            return inside.with(INPUT, new Meaning.Table(() -> rows, false));
        }
    }

    /** The result tables of a plugin, at least one. */
    List<Relation> bind(
            Plugin plugin, Expression.Call call, Relation input, Environment environment) {
        Arguments arguments = new Arguments(call, input, environment);
        arguments.read(plugin.parameters());
        Environment inside = arguments.environment();
        List<Relation> results = new ArrayList<>();
        for (String text : texts(plugin, call, arguments.given())) {
            results.add(bind(plugin, call, text, inside));
        }
        return results;
    }

    private List<String> texts(Plugin plugin, Expression.Call call, Given given) {
        try {
            return plugin.text().of(given);
        } catch (IllegalArgumentException unfit) {
            throw binders.error(call.span(), unfit.getMessage());
        }
    }

    /** A fault in the text is one of the call's: the arguments do not fit. */
    private Relation bind(
            Plugin plugin, Expression.Call call, String text, Environment environment) {
        Binders inner = binders.forView(plugin.name(), text);
        try {
            Environment names = environment;
            for (Statement statement : Parser.parse(text).statements()) {
                if (statement instanceof Statement.Answer answer) {
                    return inner.pipelines().bind(answer.pipeline(), names);
                }
                names = inner.functions().declared(statement, names);
            }
            throw new IllegalStateException("the plugin " + plugin.name() + " asks nothing");
        } catch (QueryException e) {
            String reason = e.faults().getFirst().message();
            throw binders.error(
                    call.span(),
                    "the arguments of %s() do not fit: %s".formatted(plugin.name(), reason));
        }
    }
}
