package io.vaultlens.query.kql.parse;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.lex.TextReader;
import io.vaultlens.query.text.Span;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what stands in {@code dynamic(…)} and writes it as compact JSON. */
final class DynamicReader {
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)(?![A-Za-z0-9_.])");
    private static final Pattern LITERAL =
            Pattern.compile("-?\\d+(?:\\.\\d+)?[a-z]+|[a-z]+[0-9]*\\s*(?=\\()|[a-z]+");
    private static final int DEEPEST = 100;

    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int depth;

    private DynamicReader(String text) {
        this.text = text;
    }

    /** A value that is not written as it must be. */
    static final class Mistake extends Exception {
        private static final long serialVersionUID = 1L;
        private final int place;

        Mistake(int place, String message) {
            super(message, null, false, false);
            this.place = place;
        }

        /** The offset in the text that was read. */
        int place() {
            return place;
        }
    }

    /** The JSON of the one value in the text, or {@code null} written out. */
    static String json(String text) throws Mistake {
        DynamicReader reader = new DynamicReader(text);
        reader.value();
        reader.blanks();
        if (reader.at < text.length()) {
            throw new Mistake(reader.at, "found more after the value, expected ')'");
        }
        return reader.out.toString();
    }

    /** A text as JSON writes it. */
    static String quote(String content) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    private void value() throws Mistake {
        blanks();
        if (at >= text.length()) {
            throw new Mistake(at, "found no value, expected JSON such as {\"a\": [1, 2]} or null");
        }
        if (++depth > DEEPEST) {
            throw new Mistake(at, "the value is nested more than " + DEEPEST + " levels deep");
        }
        char c = text.charAt(at);
        if (c == '{') {
            object();
        } else if (c == '[') {
            array();
        } else if (TextReader.startsText(text, at)) {
            out.append(quote(string()));
        } else {
            scalar();
        }
        depth--;
    }

    private void object() throws Mistake {
        out.append(text.charAt(at++));
        for (boolean first = true; !closed('}'); first = false) {
            if (!first) {
                sign(',', "expected ',' or '}'");
                out.append(',');
            }
            blanks();
            if (!first && closed('}')) {
                throw new Mistake(at, "found '}' after a comma, expected a property");
            }
            key();
            sign(':', "expected ':' after a property's name");
            out.append(':');
            value();
        }
        out.append(text.charAt(at++));
    }

    private void key() throws Mistake {
        if (at < text.length() && TextReader.startsText(text, at)) {
            out.append(quote(string()));
        } else {
            throw new Mistake(at, "expected a property's name in quotes");
        }
    }

    private void array() throws Mistake {
        out.append(text.charAt(at++));
        for (boolean first = true; !closed(']'); first = false) {
            if (!first) {
                sign(',', "expected ',' or ']'");
                // A comma before the closing bracket is let pass, as in a datatable.
                if (closed(']')) {
                    break;
                }
                out.append(',');
            }
            value();
        }
        out.append(text.charAt(at++));
    }

    private boolean closed(char bracket) throws Mistake {
        blanks();
        if (at >= text.length()) {
            throw new Mistake(at, "expected '" + bracket + "' before the end");
        }
        return text.charAt(at) == bracket;
    }

    private void sign(char sign, String expected) throws Mistake {
        blanks();
        if (at >= text.length() || text.charAt(at) != sign) {
            throw new Mistake(at, expected);
        }
        at++;
    }

    private String string() throws Mistake {
        int start = at;
        TextReader reader = new TextReader(text, at);
        at = reader.end();
        if (!reader.mistake().isEmpty()) {
            throw new Mistake(start, reader.mistake());
        }
        return reader.content();
    }

    private void scalar() throws Mistake {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            out.append(number.group());
            at = number.end();
            return;
        }
        Matcher word = LITERAL.matcher(text).region(at, text.length());
        if (!word.lookingAt()) {
            throw new Mistake(at, "found '" + text.charAt(at) + "', expected a JSON value");
        }
        switch (word.group()) {
            case "true", "false", "null" -> {
                out.append(word.group());
                at = word.end();
            }
            default -> typed(word);
        }
    }

    /** A value of KQL's own within the JSON, such as {@code datetime(2024-01-01)} or {@code 1d}. */
    private void typed(Matcher word) throws Mistake {
        int start = at;
        at = word.end();
        boolean call = at < text.length() && text.charAt(at) == '(';
        if (call && word.group().strip().equals("dynamic")) {
            at++;
            value();
            sign(')', "expected ')'");
            return;
        }
        Expression literal;
        try {
            if (call) {
                int close = TextReader.closingParenthesis(text, at);
                if (close < 0) {
                    throw new Mistake(start, "expected ')'");
                }
                String content = text.substring(at + 1, close);
                at = close + 1;
                literal = Literals.typed(word.group().strip(), content, new Span(start, at));
            } else {
                literal = Literals.timespan(word.group(), new Span(start, at));
            }
        } catch (Literals.Mistake e) {
            throw new Mistake(start, e.getMessage());
        }
        out.append(Literals.json(literal));
    }

    private void blanks() {
        while (at < text.length()) {
            if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(text.charAt(at))
                    || Character.isSpaceChar(text.charAt(at))) {
                at++;
            } else {
                return;
            }
        }
    }
}
