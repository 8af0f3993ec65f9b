package io.vaultlens.query.kql.lex;

import io.vaultlens.query.text.Span;

/**
 * One word, number, text or sign of a query.
 *
 * @param kind what it is
 * @param text for a text its content, for a typed literal what stands in its parentheses, else as
 *     written
 * @param type for a typed literal the word before the parentheses, else empty
 * @param span where it stands
 */
public record Token(Kind kind, String text, String type, Span span) {
    /** What a token is. */
    public enum Kind {
        /** A name or a word of the language; which, the place decides. */
        WORD,
        /** A whole number, decimal or with 0x. */
        WHOLE,
        /** A number with a point or an exponent. */
        REAL,
        /** A number with a unit of time. */
        TIMESPAN,
        /** A text in quotes. */
        TEXT,
        /** {@code datetime(…)} and its kin: a type with what stands in its parentheses. */
        TYPED,
        /** A sign, or an operator that begins with an exclamation mark. */
        SIGN,
        /** What the lexer could not read and has reported. */
        BROKEN,
        /** The end of the text. */
        END
    }

    /** Whether this is the sign or word, letter for letter. */
    public boolean is(String signOrWord) {
        return (kind == Kind.SIGN || kind == Kind.WORD) && text.equals(signOrWord);
    }

    /** Whether this token begins where that one ends. */
    public boolean follows(Token before) {
        return before.span.end() == span.start();
    }
}
