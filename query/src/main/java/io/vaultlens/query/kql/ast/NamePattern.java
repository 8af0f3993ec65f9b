package io.vaultlens.query.kql.ast;

import io.vaultlens.query.text.Span;

/**
 * A name that may stand for several through {@code *}.
 *
 * @param text the name or pattern
 * @param wildcard whether {@code *} in it means any characters; false for a name in brackets
 * @param span where it stands
 */
public record NamePattern(String text, boolean wildcard, Span span) {
    /** Whether this name is meant, letter case included. */
    public boolean matches(String name) {
        return wildcard ? matches(text, 0, name, 0) : text.equals(name);
    }

    private static boolean matches(String pattern, int from, String name, int at) {
        int star = pattern.indexOf('*', from);
        if (star < 0) {
            return name.substring(at).equals(pattern.substring(from));
        }
        if (!name.startsWith(pattern.substring(from, star), at)) {
            return false;
        }
        // Each piece between two stars takes the first place it fits: that never costs a match.
        int place = at + star - from;
        int next = star + 1;
        for (int end = pattern.indexOf('*', next); end >= 0; end = pattern.indexOf('*', next)) {
            String piece = pattern.substring(next, end);
            int found = name.indexOf(piece, place);
            if (found < 0) {
                return false;
            }
            place = found + piece.length();
            next = end + 1;
        }
        String last = pattern.substring(next);
        return name.length() - last.length() >= place && name.endsWith(last);
    }
}
