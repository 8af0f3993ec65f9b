package io.vaultlens.query.kql.lex;

import io.vaultlens.query.kql.lex.Token.Kind;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.QueryException.Fault;
import io.vaultlens.query.text.Span;
import io.vaultlens.query.text.TimespanText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts a text into tokens.
 *
 * <p>What it cannot read becomes a {@link Kind#BROKEN} token and a fault, and it goes on.
 */
public final class Lexer {
    /** The words whose parentheses hold a literal in a notation of its own. */
    private static final Set<String> TYPED =
            Set.of(
                    "datetime",
                    "date",
                    "timespan",
                    "time",
                    "guid",
                    "uuid",
                    "uniqueid",
                    "bool",
                    "boolean",
                    "int",
                    "int32",
                    "long",
                    "int64",
                    "real",
                    "double",
                    "decimal",
                    "dynamic");

    private static final Set<String> NEGATED =
            Set.of(
                    "in",
                    "contains",
                    "contains_cs",
                    "startswith",
                    "startswith_cs",
                    "endswith",
                    "endswith_cs",
                    "has",
                    "has_cs",
                    "hasprefix",
                    "hasprefix_cs",
                    "hassuffix",
                    "hassuffix_cs",
                    "between",
                    "has_any",
                    "has_all");
    private static final List<String> SIGNS =
            List.of("==", "=~", "=>", "!=", "!~", "<=", ">=", "<>", "<|", "..");
    private static final String SINGLE_SIGNS = "|()[]{},;.:=<>+-*/%?";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Fault> faults;
    private int at;

    private Lexer(String text, List<Fault> faults) {
        this.text = text;
        this.faults = faults;
    }

    /** The tokens of a text, the last one {@link Kind#END}; what is wrong is added to faults. */
    public static List<Token> tokens(String text, List<Fault> faults) {
        Lexer lexer = new Lexer(text, faults);
        while (lexer.skipBlanks()) {
            lexer.read();
        }
        lexer.add(Kind.END, "", lexer.at);
        return lexer.tokens;
    }

    private boolean skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean directive = c == '#' && text.substring(lineStart(), at).isBlank();
            if (text.startsWith("//", at) || directive) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.getType(c) == Character.FORMAT) {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private int lineStart() {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    private void read() {
        char c = text.charAt(at);
        if (TextReader.startsText(text, at)) {
            readText();
        } else if (isDigit(c)) {
            readNumber();
        } else if (isWordStart(c)) {
            readWord();
        } else if (c == '!' && at + 1 < text.length() && isWordStart(text.charAt(at + 1))) {
            readNegated();
        } else {
            readSign();
        }
    }

    private void readText() {
        int start = at;
        TextReader reader = new TextReader(text, at);
        at = reader.end();
        if (reader.mistake().isEmpty()) {
            add(Kind.TEXT, reader.content(), start);
        } else {
            broken(start, reader.mistake());
        }
    }

    private void readWord() {
        int start = at;
        at = wordEnd(at);
        String word = text.substring(start, at);
        if (TYPED.contains(word) && startsLiteral(at)) {
            readTyped(start, word);
        } else if (word.equals("in") && peek('~')) {
            at++;
            add(Kind.WORD, "in~", start);
        } else {
            add(Kind.WORD, word, start);
        }
    }

    /** Whether a parenthesis follows; blanks between are allowed, as in {@code datetime (2024)}. */
    private boolean startsLiteral(int from) {
        int place = from;
        while (place < text.length() && text.charAt(place) == ' ') {
            place++;
        }
        return place < text.length() && text.charAt(place) == '(';
    }

    private void readTyped(int start, String word) {
        int open = text.indexOf('(', at);
        int close = TextReader.closingParenthesis(text, open);
        if (close < 0) {
            at = text.length();
            broken(start, "'" + word + "(' is not closed; put ')' after the value");
            return;
        }
        at = close + 1;
        String content = text.substring(open + 1, close);
        tokens.add(new Token(Kind.TYPED, content, word, new Span(start, at)));
    }

    private void readNegated() {
        int start = at;
        int end = wordEnd(at + 1);
        String word = text.substring(at + 1, end);
        at = end;
        if (!NEGATED.contains(word)) {
            broken(start, "'!" + word + "' is no operator; to negate a condition write not(…)");
        } else if (word.equals("in") && peek('~')) {
            at++;
            add(Kind.SIGN, "!in~", start);
        } else {
            add(Kind.SIGN, "!" + word, start);
        }
    }

    private void readSign() {
        int start = at;
        for (String sign : SIGNS) {
            if (text.startsWith(sign, at)) {
                at += sign.length();
                add(Kind.SIGN, sign.equals("<>") ? "!=" : sign, start);
                return;
            }
        }
        int character = text.codePointAt(at);
        at += Character.charCount(character);
        String found = Character.toString(character);
        if (SINGLE_SIGNS.contains(found)) {
            add(Kind.SIGN, found, start);
        } else if ("“”„‘’‚«»".contains(found)) {
            broken(start, "found the typographic quote " + found + "; a text stands in \" or '");
        } else if (text.startsWith("&&", start)) {
            at++;
            broken(start, "found &&; write and");
        } else if (found.equals("@")) {
            at = wordEnd(at);
            broken(
                    start,
                    "found '"
                            + text.substring(start, at)
                            + "'; a parameter is declared first, as"
                            + " in: declare query_parameters(name: string); then its name alone");
        } else if (found.equals("?")) {
            broken(start, "found ?; write iff(condition, value, other)");
        } else {
            broken(start, "found " + found + ", which has no meaning here; take it out");
        }
    }

    private void readNumber() {
        int start = at;
        if (text.startsWith("0x", at) || text.startsWith("0X", at)) {
            at += 2;
            while (at < text.length() && Character.digit(text.charAt(at), 16) >= 0) {
                at++;
            }
            if (at > start + 2) {
                add(Kind.WHOLE, text.substring(start, at), start);
                return;
            }
            at = start;
        }
        digits();
        boolean real = false;
        if (peek('.') && isPointOfNumber()) {
            at++;
            digits();
            real = true;
        }
        readNumberEnd(start, exponent() || real);
    }

    /** Digits may stay away behind the point, as in 10. / 4; two points make a range. */
    private boolean isPointOfNumber() {
        return at + 1 == text.length()
                || text.charAt(at + 1) != '.' && !isWordStart(text.charAt(at + 1));
    }

    private void readNumberEnd(int start, boolean real) {
        String number = text.substring(start, at);
        int end = at < text.length() && isWordStart(text.charAt(at)) ? wordEnd(at) : at;
        if (end == at) {
            add(real ? Kind.REAL : Kind.WHOLE, number, start);
            return;
        }
        String unit = text.substring(at, end);
        at = end;
        if (TimespanText.unitTicks(unit).isPresent()) {
            add(Kind.TIMESPAN, number + " " + unit, start);
        } else if (!real) {
            add(Kind.WORD, text.substring(start, at), start);
        } else {
            broken(start, "'" + unit + "' is no unit of time; write d, h, m, s, ms or tick");
        }
    }

    private boolean exponent() {
        int place = at;
        if (!peek('e') && !peek('E')) {
            return false;
        }
        at++;
        if (peek('+') || peek('-')) {
            at++;
        }
        int digits = at;
        digits();
        boolean word = at < text.length() && isWordStart(text.charAt(at));
        if (at == digits || word) {
            at = place;
            return false;
        }
        return true;
    }

    private void digits() {
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
    }

    private boolean peek(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private int wordEnd(int from) {
        int end = from;
        while (end < text.length()
                && (isWordStart(text.charAt(end)) || isDigit(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private static boolean isWordStart(char c) {
        return c == '_' || c == '$' || Character.isLetter(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void add(Kind kind, String content, int start) {
        tokens.add(new Token(kind, content, "", new Span(start, at)));
    }

    private void broken(int start, String message) {
        Span span = new Span(start, at);
        tokens.add(new Token(Kind.BROKEN, text.substring(start, at), "", span));
        faults.add(QueryException.fault(text, span, QueryException.Kind.SYNTAX, message));
    }
}
