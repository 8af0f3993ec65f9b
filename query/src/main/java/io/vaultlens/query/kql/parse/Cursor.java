package io.vaultlens.query.kql.parse;

import io.vaultlens.query.kql.lex.Token;
import io.vaultlens.query.kql.lex.Token.Kind;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.QueryException.Fault;
import io.vaultlens.query.text.Span;
import java.util.List;

/** A place in the tokens of a text, and the faults found so far; for one thread. */
final class Cursor {
    private static final int DEEPEST = 150;
    private static final int MOST_FAULTS = 10;

    private final String text;
    private final List<Token> tokens;
    private final List<Fault> faults;
    private int at;
    private int depth;

    Cursor(String text, List<Token> tokens, List<Fault> faults) {
        this.text = text;
        this.tokens = tokens;
        this.faults = faults;
    }

    /** Ends the reading of one operator or statement; its fault is already noted. */
    static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stop() {
            super(null, null, false, false);
        }
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token last() {
        return tokens.get(Math.max(0, at - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    boolean is(String signOrWord) {
        return peek().is(signOrWord);
    }

    boolean is(Kind kind) {
        return peek().kind() == kind;
    }

    boolean accept(String signOrWord) {
        if (is(signOrWord)) {
            at++;
            return true;
        }
        return false;
    }

    Token expect(String signOrWord) {
        if (!is(signOrWord)) {
            throw expected("'" + signOrWord + "'");
        }
        return next();
    }

    /** From this place to the end of the last token read. */
    Span since(Span start) {
        return start.to(last().span());
    }

    /** Steps one level deeper; to be paired with {@link #leave}. */
    void enter() {
        if (++depth > DEEPEST) {
            throw fault(
                    peek().span(),
                    "the query is nested more than "
                            + DEEPEST
                            + " levels deep here; name a part of it with let");
        }
    }

    void leave() {
        depth--;
    }

    int depth() {
        return depth;
    }

    void depth(int level) {
        depth = level;
    }

    /** A fault at the next token: it is not what must stand here. */
    Stop expected(String what) {
        Token found = peek();
        if (found.kind() == Kind.BROKEN) {
            return new Stop();
        }
        return fault(found.span(), "found " + describe(found) + ", expected " + what);
    }

    /** Notes a fault and gives the exception that ends this operator or statement. */
    Stop fault(Span span, String message) {
        note(span, message, QueryException.Kind.SYNTAX);
        return new Stop();
    }

    void note(Span span, String message, QueryException.Kind kind) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(QueryException.fault(text, span, kind, message));
        }
    }

    static String describe(Token token) {
        return switch (token.kind()) {
            case END -> "the end of the query";
            case TEXT -> "a text";
            case TYPED -> token.type() + "(…)";
            default -> "'" + token.text() + "'";
        };
    }

    /** How many tokens lie before the next one. */
    int place() {
        return at;
    }

    /**
     * Goes on after a fault: to the next bar or semicolon, or to the closing bracket of one that
     * was opened before the step began.
     *
     * @param begun the place where the step began that had the fault
     */
    void skipToNextStep(int begun) {
        int unclosed = unclosed(begun);
        int open = 0;
        while (!is(Kind.END)) {
            boolean closes = is(")") || is("}");
            if (open == 0 && closes && unclosed > 0) {
                unclosed--;
                next();
                continue;
            }
            if (open == 0 && (is("|") || is(";") || closes)) {
                return;
            }
            if (is("(") || is("[") || is("{")) {
                open++;
            } else if (open > 0 && (is(")") || is("]") || is("}"))) {
                open--;
            }
            next();
        }
    }

    /** How many brackets that were opened from this place on are still open. */
    private int unclosed(int begun) {
        int open = 0;
        for (Token token : tokens.subList(begun, at)) {
            if (token.is("(") || token.is("{")) {
                open++;
            } else if (open > 0 && (token.is(")") || token.is("}"))) {
                open--;
            }
        }
        return open;
    }

    /** The token after the parenthesis that closes the one here. */
    Token afterParentheses() {
        int open = 0;
        for (int i = at; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(")) {
                open++;
            } else if (token.is(")") && --open == 0) {
                return tokens.get(Math.min(i + 1, tokens.size() - 1));
            }
        }
        return tokens.getLast();
    }
}
