package io.vaultlens.query.sql.bind;

import static org.apache.calcite.sql.fun.SqlLibraryOperators.*;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.*;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlOperator;

/** SQL's own functions of values, each with its spelling; null in gives null out, as SQL says. */
final class StandardFunctions {
    /**
     * One function.
     *
     * @param operator as validation knows it
     * @param template its SQL
     */
    record Standard(SqlOperator operator, String template) {}

    /** A word after another: its first letter large, the others small. */
    private static final String INITIALS =
            "array_to_string(list_transform(regexp_extract_all($1, '[[:alnum:]]+|[^[:alnum:]]+'),"
                    + " lambda w: upper(w[1]) || lower(w[2:])), '')";

    /** All of them. */
    static final List<Standard> ALL =
            List.of(
                    new Standard(UPPER, "upper($1)"),
                    new Standard(LOWER, "lower($1)"),
                    new Standard(CHAR_LENGTH, "length($1)"),
                    new Standard(CHARACTER_LENGTH, "length($1)"),
                    new Standard(LENGTH, "length($1)"),
                    new Standard(LEN, "length($1)"),
                    new Standard(OCTET_LENGTH, "strlen($1)"),
                    new Standard(REPLACE, "replace($1, $2, $3)"),
                    new Standard(LEFT, "\"left\"($1, $2)"),
                    new Standard(RIGHT, "\"right\"($1, $2)"),
                    new Standard(LTRIM, "ltrim($1)"),
                    new Standard(RTRIM, "rtrim($1)"),
                    new Standard(REVERSE, "reverse($1)"),
                    new Standard(CARDINALITY, "json_array_length($1)::INTEGER"),
                    new Standard(INITCAP, INITIALS),
                    new Standard(ASCII, "ascii($1)"),
                    new Standard(CHR, "chr($1::INTEGER)"),
                    new Standard(SPLIT_PART, "split_part($1, $2, $3)"),
                    new Standard(REGEXP_SUBSTR, "regexp_extract($1, $2)"),
                    new Standard(STARTS_WITH, "starts_with($1, $2)"),
                    new Standard(ENDS_WITH, "ends_with($1, $2)"),
                    new Standard(STRPOS, "instr($1, $2)"),
                    new Standard(CONCAT, "($1 || $2)"),
                    new Standard(CONCAT_FUNCTION_WITH_NULL, "concat($*)"),
                    new Standard(CONCAT_WS, "concat_ws($*)"),
                    new Standard(REGEXP_LIKE, "regexp_matches($1, $2)"),
                    new Standard(REGEXP_REPLACE_3, "regexp_replace($1, $2, $3, 'g')"),
                    new Standard(NULLIF, "nullif($1, $2)"),
                    new Standard(COALESCE, "coalesce($*)"),
                    new Standard(NVL, "coalesce($*)"),
                    new Standard(IFNULL, "coalesce($*)"),
                    new Standard(GREATEST_PG, "greatest($*)"),
                    new Standard(LEAST_PG, "least($*)"),
                    new Standard(IF, "CASE WHEN $1 THEN $2 ELSE $3 END"),
                    new Standard(ABS, "abs($1)"),
                    new Standard(SIGN, "CAST(sign($1) AS INTEGER)"),
                    new Standard(SQRT, "CASE WHEN $1 >= 0 THEN sqrt($1) END"),
                    new Standard(CBRT, "cbrt($1)"),
                    new Standard(EXP, "exp($1)"),
                    new Standard(LN, "CASE WHEN $1 > 0 THEN ln($1) END"),
                    new Standard(LOG10, "CASE WHEN $1 > 0 THEN log10($1) END"),
                    new Standard(POWER, "pow($1, $2)"),
                    new Standard(PI, "pi()"),
                    new Standard(SIN, "sin($1)"),
                    new Standard(COS, "cos($1)"),
                    new Standard(TAN, "tan($1)"),
                    new Standard(ASIN, "CASE WHEN abs($1) <= 1 THEN asin($1) END"),
                    new Standard(ACOS, "CASE WHEN abs($1) <= 1 THEN acos($1) END"),
                    new Standard(ATAN, "atan($1)"),
                    new Standard(ATAN2, "atan2($1, $2)"),
                    new Standard(DEGREES, "degrees($1)"),
                    new Standard(RADIANS, "radians($1)"),
                    new Standard(MOD, "($1 % nullif($2, 0))"),
                    new Standard(PERCENT_REMAINDER, "($1 % nullif($2, 0))"),
                    new Standard(UNARY_MINUS, "(-$1)"),
                    new Standard(UNARY_PLUS, "$1"));

    private static final Map<SqlOperator, String> TEMPLATES =
            ALL.stream().collect(Collectors.toMap(Standard::operator, Standard::template));

    /** Functions whose spelling hangs on how many arguments there are. */
    private static final Map<SqlOperator, Function<Integer, String>> COUNTED =
            Map.of(
                    SUBSTRING,
                    count -> count == 2 ? "substring($1, $2)" : "substring($1, $2, $3)",
                    POSITION,
                    count ->
                            count == 2
                                    ? "instr($2, $1)"
                                    : "CASE instr(substring($2, $3), $1) WHEN 0 THEN 0"
                                            + " ELSE instr(substring($2, $3), $1) + $3 - 1 END",
                    OVERLAY,
                    count ->
                            count == 3
                                    ? "(substring($1, 1, $3 - 1) || $2 || substring($1, $3 +"
                                            + " length($2)))"
                                    : "(substring($1, 1, $3 - 1) || $2 || substring($1, $3 + $4))",
                    LPAD,
                    count -> padded("lpad", count),
                    RPAD,
                    count -> padded("rpad", count),
                    ROUND,
                    count -> count == 1 ? "round($1)" : "round($1, $2)",
                    TRUNCATE,
                    count -> count == 1 ? "trunc($1)" : "(trunc($1 * pow(10, $2)) / pow(10, $2))",
                    LIKE,
                    count -> count == 2 ? "($1 LIKE $2)" : "($1 LIKE $2 ESCAPE $3)",
                    ILIKE,
                    count -> count == 2 ? "($1 ILIKE $2)" : "($1 ILIKE $2 ESCAPE $3)");

    /** The most characters that a text is filled up to. */
    private static final int WIDEST = 10_000;

    private static String padded(String function, int arguments) {
        String with = arguments == 2 ? "' '" : "$3";
        return function + "($1, least($2, " + WIDEST + ")::INTEGER, " + with + ")";
    }

    private StandardFunctions() {}

    /** Operators whose spelling hangs on the number of their arguments. */
    static List<SqlOperator> counted() {
        return List.copyOf(COUNTED.keySet());
    }

    /** A call's spelling; null for an operator that is not here. */
    static String template(SqlOperator operator, int operands) {
        Function<Integer, String> counted = COUNTED.get(operator);
        return counted == null ? TEMPLATES.get(operator) : counted.apply(operands);
    }
}
