package io.vaultlens.query.kql.ast;

/** The operators between a scalar expression and a list or a query of values. */
public enum MembershipOperator {
    IN("in"),
    NOT_IN("!in"),
    IN_ANY_CASE("in~"),
    NOT_IN_ANY_CASE("!in~"),
    HAS_ANY("has_any"),
    HAS_ALL("has_all");

    private final String symbol;

    MembershipOperator(String symbol) {
        this.symbol = symbol;
    }

    /** The operator as it is written. */
    public String symbol() {
        return symbol;
    }
}
