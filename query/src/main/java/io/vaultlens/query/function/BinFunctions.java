package io.vaultlens.query.function;

import static io.vaultlens.query.function.Scalar.scalar;

import java.util.List;

/** Functions that round values down to steps. */
final class BinFunctions {
    /** Whole numbers are divided towards zero: steps below zero need the rest made positive. */
    private static final String FLOOR = "$1 - (($1 % #) + $2) % #";

    private static final String FLOOR_AT = "$1 - ((($1 - $3) % #) + $2) % #";

    static final List<Scalar> ALL =
            List.of(
                    scalar(
                            "bin|floor(value: datetime, size: timespan): datetime",
                            arguments -> step(arguments, "$1 // # * $2"),
                            "The start of the step of time that a moment is in."),
                    scalar(
                            "bin|floor(value: timespan, size: timespan): timespan",
                            arguments -> step(arguments, FLOOR),
                            "The start of the step that a length of time is in."),
                    scalar(
                            "bin|floor(value: int|long, size: int|long): long",
                            arguments -> step(arguments, FLOOR),
                            "The start of the step that a number is in."),
                    scalar(
                            "bin|floor(value: N, size: N): N",
                            arguments -> step(arguments, "floor($1 / #) * $2"),
                            "The start of the step that a number is in."),
                    scalar(
                            "floor(value: real): real",
                            "floor($1)",
                            "The greatest whole number not above a number."),
                    scalar(
                            "bin_at(value: datetime, size: timespan, at: datetime): datetime",
                            arguments -> step(arguments, FLOOR_AT),
                            "The start of the step of time that a moment is in, steps counted "
                                    + "from another."),
                    scalar(
                            "bin_at(value: timespan, size: timespan, at: timespan): timespan",
                            arguments -> step(arguments, FLOOR_AT),
                            "The start of the step that a length of time is in."),
                    scalar(
                            "bin_at(value: int|long, size: int|long, at: int|long): long",
                            arguments -> step(arguments, FLOOR_AT),
                            "The start of the step that a number is in."),
                    scalar(
                            "bin_at(value: N, size: N, at: N): N",
                            arguments -> step(arguments, "$3 + floor(($1 - $3) / #) * $2"),
                            "The start of the step that a number is in."));

    private BinFunctions() {}

    /**
     * Steps are greater than zero; where one is written out, nothing stands in the way of a scan.
     */
    private static String step(Arguments arguments, String sql) {
        boolean sure =
                arguments
                        .constants()
                        .get(1)
                        .map(size -> size instanceof Number number && number.doubleValue() > 0)
                        .orElse(false);
        return "(" + sql.replace("#", sure ? "$2" : "CASE WHEN $2 > 0 THEN $2 END") + ")";
    }
}
