package io.vaultlens.query.text;

/**
 * A stretch of a query's text.
 *
 * @param start the offset of its first character, counted in UTF-16 units from 0
 * @param end the offset after its last character, at least {@code start}
 */
public record Span(int start, int end) {
    /** The stretch from the beginning of this one to the end of that one. */
    public Span to(Span other) {
        return new Span(start, Math.max(end, other.end));
    }
}
