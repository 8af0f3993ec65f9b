package io.vaultlens.query.kql.parse;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.NamePattern;
import io.vaultlens.query.kql.ast.Pipeline;
import io.vaultlens.query.kql.ast.SchemaColumn;
import io.vaultlens.query.kql.ast.Statement;
import io.vaultlens.query.kql.ast.Statement.FunctionBody;
import io.vaultlens.query.kql.ast.Statement.Parameter;
import io.vaultlens.query.kql.ast.Statement.ParameterType;
import io.vaultlens.query.kql.lex.Token;
import io.vaultlens.query.kql.lex.Token.Kind;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads statements. */
final class StatementParser {
    private final Grammar grammar;
    private final Cursor cursor;

    StatementParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
    }

    /** All statements; after a fault in one the next is still read. */
    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        while (true) {
            while (cursor.accept(";")) {
                // An empty statement.
            }
            if (cursor.is(Kind.END)) {
                return statements;
            }
            int depth = cursor.depth();
            try {
                Statement statement = statement();
                statements.add(statement);
                if (!cursor.is(";") && !cursor.is(Kind.END)) {
                    throw unexpected(Optional.of(statement));
                }
            } catch (Cursor.Stop stop) {
                cursor.depth(depth);
                skipToNextStatement();
            }
        }
    }

    private Cursor.Stop unexpected(Optional<Statement> before) {
        if (cursor.is("=")) {
            return cursor.expected("'|'; to name a value, write let before it");
        }
        boolean declared = before.isPresent() && !(before.get() instanceof Statement.Answer);
        if (declared) {
            return cursor.expected("';' before the next statement");
        }
        String hint = Habits.after(cursor).map(way -> "; " + way).orElse("");
        return cursor.expected("'|', ';' or the end of the query" + hint);
    }

    private void skipToNextStatement() {
        while (!cursor.is(";") && !cursor.is(Kind.END)) {
            cursor.skipToNextStep(cursor.place());
            if (!cursor.is(";")) {
                cursor.next();
            }
        }
    }

    private Statement statement() {
        Span start = cursor.peek().span();
        boolean wordFollows = cursor.peek(1).kind() == Kind.WORD || cursor.peek(1).is("[");
        if (cursor.is(Kind.WORD) && wordFollows) {
            switch (cursor.peek().text()) {
                case "let" -> {
                    return let();
                }
                case "declare" -> {
                    return declare(start);
                }
                case "set" -> {
                    return set(start);
                }
                case "alias" -> {
                    return alias(start);
                }
                case "restrict" -> {
                    return restrict(start);
                }
                default -> {
                    // A query.
                }
            }
        }
        if (cursor.is(Kind.WORD)
                && cursor.peek().text().equalsIgnoreCase("from")
                && cursor.peek(1).kind() == Kind.WORD) {
            throw cursor.fault(start, "found 'from'; a query begins with its table, then | …");
        }
        if (looksLikeSql()) {
            throw cursor.fault(
                    start,
                    "this looks like SQL; choose SQL as the language, or begin with a table as"
                            + " in: Table | where … | project …");
        }
        Pipeline pipeline = grammar.pipelines().implied();
        return new Statement.Answer(pipeline, pipeline.span());
    }

    private boolean looksLikeSql() {
        Token after = cursor.peek(1);
        return cursor.is(Kind.WORD)
                && cursor.peek().text().equalsIgnoreCase("select")
                && (after.kind() == Kind.WORD || after.is("*"));
    }

    private Statement let() {
        Span start = cursor.next().span();
        Name name = grammar.names().name("a name");
        cursor.expect("=");
        if (startsFunction()) {
            FunctionBody body = function();
            return new Statement.LetFunction(name, body, cursor.since(start));
        }
        Expression value = grammar.expressions().value();
        return new Statement.Let(name, value, cursor.since(start));
    }

    private boolean startsFunction() {
        if (cursor.is("view") && cursor.peek(1).is("(")) {
            return true;
        }
        return cursor.is("(") && cursor.afterParentheses().is("{");
    }

    private FunctionBody function() {
        Span start = cursor.peek().span();
        boolean view = cursor.accept("view");
        cursor.expect("(");
        List<Parameter> parameters =
                cursor.is(")") ? List.of() : grammar.names().list(this::parameter);
        cursor.expect(")");
        cursor.expect("{");
        cursor.enter();
        List<Statement> statements = new ArrayList<>();
        while (isStatement()) {
            statements.add(statement());
            cursor.expect(";");
        }
        Expression result = result();
        cursor.accept(";");
        cursor.leave();
        cursor.expect("}");
        return new FunctionBody(view, parameters, statements, result, cursor.since(start));
    }

    private boolean isStatement() {
        boolean wordFollows = cursor.peek(1).kind() == Kind.WORD || cursor.peek(1).is("[");
        return wordFollows && (cursor.is("let") || cursor.is("set") || cursor.is("declare"));
    }

    private Expression result() {
        return grammar.expressions().value();
    }

    private Parameter parameter() {
        Span start = cursor.peek().span();
        Name name = grammar.names().name("a parameter's name");
        if (!cursor.is(":")) {
            throw cursor.expected("':' and the parameter's type, as in " + name.text() + ": long");
        }
        cursor.next();
        ParameterType type =
                cursor.is("(")
                        ? new Statement.TableParameter(tableColumns())
                        : new Statement.ScalarParameter(grammar.names().type());
        Optional<Expression> initial =
                cursor.accept("=")
                        ? Optional.of(grammar.expressions().expression())
                        : Optional.empty();
        return new Parameter(name, type, initial, cursor.since(start));
    }

    private List<SchemaColumn> tableColumns() {
        if (cursor.peek(1).is("*")) {
            cursor.next();
            cursor.next();
            cursor.expect(")");
            return List.of();
        }
        return grammar.names().schema();
    }

    private Statement declare(Span start) {
        cursor.next();
        if (cursor.accept("pattern")) {
            return new PatternParser(grammar).pattern(start, this::parameter);
        }
        if (!cursor.is("query_parameters")) {
            throw cursor.expected("'query_parameters' or 'pattern'");
        }
        cursor.next();
        cursor.expect("(");
        List<Parameter> parameters =
                cursor.is(")") ? List.of() : grammar.names().list(this::parameter);
        cursor.expect(")");
        return new Statement.QueryParameters(parameters, cursor.since(start));
    }

    private Statement set(Span start) {
        cursor.next();
        Name name = grammar.names().name("an option's name");
        Optional<Expression> value =
                cursor.accept("=")
                        ? Optional.of(grammar.expressions().expression())
                        : Optional.empty();
        return new Statement.SetOption(name, value, cursor.since(start));
    }

    private Statement alias(Span start) {
        cursor.next();
        cursor.expect("database");
        Name name = grammar.names().name("a database's name");
        cursor.expect("=");
        // Only the call itself: what database it names makes no difference.
        Expression value = grammar.expressions().call();
        while (cursor.accept(".")) {
            value = grammar.expressions().call();
        }
        return new Statement.Alias(name, value, cursor.since(start));
    }

    private Statement restrict(Span start) {
        cursor.next();
        cursor.expect("access");
        cursor.expect("to");
        cursor.expect("(");
        List<NamePattern> tables = grammar.names().list(() -> grammar.names().pattern("a table"));
        cursor.expect(")");
        return new Statement.Restrict(tables, cursor.since(start));
    }
}
