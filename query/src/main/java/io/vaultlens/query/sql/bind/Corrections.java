package io.vaultlens.query.sql.bind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;

/**
 * Puts quotes round names that SQL keeps for itself, where they can only be names: after AS, after
 * a dot, and where such a name or a column of a table stands as a value; and round the units of
 * functions such as {@code DATEADD}.
 *
 * <p>{@code SELECT t AS Day … ORDER BY Day} is what people write; Calcite wants {@code "Day"}.
 */
final class Corrections {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\""
                            + "|[A-Za-z_][A-Za-z0-9_$]*|[0-9][0-9.eE]*|\\s+|<>|<=|>=|!=|\\|\\||.",
                    Pattern.DOTALL);

    /** After these a value begins. */
    private static final Set<String> BEFORE_VALUE =
            Set.of(
                    "BY",
                    ",",
                    "SELECT",
                    "DISTINCT",
                    "WHERE",
                    "AND",
                    "OR",
                    "ON",
                    "HAVING",
                    "NOT",
                    "WHEN",
                    "THEN",
                    "ELSE",
                    "=",
                    "<>",
                    "!=",
                    "<",
                    ">",
                    "<=",
                    ">=",
                    "QUALIFY");

    private static final Set<String> AFTER_VALUE =
            Set.of(
                    "AS",
                    "FROM",
                    "AND",
                    "OR",
                    "IN",
                    "IS",
                    "LIKE",
                    "ILIKE",
                    "BETWEEN",
                    "NOT",
                    "ASC",
                    "DESC",
                    "THEN",
                    "ELSE",
                    "END",
                    "WHEN",
                    "GROUP",
                    "ORDER",
                    "HAVING",
                    "LIMIT",
                    "OFFSET",
                    "FETCH",
                    "WHERE",
                    "NULLS",
                    "UNION",
                    "INTERSECT",
                    "EXCEPT",
                    "QUALIFY",
                    "JOIN",
                    "LEFT",
                    "RIGHT",
                    "FULL",
                    "INNER",
                    "CROSS",
                    "ON",
                    "SIMILAR");

    /** Functions whose first argument is a unit, a text to us. */
    private static final Set<String> TAKES_UNIT =
            Set.of("DATEADD", "DATEDIFF", "DATEPART", "DATE_PART");

    /** Words that begin a value of their own, whatever columns are called. */
    private static final Set<String> NEVER =
            Set.of(
                    "CASE",
                    "CAST",
                    "NULL",
                    "TRUE",
                    "FALSE",
                    "NOT",
                    "EXISTS",
                    "SELECT",
                    "DISTINCT",
                    "ALL",
                    "ANY",
                    "SOME",
                    "INTERVAL",
                    "CURRENT_DATE",
                    "CURRENT_TIMESTAMP",
                    "ROW");

    private final SqlAbstractParserImpl.Metadata words;
    private final String text;
    private final List<Integer> inserted = new ArrayList<>();
    private final String corrected;

    /**
     * @param columns names of columns that the text may mean
     */
    Corrections(String text, Set<String> columns, SqlAbstractParserImpl.Metadata words) {
        this.text = text;
        this.words = words;
        List<Token> tokens = tokens();
        Set<String> names = new HashSet<>();
        columns.forEach(column -> names.add(column.toUpperCase(Locale.ROOT)));
        for (int i = 1; i < tokens.size(); i++) {
            if (isAlias(tokens, i)) {
                names.add(tokens.get(i).upper());
            }
        }
        this.corrected = corrected(tokens, names);
    }

    private record Token(String text, int start, boolean inCast) {
        String upper() {
            return text.toUpperCase(Locale.ROOT);
        }

        boolean isWord() {
            return Character.isLetter(text.charAt(0)) || text.charAt(0) == '_';
        }
    }

    /** The text that Calcite reads. */
    String corrected() {
        return corrected;
    }

    /** The place in the text as written of a place in the corrected one. */
    int original(int offset) {
        int before = 0;
        for (int place : inserted) {
            before += place < offset ? 1 : 0;
        }
        return Math.clamp(offset - before, 0, text.length());
    }

    private List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        List<Boolean> casts = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            String token = matcher.group();
            boolean silent = token.isBlank() || token.startsWith("--") || token.startsWith("/*");
            if (silent) {
                continue;
            }
            tokens.add(new Token(token, matcher.start(), !casts.isEmpty() && casts.getLast()));
            if (token.equals("(")) {
                casts.add(
                        tokens.size() > 1
                                && tokens.get(tokens.size() - 2).upper().endsWith("CAST"));
            } else if (token.equals(")") && !casts.isEmpty()) {
                casts.removeLast();
            }
        }
        return tokens;
    }

    private static boolean isAlias(List<Token> tokens, int index) {
        Token token = tokens.get(index);
        return token.isWord() && !token.inCast() && tokens.get(index - 1).upper().equals("AS");
    }

    private boolean isName(List<Token> tokens, int index, Set<String> names) {
        Token token = tokens.get(index);
        Token before = tokens.get(index - 1);
        String next = index + 1 < tokens.size() ? tokens.get(index + 1).text() : "";
        if (!token.isWord() || !words.isReservedWord(token.upper())) {
            return false;
        }
        return isAlias(tokens, index)
                || before.text().equals(".")
                || names.contains(token.upper())
                        && BEFORE_VALUE.contains(before.upper())
                        && !NEVER.contains(token.upper())
                        && endsValue(next);
    }

    /** Whether a value is over before this token: {@code CURRENT ROW} is no name and a value. */
    private static boolean endsValue(String next) {
        boolean word = !next.isEmpty() && Character.isLetter(next.charAt(0));
        return word
                ? AFTER_VALUE.contains(next.toUpperCase(Locale.ROOT))
                : !next.equals("(") && !next.startsWith("'");
    }

    /**
     * Whether this is the unit in {@code DATEADD(day, 1, t)}, which stands without quotes there.
     */
    private static boolean isUnit(List<Token> tokens, int index) {
        return index > 1
                && index + 1 < tokens.size()
                && tokens.get(index).isWord()
                && tokens.get(index - 1).text().equals("(")
                && tokens.get(index + 1).text().equals(",")
                && TAKES_UNIT.contains(tokens.get(index - 2).upper());
    }

    private String corrected(List<Token> tokens, Set<String> names) {
        StringBuilder result = new StringBuilder();
        int done = 0;
        for (int i = 1; i < tokens.size(); i++) {
            boolean unit = isUnit(tokens, i);
            if (unit || isName(tokens, i, names)) {
                char quote = unit ? '\'' : '"';
                Token token = tokens.get(i);
                result.append(text, done, token.start());
                inserted.add(result.length());
                result.append(quote).append(token.text());
                inserted.add(result.length());
                result.append(quote);
                done = token.start() + token.text().length();
            }
        }
        return result.append(text, done, text.length()).toString();
    }
}
