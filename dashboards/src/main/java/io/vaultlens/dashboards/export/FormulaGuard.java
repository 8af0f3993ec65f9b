package io.vaultlens.dashboards.export;

/**
 * Keeps text that a spreadsheet would run as a formula from being one.
 *
 * <p>Such text gets an apostrophe in front, which spreadsheets read as "this is text". Text that
 * already starts with apostrophes before such a character gets one more, so that a reader who takes
 * one away has the original again.
 */
final class FormulaGuard {
    private static final String STARTERS = "=+-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20";

    private FormulaGuard() {}

    /** Whether a spreadsheet may take this text for a formula. */
    static boolean looksLikeFormula(String text) {
        return !text.isEmpty() && STARTERS.indexOf(text.charAt(0)) >= 0 && !plainNumber(text);
    }

    /** The text, with an apostrophe in front where it needs one. */
    static String guarded(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == '\'') {
            start++;
        }
        return looksLikeFormula(text.substring(start)) ? "'" + text : text;
    }

    /** A sign and digits with at most one point are a number wherever they are read. */
    private static boolean plainNumber(String text) {
        boolean digits = false;
        boolean point = false;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && !point) {
                point = true;
            } else if (c >= '0' && c <= '9') {
                digits = true;
            } else {
                return false;
            }
        }
        return digits && (text.charAt(0) == '-' || text.charAt(0) == '+');
    }
}
