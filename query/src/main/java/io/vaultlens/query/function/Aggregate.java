package io.vaultlens.query.function;

import java.util.List;
import java.util.OptionalInt;

/**
 * One form of an aggregate function: one value from a group of rows.
 *
 * <p>A parameter called {@code predicate} is the condition that rows must meet.
 *
 * @param signature its names, parameters and result
 * @param prefix what stands before the first argument's name in the name KQL gives the column;
 *     empty where the column is named as the argument
 * @param core the aggregate call itself, which FILTER and OVER can follow; {@code $order} is where
 *     its ORDER BY may go
 * @param finish what is done with its value, which is written {@code #}
 * @param doc one sentence for the manual
 */
public record Aggregate(
        Signature signature, String prefix, Template core, Template finish, String doc) {
    private static final String PREDICATE = "predicate";

    /** An aggregate that two SQL templates say. */
    static Aggregate aggregate(
            String signature, String prefix, String core, String finish, String doc) {
        return aggregate(signature, prefix, Template.of(core), Template.of(finish), doc);
    }

    /** An aggregate whose SQL depends on its arguments. */
    static Aggregate aggregate(
            String signature, String prefix, Template core, Template finish, String doc) {
        return new Aggregate(Signature.of(signature), prefix, core, finish, doc);
    }

    /** This aggregate over the rows that meet a condition, given after the other arguments. */
    Aggregate conditional(String names, String conditionalPrefix) {
        String text = signature.text();
        int open = text.indexOf('(');
        int close = text.lastIndexOf("):");
        String between = close == open + 1 ? "" : ", ";
        String line =
                names
                        + text.substring(open, close)
                        + between
                        + "predicate: bool"
                        + text.substring(close);
        return new Aggregate(
                Signature.of(line),
                conditionalPrefix,
                core,
                finish,
                doc.replaceAll("\\.$", "") + ", of the rows that meet a condition.");
    }

    /** The place of the argument that is a condition on rows. */
    public OptionalInt condition() {
        List<Parameter> parameters = signature.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(PREDICATE)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
