package io.vaultlens.query.function;

/**
 * The SQL of a call, written for its arguments.
 *
 * <p>{@code $1} to {@code $9} stand for the arguments' SQL, {@code $*} for all of them with commas
 * between, {@code $2*} for all from the second on, {@code ${12}} for one of any place. A template
 * keeps the null of its arguments null unless its function says otherwise; a text it gives is never
 * null when its arguments are not.
 */
@FunctionalInterface
public interface Template {
    /** The template for these arguments; most are the same for all. */
    String forArguments(Arguments arguments);

    /** The same SQL for all arguments. */
    static Template of(String sql) {
        return arguments -> sql;
    }
}
