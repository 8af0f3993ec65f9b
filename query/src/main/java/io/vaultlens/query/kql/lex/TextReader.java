package io.vaultlens.query.kql.lex;

/**
 * Reads one text literal: "…", '…', verbatim @"…", multi-line ```…``` and ~~~…~~~, each also with
 * the h that hides it from logs.
 */
public final class TextReader {
    private final String text;
    private final StringBuilder content = new StringBuilder();
    private int at;
    private String mistake = "";

    /** Reads the literal that begins at this place. */
    public TextReader(String text, int start) {
        this.text = text;
        this.at = start;
        if (text.charAt(at) == 'h' || text.charAt(at) == 'H') {
            at++;
        }
        if (text.startsWith("```", at) || text.startsWith("~~~", at)) {
            readLines(text.substring(at, at + 3));
        } else if (text.charAt(at) == '@') {
            at++;
            readVerbatim(text.charAt(at));
        } else {
            readEscaped(text.charAt(at));
        }
    }

    /** Whether a text literal begins here. */
    public static boolean startsText(String text, int at) {
        int place = at;
        char first = text.charAt(place);
        if (first == 'h' || first == 'H') {
            place++;
        }
        if (place < text.length() && text.charAt(place) == '@') {
            place++;
        } else if (text.startsWith("```", place) || text.startsWith("~~~", place)) {
            return true;
        }
        return place < text.length() && (text.charAt(place) == '"' || text.charAt(place) == '\'');
    }

    /** The place of the parenthesis that closes the one here, texts jumped over; or -1. */
    public static int closingParenthesis(String text, int open) {
        int depth = 0;
        int place = open;
        boolean inWord = false;
        while (place < text.length()) {
            char c = text.charAt(place);
            if (!inWord && startsText(text, place)) {
                place = new TextReader(text, place).end();
                continue;
            }
            if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return place;
            }
            inWord = Character.isLetterOrDigit(c);
            place++;
        }
        return -1;
    }

    /** What the literal says, escapes resolved. */
    public String content() {
        return content.toString();
    }

    /** The place after the literal. */
    public int end() {
        return at;
    }

    /** What is wrong with it; empty where nothing is. */
    public String mistake() {
        return mistake;
    }

    private void readLines(String fence) {
        int close = text.indexOf(fence, at + 3);
        if (close < 0) {
            at = text.length();
            mistake = "the text is not closed; put " + fence + " after it";
            return;
        }
        content.append(text, at + 3, close);
        at = close + 3;
    }

    private void readVerbatim(char quote) {
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != quote) {
                content.append(c);
            } else if (at < text.length() && text.charAt(at) == quote) {
                content.append(c);
                at++;
            } else {
                return;
            }
        }
        mistake = "the text is not closed; put " + quote + " after it";
    }

    private void readEscaped(char quote) {
        at++;
        while (at < text.length() && text.charAt(at) != '\n') {
            char c = text.charAt(at++);
            if (c == quote) {
                return;
            }
            if (c == '\\') {
                readEscape();
            } else {
                content.append(c);
            }
        }
        mistake =
                "the text is not closed in its line; put "
                        + quote
                        + " after it (a text over several lines stands in ```)";
    }

    private void readEscape() {
        if (at == text.length()) {
            return;
        }
        char c = text.charAt(at++);
        switch (c) {
            case 'n' -> content.append('\n');
            case 't' -> content.append('\t');
            case 'r' -> content.append('\r');
            case '0' -> content.append('\0');
            case 'a' -> content.append('\u0007');
            case 'b' -> content.append('\b');
            case 'f' -> content.append('\f');
            case 'v' -> content.append('\u000B');
            case '\\', '"', '\'', '/' -> content.append(c);
            case 'x' -> readCode(2);
            case 'u' -> readCode(4);
            case 'U' -> readCode(8);
            default -> {
                mistake =
                        "'\\"
                                + c
                                + "' is no escape; write \\\\ for a backslash, or put @ before the text";
            }
        }
    }

    private void readCode(int digits) {
        int end = Math.min(text.length(), at + digits);
        String code = text.substring(at, end);
        if (!code.matches("[0-9A-Fa-f]{" + digits + "}")) {
            mistake = "an escape of a character wants " + digits + " hexadecimal digits";
            return;
        }
        long point = Long.parseLong(code, 16);
        if (point > Character.MAX_CODE_POINT) {
            mistake = "there is no character with the code " + code;
            return;
        }
        content.appendCodePoint((int) point);
        at = end;
    }
}
