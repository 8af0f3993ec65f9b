package io.vaultlens.query.text;

import java.util.List;

/**
 * The one error that a query's author can cause: it says what was found, what was expected and the
 * way out, each fault at its place.
 */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * One fault.
     *
     * @param kind what sort of mistake it is, which decides the status a client sees
     * @param span where it is, always within the text
     * @param line its line, counted from 1
     * @param column its column in that line, counted from 1
     * @param message what was found, what was expected, the way out; no full stop at the end
     */
    public record Fault(Kind kind, Span span, int line, int column, String message) {
        @Override
        public String toString() {
            return line + ":" + column + ": " + message;
        }
    }

    /** What sort of mistake a fault is. */
    public enum Kind {
        /** The text is no query. */
        SYNTAX,
        /** A name, a type or an argument is wrong. */
        SEMANTIC,
        /** What is asked for may nobody do here. */
        FORBIDDEN,
        /** A limit was reached; the message names it. */
        LIMIT,
        /** The caller stopped the query. */
        CANCELLED,
        /** The data could not be computed with. */
        RUNTIME
    }

    private final transient List<Fault> faults;

    /** An error with all its faults, at least one. */
    public QueryException(List<Fault> faults) {
        super(String.join("\n", faults.stream().map(Fault::toString).toList()));
        this.faults = List.copyOf(faults);
    }

    /** An error with one fault at a place of this text. */
    public static QueryException at(String text, Span span, Kind kind, String message) {
        return new QueryException(List.of(fault(text, span, kind, message)));
    }

    /** A fault at a place of this text, which is cut to lie within it. */
    public static Fault fault(String text, Span span, Kind kind, String message) {
        int start = Math.clamp(span.start(), 0, text.length());
        int end = Math.clamp(span.end(), start, text.length());
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < start; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Fault(kind, new Span(start, end), line, start - lineStart + 1, message);
    }

    /** All faults, in the order of the text; never empty. */
    public List<Fault> faults() {
        return faults;
    }
}
