package io.vaultlens.query.kql.bind;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.NamedExpression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Operator.Branch;
import io.vaultlens.query.kql.ast.Pipeline;
import io.vaultlens.query.kql.ast.SortKey;
import io.vaultlens.query.kql.ast.Source;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binds the queries of a statement: most give one table, fork, facet and some plugins several. */
final class TablesBinder {
    private static final int MOST_TABLES = 64;

    private final Binders binders;

    TablesBinder(Binders binders) {
        this.binders = binders;
    }

    /** A result table and its name, where the text gives one. */
    record Table(Optional<String> name, Relation rows) {}

    /** The result tables of a pipeline, at least one. */
    List<Table> tables(Pipeline pipeline, Environment environment) {
        List<Operator> operators =
                pipeline.operators().stream()
                        .filter(operator -> !(operator instanceof Operator.Render))
                        .toList();
        if (operators.isEmpty() || !givesSeveral(operators.getLast())) {
            Relation rows = binders.pipelines().bind(pipeline, environment);
            return List.of(new Table(named(pipeline.operators()), rows));
        }
        List<Operator> before = operators.subList(0, operators.size() - 1);
        Relation input =
                binders.pipelines()
                        .bind(
                                new Pipeline(pipeline.source(), before, pipeline.span()),
                                environment);
        List<Table> tables = several(operators.getLast(), input, environment);
        if (tables.size() > MOST_TABLES) {
            throw binders.error(
                    operators.getLast().span(), "a query gives at most " + MOST_TABLES + " tables");
        }
        return tables;
    }

    private static boolean givesSeveral(Operator operator) {
        return operator instanceof Operator.Fork
                || operator instanceof Operator.Facet
                || operator instanceof Operator.Evaluate;
    }

    private List<Table> several(Operator operator, Relation input, Environment environment) {
        return switch (operator) {
            case Operator.Fork fork -> fork(fork, input, environment);
            case Operator.Facet facet -> facet(facet, input, environment);
            case Operator.Evaluate evaluate ->
                    binders.pipelines().plugins().tables(evaluate, input, environment).stream()
                            .map(rows -> new Table(Optional.empty(), rows))
                            .toList();
            default -> throw new IllegalArgumentException(operator.toString());
        };
    }

    /** What the last {@code as} of a pipeline calls its rows. */
    private static Optional<String> named(List<Operator> operators) {
        return operators.reversed().stream()
                .filter(Operator.As.class::isInstance)
                .map(as -> ((Operator.As) as).name().text())
                .findFirst();
    }

    private List<Table> fork(Operator.Fork fork, Relation input, Environment environment) {
        List<Table> tables = new ArrayList<>();
        binders.each(
                fork.branches(),
                branch -> {
                    Optional<String> name = branch.name().map(Name::text);
                    tables.add(
                            new Table(
                                    name.or(() -> named(branch.body().operators())),
                                    branch(branch, input, environment)));
                });
        return tables;
    }

    private Relation branch(Branch branch, Relation input, Environment environment) {
        return body(branch.body(), input, environment);
    }

    private Relation body(Pipeline body, Relation input, Environment environment) {
        if (!(body.source() instanceof Source.Implied)) {
            throw binders.error(
                    body.source().span(),
                    "the pipeline works on the operator's input; begin it with an operator");
        }
        return binders.pipelines().bind(input, body.operators(), environment);
    }

    /** What the pipeline after with gives, then the values of each column and how often. */
    private List<Table> facet(Operator.Facet facet, Relation input, Environment environment) {
        List<Table> tables = new ArrayList<>();
        facet.body()
                .ifPresent(body ->
                        tables.add(new Table(Optional.empty(), body(body, input, environment))));
        binders.each(
                facet.columns(),
                column ->
                        tables.add(
                                new Table(Optional.empty(), values(column, input, environment))));
        return tables;
    }

    private Relation values(Expression column, Relation input, Environment environment) {
        Span span = column.span();
        if (!(column instanceof Expression.Reference reference)) {
            throw binders.error(span, "facet takes columns by name");
        }
        Expression count = new Expression.Call(new Name("count", span), List.of(), span);
        Name name = new Name("count_" + reference.name(), span);
        Operator.Summarize counted =
                new Operator.Summarize(
                        List.of(new NamedExpression(List.of(name), count, span)),
                        List.of(new NamedExpression(List.of(), column, span)),
                        span);
        SortKey order =
                new SortKey(
                        new NamedExpression(List.of(), column, span),
                        Optional.of(true),
                        Optional.empty(),
                        span);
        Operator.Sort sorted = new Operator.Sort(List.of(order), span);
        return binders.pipelines().bind(input, List.of(counted, sorted), environment);
    }
}
