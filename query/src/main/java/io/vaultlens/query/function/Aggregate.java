package io.vaultlens.query.function;

/**
 * One form of an aggregate function: one value from a group of rows.
 *
 * @param signature its names, parameters and result
 * @param prefix what stands before the first argument's name in the name KQL gives the column
 * @param core the aggregate call itself, which FILTER and OVER can follow
 * @param finish what is done with its value, which is written {@code #}
 * @param conditional whether the last argument is a condition that rows must meet
 * @param doc one sentence for the manual
 */
public record Aggregate(
        Signature signature,
        String prefix,
        Template core,
        String finish,
        boolean conditional,
        String doc) {
    /** An aggregate over all rows of a group. */
    static Aggregate aggregate(
            String signature, String prefix, String core, String finish, String doc) {
        return new Aggregate(
                Signature.of(signature), prefix, Template.of(core), finish, false, doc);
    }

    /** An aggregate over those rows of a group that meet its last argument. */
    static Aggregate conditional(
            String signature, String prefix, String core, String finish, String doc) {
        return new Aggregate(Signature.of(signature), prefix, Template.of(core), finish, true, doc);
    }
}
