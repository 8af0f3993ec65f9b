package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Option;
import io.vaultlens.query.kql.ast.Pipeline;
import io.vaultlens.query.kql.ast.Program;
import io.vaultlens.query.kql.ast.Statement;
import io.vaultlens.query.kql.ast.Statement.Parameter;
import io.vaultlens.query.kql.ast.Statement.ScalarParameter;
import io.vaultlens.query.kql.parse.Parser;
import io.vaultlens.query.result.Render;
import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.QueryException.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;

/** Binds the statements of a program, each with the names that those before it have made. */
final class StatementBinder {
    private final Binders binders;

    StatementBinder(Binders binders) {
        this.binders = binders;
    }

    /** The rows of one answer and how it asks to be shown. */
    record Answer(Relation rows, Optional<Render> render, Optional<String> name) {}

    /** All answers of a program, at least one. */
    List<Answer> bind(Program program, Map<String, Object> parameters) {
        return bind(program, parameters, Environment.empty());
    }

    /** What the end of a program sees, as far as its statements can be bound. */
    Sight sight(Program program) {
        Environment environment = Environment.empty();
        List<ResultColumn> columns = new ArrayList<>();
        for (Statement statement : program.statements()) {
            columns.clear();
            try {
                if (statement instanceof Statement.Answer answer) {
                    Relation rows = binders.pipelines().bind(answer.pipeline(), environment);
                    for (Scope.Column column : rows.columns()) {
                        columns.add(new ResultColumn(column.name(), Binding.type(column.value())));
                    }
                } else {
                    environment = declared(statement, environment, Map.of());
                }
            } catch (QueryException e) {
                // What is faulty is not seen.
            }
        }
        Map<String, String> names = new LinkedHashMap<>();
        environment
                .all()
                .forEach((name, meaning) ->
                        names.put(
                                name, meaning.getClass().getSimpleName().toLowerCase(Locale.ROOT)));
        return new Sight(columns, names);
    }

    /** All answers of a program that knows these names from the start. */
    List<Answer> bind(Program program, Map<String, Object> parameters, Environment known) {
        Environment environment = known;
        List<Answer> answers = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (Statement statement : program.statements()) {
            try {
                if (statement instanceof Statement.Answer answer) {
                    answers.addAll(answers(answer.pipeline(), environment));
                } else {
                    environment = declared(statement, environment, parameters);
                }
            } catch (QueryException e) {
                faults.addAll(e.faults());
                break;
            }
        }
        if (!faults.isEmpty()) {
            throw new QueryException(faults);
        }
        return answers;
    }

    private List<Answer> answers(Pipeline pipeline, Environment environment) {
        List<TablesBinder.Table> tables = new TablesBinder(binders).tables(pipeline, environment);
        Optional<Render> render = Optional.empty();
        for (Operator operator : pipeline.operators()) {
            if (operator instanceof Operator.Render asked) {
                render = Optional.of(render(asked));
            }
        }
        Optional<Render> shown = render;
        return tables.stream().map(table -> new Answer(table.rows(), shown, table.name())).toList();
    }

    private static Render render(Operator.Render shown) {
        Map<String, String> options = new LinkedHashMap<>();
        for (Option option : shown.options()) {
            options.put(option.name(), option.value());
        }
        return new Render(shown.chart().toLowerCase(Locale.ROOT), options);
    }

    private Environment declared(
            Statement statement, Environment environment, Map<String, Object> parameters) {
        return switch (statement) {
            case Statement.QueryParameters declared -> {
                Environment names = environment;
                for (Parameter parameter : declared.parameters()) {
                    names = names.with(parameter.name().text(), given(parameter, parameters));
                }
                yield names;
            }
            default -> binders.functions().declared(statement, environment);
        };
    }

    private Meaning given(Parameter parameter, Map<String, Object> parameters) {
        if (!(parameter.type() instanceof ScalarParameter(ColumnType type))) {
            throw binders.error(parameter.span(), "a query's parameter is a value, not a table");
        }
        String name = parameter.name().text();
        Object given = parameters.get(name);
        if (given == null && parameter.initial().isEmpty()) {
            throw binders.error(
                    parameter.span(),
                    "the parameter '" + name + "' has no value; hand one in or declare a default");
        }
        RexNode value =
                given == null
                        ? binders.functions().constant(parameter.initial().orElseThrow())
                        : given(parameter, type, given);
        return new Meaning.Value(binders.expressions().convert(value, type));
    }

    private RexNode given(Parameter parameter, ColumnType type, Object given) {
        if (type == ColumnType.STRING) {
            return binders.binding().rex().text(given.toString());
        }
        try {
            return binders.functions().constant(Parser.parseExpression(given.toString()));
        } catch (QueryException e) {
            throw binders.error(
                    parameter.span(),
                    "the value '%s' of the parameter '%s' is no %s"
                            .formatted(given, parameter.name().text(), type.kqlName()));
        }
    }
}
