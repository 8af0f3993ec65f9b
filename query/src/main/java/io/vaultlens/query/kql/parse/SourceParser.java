package io.vaultlens.query.kql.parse;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.NamePattern;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Pipeline;
import io.vaultlens.query.kql.ast.SchemaColumn;
import io.vaultlens.query.kql.ast.Source;
import io.vaultlens.query.kql.lex.Token;
import io.vaultlens.query.kql.lex.Token.Kind;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads where the rows of a pipeline come from. */
final class SourceParser {
    private final Grammar grammar;
    private final Cursor cursor;

    SourceParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
    }

    /** Whether a source that begins with a word of its own stands here. */
    boolean startsHere() {
        Token token = cursor.peek();
        if (token.kind() != Kind.WORD) {
            return false;
        }
        Token after = cursor.peek(1);
        boolean value =
                after.kind() != Kind.SIGN
                        || after.is("(")
                        || after.is("[")
                        || after.is("-")
                        || after.is("*");
        return switch (token.text()) {
            case "datatable", "externaldata", "external_data" -> after.is("(");
            case "range" -> cursor.peek(2).is("from") || after.is("[");
            case "print", "union", "search", "find" -> value && after.kind() != Kind.END;
            case "evaluate" -> after.kind() == Kind.WORD;
            default -> false;
        };
    }

    /** A source. */
    Source source() {
        if (startsHere()) {
            return own();
        }
        if (cursor.is(Kind.END)) {
            throw cursor.expected("a table or another source of rows");
        }
        return from(grammar.expressions().postfix());
    }

    /** Whether an expression may mean a source. */
    boolean canBe(Expression expression) {
        return switch (expression) {
            case Expression.Reference _, Expression.Call _, Expression.Subquery _ -> true;
            default -> false;
        };
    }

    /** The source that an expression means in a source's place. */
    Source from(Expression expression) {
        return switch (expression) {
            case Expression.Reference(String name, Span span) ->
                    new Source.Table(new NamePattern(name, false, span), span);
            case Expression.Call call -> new Source.Function(call, call.span());
            case Expression.Member(Expression.Call call, Name path, Span span) ->
                    new Source.Function(pathed(call, path), span);
            case Expression.Subquery(Pipeline pipeline, Span span) ->
                    pipeline.operators().isEmpty()
                            ? pipeline.source()
                            : new Source.Nested(pipeline, span);
            default ->
                    throw cursor.fault(
                            expression.span(),
                            "found an expression, expected a table; to see a value, write print"
                                    + " before it");
        };
    }

    /** A pattern's call: what stands behind its point is its last argument. */
    private static Expression.Call pathed(Expression.Call call, Name path) {
        List<Expression.Argument> arguments = new ArrayList<>(call.arguments());
        Expression text = new Expression.Literal(ColumnType.STRING, path.text(), path.span());
        arguments.add(new Expression.Argument(Optional.empty(), text));
        return new Expression.Call(call.name(), arguments, call.span().to(path.span()));
    }

    private Source own() {
        Token word = cursor.peek();
        Span start = word.span();
        switch (word.text()) {
            case "print" -> {
                cursor.next();
                var items = grammar.names().namedList();
                return new Source.Print(items, cursor.since(start));
            }
            case "range" -> {
                cursor.next();
                return range(start);
            }
            case "datatable" -> {
                cursor.next();
                return datatable(start);
            }
            case "externaldata", "external_data" -> {
                cursor.next();
                return external(start);
            }
            default -> {
                Operator operator = grammar.pipelines().operator();
                return new Source.Leading(operator, operator.span());
            }
        }
    }

    private Source range(Span start) {
        Name name = grammar.names().name("a column's name");
        cursor.expect("from");
        Expression from = grammar.expressions().expression();
        cursor.expect("to");
        Expression to = grammar.expressions().expression();
        cursor.expect("step");
        Expression step = grammar.expressions().expression();
        return new Source.Range(name, from, to, step, cursor.since(start));
    }

    private Source datatable(Span start) {
        List<SchemaColumn> columns = grammar.names().schema();
        cursor.expect("[");
        List<Expression> cells = new ArrayList<>();
        while (!cursor.is("]")) {
            cells.add(grammar.expressions().expression());
            if (!cursor.accept(",")) {
                break;
            }
        }
        if (!cursor.is("]")) {
            throw cursor.expected("',' or ']' in the cells of the datatable");
        }
        cursor.next();
        return new Source.Datatable(columns, cells, cursor.since(start));
    }

    private Source external(Span start) {
        grammar.names().schema();
        cursor.expect("[");
        while (!cursor.is("]") && !cursor.is(Kind.END)) {
            cursor.next();
        }
        cursor.expect("]");
        if (cursor.accept("with")) {
            cursor.expect("(");
            grammar.names().list(grammar.names()::option);
            cursor.expect(")");
        }
        return new Source.External(cursor.since(start));
    }

    /** The rest of {@code database("d").T} after its first call. */
    Source qualified(Expression.Call first) {
        List<Expression.Call> qualifiers = new ArrayList<>();
        qualifiers.add(first);
        while (true) {
            cursor.expect(".");
            if (cursor.is(Kind.WORD) && cursor.peek(1).is("(")) {
                Expression.Call call = grammar.expressions().call();
                if (!cursor.is(".")) {
                    return qualified(qualifiers, new Source.Function(call, call.span()));
                }
                qualifiers.add(call);
            } else {
                NamePattern name = grammar.names().pattern("a table");
                return qualified(qualifiers, new Source.Table(name, name.span()));
            }
        }
    }

    private Source qualified(List<Expression.Call> qualifiers, Source table) {
        Span span = qualifiers.getFirst().span().to(table.span());
        return new Source.Qualified(qualifiers, table, span);
    }

    /** A pipeline in parentheses, or a table or function by name, as join and union take them. */
    Pipeline operand(boolean wildcards) {
        if (cursor.is("(")) {
            cursor.enter();
            cursor.next();
            Pipeline pipeline = grammar.pipelines().pipeline();
            cursor.expect(")");
            cursor.leave();
            return pipeline;
        }
        Source source = wildcards && !cursor.peek(1).is("(") ? table() : source();
        return new Pipeline(source, List.of(), source.span());
    }

    private Source table() {
        NamePattern name = grammar.names().pattern("a table");
        return new Source.Table(name, name.span());
    }
}
