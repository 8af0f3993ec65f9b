package io.vaultlens.query.plan;

import java.util.List;

/** How a call is written in SQL, given its operands as already written. */
@FunctionalInterface
public interface Spelling {
    /**
     * The call's SQL.
     *
     * @param operands each operand's SQL, in parentheses where it could be torn apart otherwise
     */
    String print(List<String> operands);

    /**
     * A spelling by template: {@code $1} to {@code $9} stand for the operands, {@code $*} for all
     * of them with commas between.
     */
    static Spelling template(String template) {
        return new Template(template);
    }
}
