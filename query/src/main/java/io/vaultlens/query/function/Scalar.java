package io.vaultlens.query.function;

import io.vaultlens.collector.catalog.ColumnType;
import java.util.List;
import java.util.Optional;

/**
 * One form of a scalar function: a value of each row from values of that row.
 *
 * @param signature its names, parameters and result
 * @param template its SQL
 * @param routine the Java function behind it, if SQL alone cannot say it
 * @param doc one sentence for the manual
 */
public record Scalar(
        Signature signature, Template template, Optional<Routine> routine, String doc) {
    /** A function that one SQL template says. */
    static Scalar scalar(String signature, String sql, String doc) {
        return new Scalar(Signature.of(signature), Template.of(sql), Optional.empty(), doc);
    }

    /** A function whose SQL depends on its arguments' types or literals. */
    static Scalar scalar(String signature, Template template, String doc) {
        return new Scalar(Signature.of(signature), template, Optional.empty(), doc);
    }

    /** A function written in Java. */
    static Scalar routine(String signature, Routine.Body body, String doc) {
        return routine(signature, Signature.of(signature).name(), body, doc);
    }

    /** A function written in Java that the database knows by a name of its own. */
    static Scalar routine(String signature, String routineName, Routine.Body body, String doc) {
        Signature read = Signature.of(signature);
        List<ColumnType> types = read.parameters().stream().map(Scalar::travelling).toList();
        String name = Routine.PREFIX + routineName + "_" + types.size();
        Routine routine = new Routine(name, types, read.result().orElseThrow(), body);
        return new Scalar(read, Template.of(routine.sql(read)), Optional.of(routine), doc);
    }

    /** The same, refusing a literal argument above a limit. */
    Scalar atMost(int index, long most) {
        Template bounded =
                arguments -> {
                    Object given = arguments.constants().get(index).orElse(0);
                    if (given instanceof Number number && number.longValue() > most) {
                        throw new ArgumentException(
                                index,
                                "is %,d; it is at most %,d".formatted(number.longValue(), most));
                    }
                    return template.forArguments(arguments);
                };
        return new Scalar(signature, bounded, routine, doc);
    }

    /** Whether the same arguments always give the same value. */
    public boolean deterministic() {
        return !signature.name().equals("rand") && !signature.name().equals("new_guid");
    }

    private static ColumnType travelling(Parameter parameter) {
        if (parameter.many()) {
            return ColumnType.DYNAMIC;
        }
        return switch (parameter.kind()) {
            case TEXT -> ColumnType.STRING;
            case JSON -> ColumnType.DYNAMIC;
            case TYPED, COMMON -> parameter.types().getFirst();
        };
    }
}
