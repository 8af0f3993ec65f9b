package io.vaultlens.query.kql.parse;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Program;
import io.vaultlens.query.kql.ast.Statement;
import io.vaultlens.query.kql.lex.Lexer;
import io.vaultlens.query.kql.lex.Token;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.QueryException.Fault;
import io.vaultlens.query.text.QueryException.Kind;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads a KQL text into its syntax tree. */
public final class Parser {
    private static final int LONGEST = 2_000_000;

    private Parser() {}

    /**
     * The tree of a whole text.
     *
     * @throws QueryException with every fault that was found
     */
    public static Program parse(String text) {
        if (text.length() > LONGEST) {
            throw QueryException.at(
                    text,
                    new Span(LONGEST, LONGEST),
                    Kind.LIMIT,
                    "the query is longer than " + LONGEST + " characters");
        }
        List<Fault> faults = new ArrayList<>();
        Cursor cursor = new Cursor(text, Lexer.tokens(text, faults), faults);
        List<Statement> statements = new Grammar(cursor).statements().statements();
        boolean answers = statements.stream().anyMatch(Statement.Answer.class::isInstance);
        if (faults.isEmpty() && !answers) {
            cursor.fault(
                    cursor.peek().span(),
                    "found the end of the query, expected a table and what to do with it, as in:"
                            + " Table | where … | project …");
        }
        refuse(faults);
        return new Program(statements);
    }

    /**
     * The statements of a text that only makes names.
     *
     * @throws QueryException with every fault that was found
     */
    public static List<Statement> parseDefinitions(String text) {
        List<Fault> faults = new ArrayList<>();
        Cursor cursor = new Cursor(text, Lexer.tokens(text, faults), faults);
        List<Statement> statements = new Grammar(cursor).statements().statements();
        refuse(faults);
        return statements;
    }

    /** The tree of what can be read of a text, which may be none of it. */
    public static Program readable(String text) {
        List<Fault> faults = new ArrayList<>();
        Cursor cursor = new Cursor(text, Lexer.tokens(text, faults), faults);
        return new Program(new Grammar(cursor).statements().statements());
    }

    /**
     * The tree of a text that is one scalar expression.
     *
     * @throws QueryException with every fault that was found
     */
    public static Expression parseExpression(String text) {
        List<Fault> faults = new ArrayList<>();
        Cursor cursor = new Cursor(text, Lexer.tokens(text, faults), faults);
        Optional<Expression> expression = Optional.empty();
        try {
            expression = Optional.of(new Grammar(cursor).expressions().expression());
            if (!cursor.is(Token.Kind.END)) {
                cursor.expected("the end");
            }
        } catch (Cursor.Stop stop) {
            // The fault is noted.
        }
        refuse(faults);
        return expression.orElseThrow();
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            faults.sort(Comparator.comparingInt(fault -> fault.span().start()));
            throw new QueryException(faults);
        }
    }
}
