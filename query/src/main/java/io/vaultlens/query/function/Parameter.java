package io.vaultlens.query.function;

import io.vaultlens.collector.catalog.ColumnType;
import java.util.List;

/**
 * One parameter of a function.
 *
 * @param name what the manual and error messages call it
 * @param kind how an argument's type meets it
 * @param types the types it takes as they are; empty for all
 * @param absent the KQL literal that stands in when the argument is left out; empty where it must
 *     be given
 * @param many whether it takes all remaining arguments, at least one unless {@code absent} is
 *     "none"
 */
public record Parameter(
        String name, Kind kind, List<ColumnType> types, String absent, boolean many) {

    /** How an argument's type meets a parameter. */
    public enum Kind {
        /** The argument has one of the types or becomes the first it can widen to. */
        TYPED,
        /** All parameters of this kind get one common type. */
        COMMON,
        /** Anything; what is no text becomes text as tostring() writes it. */
        TEXT,
        /** Anything; what is not dynamic becomes dynamic. */
        JSON
    }

    public Parameter {
        types = List.copyOf(types);
    }

    /** Whether a call may leave it out. */
    public boolean optional() {
        return !absent.isEmpty();
    }

    /** What it takes, in the words of an error message. */
    String expected() {
        return switch (kind) {
            case TEXT, JSON -> "any value";
            case TYPED, COMMON ->
                    types.isEmpty()
                            ? "any value"
                            : String.join(" or ", types.stream().map(ColumnType::kqlName).toList());
        };
    }
}
