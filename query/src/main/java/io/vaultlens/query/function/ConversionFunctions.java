package io.vaultlens.query.function;

import static io.vaultlens.query.function.Scalar.routine;
import static io.vaultlens.query.function.Scalar.scalar;

import io.vaultlens.query.function.routine.NumberText;
import java.util.List;

/** Functions that tell and change the types of values. */
public final class ConversionFunctions {
    /** The text of a moment, as tostring() writes it. */
    public static final String DATETIME_TEXT =
            "concat(strftime(make_timestamp(($1 // 10) - 62135596800000000), '%Y-%m-%dT%H:%M:%S.'),"
                    + " lpad(($1 % 10000000)::VARCHAR, 7, '0'), 'Z')";

    /** Digits up to a length of 16 at most. */
    private static final String HEX =
            "lpad(lower(to_hex($1)), greatest(least($2, 16), length(to_hex($1)))::INTEGER, '0')";

    static final List<Scalar> ALL =
            List.of(
                    scalar(
                            "gettype(value: any): string",
                            ConversionFunctions::type,
                            "The name of the type that a value has."),
                    scalar(
                            "tohex(value: int, length: long = 1): string",
                            HEX.replace("$1", "($1::BIGINT & 4294967295)"),
                            "A number in hexadecimal digits; a negative one has eight."),
                    scalar(
                            "tohex(value: long, length: long = 1): string",
                            HEX,
                            "A number in hexadecimal digits; a negative one has sixteen."),
                    routine(
                            "format_bytes(size: real, precision: long = 0, unit: string = ''): "
                                    + "string",
                            NumberText::bytes,
                            "A number of bytes in readable units."),
                    scalar(
                            "tdigest_isvalid|hll_isvalid(sketch: dynamic): bool",
                            "(json_type($1) = 'ARRAY')",
                            "Whether a value is what tdigest() or hll() made."),
                    scalar("new_guid(): guid", "uuid()", "A new guid."),
                    scalar(
                            "assert(condition: bool, message: string): bool",
                            "CASE WHEN $1 THEN true ELSE error($2) END",
                            "Ends the query with a message unless a condition holds."),
                    scalar(
                            "current_database(): string",
                            "'vaultlens'",
                            "The name of the database."),
                    scalar(
                            "current_cluster_endpoint(): string",
                            "'vaultlens'",
                            "The name of the server."),
                    scalar("current_principal(): string", "''", "Who asks; not told here."),
                    scalar(
                            "current_principal_details(): dynamic",
                            "'{}'::JSON",
                            "What is known of who asks; not told here."),
                    scalar(
                            "current_principal_is_member_of(groups...: json): bool",
                            "false",
                            "Whether who asks belongs to a group; there are none here."),
                    scalar(
                            "extent_id|extentid(): guid",
                            "'00000000-0000-0000-0000-000000000000'::UUID",
                            "Which part of a table a row is in; there are none here."),
                    scalar(
                            "extent_tags(): dynamic",
                            "'[]'::JSON",
                            "The tags of the part of a table a row is in; there are none here."),
                    scalar(
                            "estimate_data_size(values...: any): long",
                            ConversionFunctions::size,
                            "About how many bytes values take."));

    private ConversionFunctions() {}

    private static String type(Arguments arguments) {
        return switch (arguments.types().getFirst()) {
            case DYNAMIC ->
                    "CASE json_type($1) WHEN 'OBJECT' THEN 'dictionary' WHEN 'ARRAY' THEN 'array'"
                            + " WHEN 'VARCHAR' THEN 'string' WHEN 'BOOLEAN' THEN 'bool'"
                            + " WHEN 'DOUBLE' THEN 'double' WHEN 'UBIGINT' THEN 'long'"
                            + " WHEN 'BIGINT' THEN 'long' ELSE 'null' END";
            default -> "'" + arguments.types().getFirst().kqlName() + "'";
        };
    }

    private static String size(Arguments arguments) {
        StringBuilder sizes = new StringBuilder("(0");
        for (int i = 0; i < arguments.count(); i++) {
            sizes.append(" + ");
            String operand = "${" + (i + 1) + "}";
            sizes.append(
                    switch (arguments.types().get(i)) {
                        case BOOL -> "1";
                        case INT -> "4";
                        case LONG, REAL, DATETIME, TIMESPAN -> "8";
                        case DECIMAL, GUID -> "16";
                        case STRING -> "strlen(" + operand + ")";
                        case DYNAMIC -> "coalesce(strlen(" + operand + "::VARCHAR), 0)";
                    });
        }
        return sizes.append(")::BIGINT").toString();
    }
}
