package io.vaultlens.query.kql.parse;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.Statement;
import io.vaultlens.query.kql.ast.Statement.Parameter;
import io.vaultlens.query.kql.ast.Statement.PatternCase;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads {@code declare pattern}. */
final class PatternParser {
    private final Grammar grammar;
    private final Cursor cursor;

    PatternParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
    }

    Statement pattern(Span start, Supplier<Parameter> parameter) {
        Name name = grammar.names().name("a pattern's name");
        if (!cursor.accept("=")) {
            return new Statement.Pattern(
                    name, List.of(), Optional.empty(), List.of(), cursor.since(start));
        }
        cursor.expect("(");
        List<Parameter> parameters = grammar.names().list(parameter);
        cursor.expect(")");
        Optional<Parameter> path = Optional.empty();
        if (cursor.accept("[")) {
            path = Optional.of(parameter.get());
            cursor.expect("]");
        }
        cursor.expect("{");
        List<PatternCase> cases = new ArrayList<>();
        while (!cursor.is("}")) {
            cases.add(patternCase());
            if (!cursor.accept(";")) {
                break;
            }
        }
        cursor.expect("}");
        return new Statement.Pattern(name, parameters, path, cases, cursor.since(start));
    }

    private PatternCase patternCase() {
        Span start = cursor.peek().span();
        cursor.expect("(");
        List<Expression> values = grammar.names().list(grammar.expressions()::expression);
        cursor.expect(")");
        Optional<Expression> path = Optional.empty();
        if (cursor.accept(".")) {
            cursor.expect("[");
            path = Optional.of(grammar.expressions().expression());
            cursor.expect("]");
        }
        cursor.expect("=");
        cursor.expect("{");
        cursor.enter();
        Expression result = grammar.expressions().value();
        cursor.accept(";");
        cursor.leave();
        cursor.expect("}");
        return new PatternCase(values, path, result, cursor.since(start));
    }
}
