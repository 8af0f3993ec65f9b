package io.vaultlens.query.kql.ast;

import java.util.List;

/**
 * A whole text: its statements in order, at least one of them an {@link Statement.Answer}.
 *
 * @param statements all statements
 */
public record Program(List<Statement> statements) {
    public Program {
        statements = List.copyOf(statements);
    }
}
