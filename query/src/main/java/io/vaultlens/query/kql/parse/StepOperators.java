package io.vaultlens.query.kql.parse;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.NamedExpression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Operator.Branch;
import io.vaultlens.query.kql.ast.Operator.PluginSchema;
import io.vaultlens.query.kql.ast.Operator.ScanColumn;
import io.vaultlens.query.kql.ast.Operator.ScanStep;
import io.vaultlens.query.kql.ast.Option;
import io.vaultlens.query.kql.ast.Pipeline;
import io.vaultlens.query.kql.ast.SchemaColumn;
import io.vaultlens.query.kql.lex.Token.Kind;
import io.vaultlens.query.plugin.Plugins;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the operators that run something of their own: plugins, branches, partitions, scan. */
final class StepOperators {
    private final Grammar grammar;
    private final Cursor cursor;

    StepOperators(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
    }

    Operator evaluate(Span start) {
        grammar.names().options();
        if (Plugins.leftOut(cursor.peek().text()).isPresent()) {
            return leftOut(start);
        }
        Expression.Call call = grammar.expressions().call();
        Optional<PluginSchema> schema = Optional.empty();
        if (cursor.accept(":")) {
            schema = Optional.of(pluginSchema());
        }
        return new Operator.Evaluate(call, schema, cursor.since(start));
    }

    /** A plugin that is refused later: its arguments may be in a notation of their own. */
    private Operator leftOut(Span start) {
        Name name = grammar.names().name("a plugin");
        cursor.skipToNextStep(cursor.place());
        Expression.Call call = new Expression.Call(name, List.of(), cursor.since(name.span()));
        return new Operator.Evaluate(call, Optional.empty(), cursor.since(start));
    }

    private PluginSchema pluginSchema() {
        cursor.expect("(");
        boolean star = cursor.accept("*");
        List<SchemaColumn> columns = new ArrayList<>();
        boolean more = star ? cursor.accept(",") : !cursor.is(")");
        if (more) {
            columns.addAll(grammar.names().list(grammar.names()::column));
        }
        cursor.expect(")");
        return new PluginSchema(star, List.copyOf(columns));
    }

    Operator invoke(Span start) {
        Expression.Call call = grammar.expressions().call();
        return new Operator.Invoke(call, cursor.since(start));
    }

    Operator partition(Span start) {
        grammar.names().options();
        cursor.expect("by");
        // A name alone: the parenthesis after it begins the pipeline, not a call's arguments.
        Name name = grammar.names().name("a column");
        Expression key = new Expression.Reference(name.text(), name.span());
        Pipeline body;
        if (cursor.is("{")) {
            cursor.enter();
            cursor.next();
            body = grammar.pipelines().implied();
            cursor.expect("}");
            cursor.leave();
        } else {
            body = grammar.body();
        }
        return new Operator.Partition(key, body, cursor.since(start));
    }

    Operator fork(Span start) {
        List<Branch> branches = new ArrayList<>();
        while (cursor.is("(") || cursor.is(Kind.WORD) && cursor.peek(1).is("=")) {
            Optional<Name> name = Optional.empty();
            if (!cursor.is("(")) {
                name = Optional.of(grammar.names().name("a branch's name"));
                cursor.expect("=");
            }
            branches.add(new Branch(name, grammar.body()));
            cursor.accept(",");
        }
        if (branches.isEmpty()) {
            throw cursor.expected("a pipeline in parentheses");
        }
        return new Operator.Fork(List.copyOf(branches), cursor.since(start));
    }

    Operator facet(Span start) {
        cursor.expect("by");
        List<Expression> columns = grammar.names().list(grammar.expressions()::expression);
        Optional<Pipeline> body =
                cursor.accept("with") ? Optional.of(grammar.body()) : Optional.empty();
        return new Operator.Facet(columns, body, cursor.since(start));
    }

    Operator scan(Span start) {
        Optional<Name> match = Optional.empty();
        for (Option option : grammar.names().options()) {
            if (option.name().equals("with_match_id")) {
                match = Optional.of(new Name(option.value(), option.span()));
            }
        }
        List<ScanColumn> columns = List.of();
        if (cursor.accept("declare")) {
            cursor.expect("(");
            columns = grammar.names().list(this::scanColumn);
            cursor.expect(")");
        }
        cursor.expect("with");
        cursor.expect("(");
        List<ScanStep> steps = new ArrayList<>();
        while (cursor.is("step")) {
            steps.add(step());
            if (!cursor.accept(";")) {
                break;
            }
        }
        if (steps.isEmpty()) {
            throw cursor.expected("'step'");
        }
        cursor.expect(")");
        return new Operator.Scan(match, columns, List.copyOf(steps), cursor.since(start));
    }

    private ScanColumn scanColumn() {
        SchemaColumn column = grammar.names().column();
        Optional<Expression> initial =
                cursor.accept("=")
                        ? Optional.of(grammar.expressions().expression())
                        : Optional.empty();
        return new ScanColumn(column, initial);
    }

    private ScanStep step() {
        cursor.expect("step");
        Name name = grammar.names().name("a step's name");
        boolean optional = cursor.accept("optional");
        String output = "all";
        if (cursor.is("output") && cursor.peek(1).is("=")) {
            output = grammar.names().option().value();
        }
        cursor.expect(":");
        Expression condition = grammar.expressions().expression();
        List<NamedExpression> assignments = List.of();
        if (cursor.accept("=>")) {
            assignments = grammar.names().namedList();
        }
        return new ScanStep(name, optional, output, condition, assignments);
    }
}
