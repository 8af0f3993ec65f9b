package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.function.OperatorRoutines;
import io.vaultlens.query.function.RegexText;
import io.vaultlens.query.function.routine.Terms;
import io.vaultlens.query.kql.ast.BinaryOperator;
import io.vaultlens.query.text.Span;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Binds the operators that look for one text in another.
 *
 * <p>Both sides are read as texts, which are never null. A term is a run of letters and digits: the
 * cheap search for its characters comes first, the regular expression only sees what passed it.
 */
final class TextMatches {
    private static final String START = "(^|[^0-9A-Za-z])";
    private static final String END = "($|[^0-9A-Za-z])";

    /**
     * Letters of all scripts in an expression take the engine milliseconds to read, before any row:
     * they are looked at by a function of ours, and that only in texts which have such letters.
     */
    private static final String TERM =
            "(contains($1, $2) AND regexp_matches($1, $3) AND"
                    + " CASE WHEN strlen($1) = length($1) THEN true ELSE "
                    + OperatorRoutines.HAS_TERM.name()
                    + "($1, $2, $4) END)";

    private final Binding binding;
    private final Conversions conversions;
    private final Comparisons comparisons;

    TextMatches(Binding binding, Conversions conversions, Comparisons comparisons) {
        this.binding = binding;
        this.conversions = conversions;
        this.comparisons = comparisons;
    }

    /** Whether this class binds the operator. */
    static boolean binds(BinaryOperator operator) {
        return operator.strength() == BinaryOperator.CONTAINS.strength()
                || operator == BinaryOperator.SEARCH_TERM;
    }

    /** What an operator looks for and how. */
    private record Search(Kind kind, boolean anyCase, boolean negated) {}

    private enum Kind {
        CONTAINS,
        STARTS,
        ENDS,
        TERM,
        PREFIX,
        SUFFIX,
        LIKE,
        REGEX
    }

    /** Whether the left text has the right one. */
    RexNode match(BinaryOperator operator, RexNode left, RexNode right, Span span) {
        ColumnType type = Binding.type(right);
        if (operator == BinaryOperator.MATCHES_REGEX && type != ColumnType.STRING) {
            throw binding.error(span, "a regular expression is a text, not a " + type.kqlName());
        }
        Search search = search(operator);
        RexNode text = conversions.to(ColumnType.STRING, left);
        RexNode lookup = conversions.to(ColumnType.STRING, right);
        if (search.kind == Kind.REGEX
                && Binding.constant(lookup).orElse(0) instanceof String regex) {
            RegexText.fault(regex)
                    .ifPresent(fault -> {
                        throw binding.error(
                                span, "the regular expression cannot be read: " + fault);
                    });
        }
        RexNode found = find(search, text, lookup);
        return search.negated ? binding.rex().makeCall(SqlStdOperatorTable.NOT, found) : found;
    }

    /** Whether a text has a term, in any letter case. */
    RexNode hasTerm(RexNode text, RexNode term) {
        return find(new Search(Kind.TERM, true, false), text, term);
    }

    private static Search search(BinaryOperator operator) {
        String symbol = operator.symbol();
        boolean negated = symbol.startsWith("!") || symbol.startsWith("not");
        boolean caseCounts = symbol.endsWith("_cs") || symbol.endsWith("likecs");
        String plain = symbol.replace("!", "").replace("_cs", "");
        Kind kind =
                switch (plain) {
                    case "contains" -> Kind.CONTAINS;
                    case "startswith" -> Kind.STARTS;
                    case "endswith" -> Kind.ENDS;
                    case "has", ":" -> Kind.TERM;
                    case "hasprefix" -> Kind.PREFIX;
                    case "hassuffix" -> Kind.SUFFIX;
                    case "matches regex" -> Kind.REGEX;
                    default -> Kind.LIKE;
                };
        return new Search(kind, !caseCounts && kind != Kind.REGEX, negated);
    }

    private RexNode regex(RexNode lookup) {
        return Binding.constant(lookup).orElse(0) instanceof String text
                ? binding.rex().text(RegexText.plain(text))
                : lookup;
    }

    private RexNode find(Search search, RexNode left, RexNode right) {
        RexNode text = search.anyCase ? comparisons.lower(left) : left;
        RexNode lookup = search.anyCase ? comparisons.lower(right) : right;
        return switch (search.kind) {
            case CONTAINS -> call("contains", "contains($1, $2)", text, lookup);
            case STARTS -> call("startswith", "starts_with($1, $2)", text, lookup);
            case ENDS -> call("endswith", "ends_with($1, $2)", text, lookup);
            case LIKE -> call("like", "($1 LIKE $2)", text, lookup);
            case REGEX -> call("matches_regex", "regexp_matches($1, $2)", text, regex(lookup));
            case TERM, PREFIX, SUFFIX -> term(search.kind, text, lookup);
        };
    }

    private RexNode term(Kind kind, RexNode text, RexNode term) {
        boolean start = kind != Kind.SUFFIX;
        boolean end = kind != Kind.PREFIX;
        RexNode ends =
                binding.rex().text(start && end ? Terms.BOTH : start ? Terms.START : Terms.END);
        Optional<Object> constant = Binding.constant(term);
        if (constant.isEmpty()) {
            String sql =
                    "(contains($1, $2) AND " + OperatorRoutines.HAS_TERM.name() + "($1, $2, $3))";
            return call("has", sql, text, term, ends);
        }
        String word = constant.get().toString();
        if (word.isEmpty()) {
            return binding.rex().makeLiteral(true);
        }
        String before = start && Terms.startsWithPart(word) ? START : "";
        String after = end && Terms.endsWithPart(word) ? END : "";
        if (before.isEmpty() && after.isEmpty()) {
            return call("contains", "contains($1, $2)", text, term);
        }
        RexNode regex = binding.rex().text(before + quote(word) + after);
        return call("has", TERM, text, term, regex, ends);
    }

    /** A word as a regular expression that matches just it. */
    private static String quote(String word) {
        StringBuilder regex = new StringBuilder();
        word.codePoints()
                .forEach(each -> {
                    boolean special = each < 128 && !Character.isLetterOrDigit(each);
                    regex.append(special && each > ' ' ? "\\" : "").appendCodePoint(each);
                });
        return regex.toString();
    }

    private RexNode call(String name, String sql, RexNode... operands) {
        return binding.operator(
                name,
                io.vaultlens.query.plan.KqlTypes.notNull(ColumnType.BOOL),
                sql,
                List.of(operands));
    }
}
