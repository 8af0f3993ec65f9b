package io.vaultlens.query;

import java.util.List;

/**
 * What becomes of a question, stage by stage.
 *
 * @param tokens the words it was cut into, each with what it is
 * @param ast its syntax tree, as text
 * @param bound the plan as bound, before any rule
 * @param plan the plan that is run, access rules included
 * @param sql the statement for the engine
 */
public record Explanation(List<String> tokens, String ast, String bound, String plan, String sql) {
    public Explanation {
        tokens = List.copyOf(tokens);
    }
}
