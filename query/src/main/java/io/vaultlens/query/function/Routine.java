package io.vaultlens.query.function;

import io.vaultlens.collector.catalog.ColumnType;
import java.util.List;

/**
 * A function written in Java, for what SQL cannot say.
 *
 * @param name what the database calls it
 * @param parameters the types it takes; all travel as numbers, booleans and text: datetime and
 *     timespan as ticks, dynamic as JSON text, guid and decimal as text
 * @param result the type it gives, travelling likewise
 * @param body what it does; many threads call it at once
 */
public record Routine(String name, List<ColumnType> parameters, ColumnType result, Body body) {
    /** What the names of all routines begin with. */
    public static final String PREFIX = "kql_";

    public Routine {
        parameters = List.copyOf(parameters);
    }

    /** The work of a routine. */
    @FunctionalInterface
    public interface Body {
        /**
         * The value for these arguments.
         *
         * @param arguments null, or by type: Boolean, Integer, Long, Double, String
         * @return null, or a value of the result's type in the same form
         */
        Object apply(Object[] arguments);
    }

    /** The SQL that calls it with the call's arguments. */
    String sql(Signature signature) {
        StringBuilder call = new StringBuilder(name).append('(');
        for (int i = 0; i < parameters.size(); i++) {
            boolean many = signature.parameters().get(i).many();
            call.append(i == 0 ? "" : ", ");
            call.append(many ? "json_array($" + (i + 1) + "*)" : "$" + (i + 1));
            call.append(asText(parameters.get(i)) ? "::VARCHAR" : "");
        }
        call.append(')');
        return switch (result) {
            case DYNAMIC -> call + "::JSON";
            case GUID -> call + "::UUID";
            case DECIMAL -> call + "::DECIMAL(38, 17)";
            default -> call.toString();
        };
    }

    /** Whether values of a type travel as text. */
    public static boolean asText(ColumnType type) {
        return switch (type) {
            case STRING, DYNAMIC, GUID, DECIMAL -> true;
            default -> false;
        };
    }
}
