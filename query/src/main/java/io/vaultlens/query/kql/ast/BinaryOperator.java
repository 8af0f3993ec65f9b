package io.vaultlens.query.kql.ast;

/** The operators between two scalar expressions, each with the word it is written as. */
public enum BinaryOperator {
    OR("or", 1),
    AND("and", 2),
    EQUAL("==", 3),
    NOT_EQUAL("!=", 3),
    EQUAL_ANY_CASE("=~", 7),
    NOT_EQUAL_ANY_CASE("!~", 7),
    /** The search operator's {@code column : "term"}. */
    SEARCH_TERM(":", 7),
    LESS("<", 4),
    LESS_OR_EQUAL("<=", 4),
    GREATER(">", 4),
    GREATER_OR_EQUAL(">=", 4),
    PLUS("+", 5),
    MINUS("-", 5),
    TIMES("*", 6),
    DIVIDE("/", 6),
    MODULO("%", 6),
    CONTAINS("contains", 7),
    NOT_CONTAINS("!contains", 7),
    CONTAINS_CS("contains_cs", 7),
    NOT_CONTAINS_CS("!contains_cs", 7),
    STARTS_WITH("startswith", 7),
    NOT_STARTS_WITH("!startswith", 7),
    STARTS_WITH_CS("startswith_cs", 7),
    NOT_STARTS_WITH_CS("!startswith_cs", 7),
    ENDS_WITH("endswith", 7),
    NOT_ENDS_WITH("!endswith", 7),
    ENDS_WITH_CS("endswith_cs", 7),
    NOT_ENDS_WITH_CS("!endswith_cs", 7),
    HAS("has", 7),
    NOT_HAS("!has", 7),
    HAS_CS("has_cs", 7),
    NOT_HAS_CS("!has_cs", 7),
    HAS_PREFIX("hasprefix", 7),
    NOT_HAS_PREFIX("!hasprefix", 7),
    HAS_PREFIX_CS("hasprefix_cs", 7),
    NOT_HAS_PREFIX_CS("!hasprefix_cs", 7),
    HAS_SUFFIX("hassuffix", 7),
    NOT_HAS_SUFFIX("!hassuffix", 7),
    HAS_SUFFIX_CS("hassuffix_cs", 7),
    NOT_HAS_SUFFIX_CS("!hassuffix_cs", 7),
    LIKE("like", 7),
    NOT_LIKE("notlike", 7),
    LIKE_CS("likecs", 7),
    NOT_LIKE_CS("notlikecs", 7),
    MATCHES_REGEX("matches regex", 7);

    private final String symbol;
    private final int strength;

    BinaryOperator(String symbol, int strength) {
        this.symbol = symbol;
        this.strength = strength;
    }

    /** The operator as it is written. */
    public String symbol() {
        return symbol;
    }

    /** How tightly it binds: the greater, the tighter. */
    public int strength() {
        return strength;
    }
}
