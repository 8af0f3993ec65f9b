package io.vaultlens.query.kql.bind;

/** What an expression's value is wanted for; it decides how comparisons treat nulls. */
public enum Use {
    /** Rows for which it is not true are dropped: false and null are the same. */
    FILTER,
    /** The value itself is kept: null must stay null. */
    VALUE
}
