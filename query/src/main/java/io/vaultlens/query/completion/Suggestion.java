package io.vaultlens.query.completion;

/**
 * One way to go on writing.
 *
 * @param kind what it is
 * @param label what is shown and compared with what is typed
 * @param insert what is written
 * @param detail its type or parameters, in a few words
 * @param doc a sentence about it, or {@code ""}
 */
public record Suggestion(Kind kind, String label, String insert, String detail, String doc) {
    /** What a suggestion is. */
    public enum Kind {
        TABLE,
        COLUMN,
        FUNCTION,
        AGGREGATE,
        OPERATOR,
        KEYWORD,
        VALUE,
        NAME,
        TYPE
    }

    /** A word that is written as it is shown. */
    static Suggestion of(Kind kind, String label, String detail, String doc) {
        return new Suggestion(kind, label, label, detail, doc);
    }
}
