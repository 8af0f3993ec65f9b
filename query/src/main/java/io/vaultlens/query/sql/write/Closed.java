package io.vaultlens.query.sql.write;

/** Tells whether SQL is one piece that no operator next to it can tear apart. */
final class Closed {
    private Closed() {}

    /** Whether it is a name, a literal, one call of a function, or stands in parentheses. */
    static boolean isClosed(String sql) {
        int depth = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\'' || c == '"') {
                i = sql.indexOf(c, i + 1);
                if (i < 0) {
                    return false;
                }
            } else if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
                if (depth == 0 && i + 1 < sql.length()) {
                    return false;
                }
            } else if (depth == 0 && !isWord(c)) {
                return false;
            }
        }
        return depth == 0;
    }

    /** Letters of names and numbers; the dot joins alias and column, the colon precedes a type. */
    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == ':';
    }
}
