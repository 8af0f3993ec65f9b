package io.vaultlens.query.sql.bind;

import io.vaultlens.query.text.Nearest;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Guesses from the words of a text that is no SQL what its author meant. */
final class Words {
    /** The words that clauses begin with, for a misspelt one's nearest. */
    static final List<String> CLAUSES =
            List.of(
                    "SELECT", "DISTINCT", "FROM", "WHERE", "GROUP", "BY", "HAVING", "ORDER", "LIMIT",
                    "OFFSET", "JOIN", "INNER", "LEFT", "RIGHT", "FULL", "OUTER", "CROSS", "ON",
                    "USING", "UNION", "ALL", "INTERSECT", "EXCEPT", "WITH", "AS", "AND", "OR", "NOT",
                    "IN", "EXISTS", "BETWEEN", "LIKE", "IS", "NULL", "CASE", "WHEN", "THEN", "ELSE",
                    "END", "CAST", "OVER", "PARTITION", "ASC", "DESC", "QUALIFY", "INTERVAL",
                    "TIMESTAMP", "DATE", "VALUES");

    private Words() {}

    /** What is missing where the text ends too early. */
    static String unfinished(String text) {
        Deque<Character> open = new ArrayDeque<>();
        boolean quoted = false;
        for (char c : text.toCharArray()) {
            quoted ^= c == '\'';
            if (!quoted && c == '(') {
                open.push(c);
            } else if (!quoted && c == ')' && !open.isEmpty()) {
                open.pop();
            }
        }
        return open.isEmpty() ? "more is expected here" : "expected ')'";
    }

    /** The rest of the sentence about a word that cannot stand where it does. */
    static String expected(String found, Collection<String> columns) {
        String upper = found.toUpperCase(Locale.ROOT);
        switch (upper) {
            case "|" -> {
                return ", which is KQL; choose KQL as the language, or write SQL's clauses";
            }
            case "==" -> {
                return "; to compare, write =";
            }
            case "&&" -> {
                return "; write AND";
            }
            case "||" -> {
                return " without a text on both sides; to say or, write OR";
            }
            case ")" -> {
                return " where an expression or a list goes on; check the brackets";
            }
            case "," -> {
                return "; check what stands before the comma";
            }
            case ";" -> {
                return " before the question is whole";
            }
            default -> {
                // A word, perhaps.
            }
        }
        boolean column = columns.stream().anyMatch(each -> each.equalsIgnoreCase(found));
        if (column || Reserved.WORDS.contains(upper) && !CLAUSES.contains(upper)) {
            return ", a word of SQL's own; as a name write \"" + found + "\"";
        }
        boolean clause = CLAUSES.contains(upper);
        return clause
                ? ", a clause that cannot begin here; check what stands before it"
                : ", which cannot stand here" + Nearest.hint(found, CLAUSES);
    }

    /** Words that SQL keeps for itself and that people use as names. */
    private static final class Reserved {
        static final List<String> WORDS =
                List.of(
                        "VALUE", "DATE", "TIME", "TIMESTAMP", "YEAR", "MONTH", "DAY", "HOUR",
                        "MINUTE", "SECOND", "RESULT", "LEVEL", "USER", "START", "END", "ROW", "ROWS",
                        "RANK", "COUNT", "SUM", "MIN", "MAX", "PERIOD", "POSITION", "RANGE",
                        "METHOD", "LANGUAGE", "MATCH", "OPEN", "CLOSE", "SYSTEM", "TABLE", "COLUMN",
                        "INTERVAL", "LOCAL", "MODULE", "NONE", "OF", "OLD", "NEW", "ONLY", "PERCENT",
                        "POWER", "PREPARE", "REF", "RETURN", "SEARCH", "SCOPE", "SHOW", "SIMILAR",
                        "STATIC", "TO", "TRAILING", "UNKNOWN", "UPPER", "LOWER", "WINDOW", "YEARS");
    }
}
