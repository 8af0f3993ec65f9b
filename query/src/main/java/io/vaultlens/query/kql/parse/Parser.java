package io.vaultlens.query.kql.parse;

import io.vaultlens.query.kql.ast.Program;

/** Reads a KQL text into its syntax tree. */
public final class Parser {
    private Parser() {}

    /**
     * The tree of a whole text.
     *
     * @throws io.vaultlens.query.text.QueryException with every fault that was found
     */
    public static Program parse(String text) {
        throw new UnsupportedOperationException(text);
    }
}
