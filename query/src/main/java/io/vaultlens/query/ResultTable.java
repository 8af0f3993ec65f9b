package io.vaultlens.query;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One of the tables that a question gives, not yet asked for.
 *
 * @param name what the question calls it
 * @param open asks for its rows; what goes wrong is thrown as by {@link QueryEngine#answer}
 */
public record ResultTable(Optional<String> name, Supplier<QueryAnswer> open) {}
