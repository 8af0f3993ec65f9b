package io.vaultlens.query.function;

import static io.vaultlens.query.function.Scalar.routine;
import static io.vaultlens.query.function.Scalar.scalar;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.function.routine.Distributions;
import java.util.List;

/** Functions over numbers. */
final class NumberFunctions {
    private static final String AROUND = "($1 BETWEEN $2 - $3 AND $2 + $3)";

    static final List<Scalar> ALL =
            List.of(
                    scalar("abs(value: int|long): long", "abs($1)", "A number without its sign."),
                    scalar(
                            "abs(value: real|decimal|timespan): same",
                            "abs($1)",
                            "A number without its sign."),
                    scalar(
                            "sign(value: real): real",
                            "sign($1)::DOUBLE",
                            "-1, 0 or 1 as a number is below, at or above 0."),
                    scalar(
                            "ceiling(value: real): real",
                            "ceil($1)",
                            "The smallest whole number not below a number."),
                    scalar(
                            "round(value: number): same",
                            "round_even($1, 0)",
                            "The nearest whole number, the even one of two."),
                    scalar(
                            "round(value: real, precision: long): real",
                            "(round_even($1 * power(10.0::DOUBLE, $2), 0)"
                                    + " / power(10.0::DOUBLE, $2))",
                            "The nearest number with so many digits after the point."),
                    scalar(
                            "round(value: number, precision: long): same",
                            "round_even($1, coalesce($2, 0)::INTEGER)",
                            "The nearest number with so many digits after the point."),
                    scalar(
                            "sqrt(value: real): real",
                            "CASE WHEN $1 < 0 THEN 'nan'::DOUBLE ELSE sqrt($1) END",
                            "The square root."),
                    scalar(
                            "pow(base: real, exponent: real): real",
                            "power($1, $2)",
                            "A number to the power of another."),
                    scalar("exp(value: real): real", "exp($1)", "e to the power of a number."),
                    scalar(
                            "exp2(value: real): real",
                            "power(2.0::DOUBLE, $1)",
                            "2 to the power of a number."),
                    scalar(
                            "exp10(value: real): real",
                            "power(10.0::DOUBLE, $1)",
                            "10 to the power of a number."),
                    scalar(
                            "log(value: real): real",
                            "CASE WHEN $1 < 0 THEN 'nan'::DOUBLE WHEN $1 = 0 THEN "
                                    + "'-inf'::DOUBLE ELSE ln($1) END",
                            "The natural logarithm."),
                    scalar(
                            "log2(value: real): real",
                            "CASE WHEN $1 < 0 THEN 'nan'::DOUBLE WHEN $1 = 0 THEN "
                                    + "'-inf'::DOUBLE ELSE log2($1) END",
                            "The logarithm to base 2."),
                    scalar(
                            "log10(value: real): real",
                            "CASE WHEN $1 < 0 THEN 'nan'::DOUBLE WHEN $1 = 0 THEN "
                                    + "'-inf'::DOUBLE ELSE log10($1) END",
                            "The logarithm to base 10."),
                    scalar(
                            "sin(value: real): real",
                            "CASE WHEN isinf($1) THEN 'nan'::DOUBLE ELSE sin($1) END",
                            "The sine."),
                    scalar(
                            "cos(value: real): real",
                            "CASE WHEN isinf($1) THEN 'nan'::DOUBLE ELSE cos($1) END",
                            "The cosine."),
                    scalar(
                            "tan(value: real): real",
                            "CASE WHEN isinf($1) THEN 'nan'::DOUBLE ELSE tan($1) END",
                            "The tangent."),
                    scalar(
                            "cot(value: real): real",
                            "CASE WHEN isinf($1) THEN 'nan'::DOUBLE ELSE cot($1) END",
                            "The cotangent."),
                    scalar(
                            "asin(value: real): real",
                            "CASE WHEN abs($1) > 1 THEN 'nan'::DOUBLE ELSE asin($1) END",
                            "The angle with this sine."),
                    scalar(
                            "acos(value: real): real",
                            "CASE WHEN abs($1) > 1 THEN 'nan'::DOUBLE ELSE acos($1) END",
                            "The angle with this cosine."),
                    scalar("atan(value: real): real", "atan($1)", "The angle with this tangent."),
                    scalar(
                            "atan2(y: real, x: real): real",
                            "atan2($1, $2)",
                            "The angle of a point."),
                    scalar(
                            "degrees(radians: real): real",
                            "($1 * 180 / pi())",
                            "An angle in degrees."),
                    scalar(
                            "radians(degrees: real): real",
                            "($1 * pi() / 180)",
                            "An angle in radians."),
                    scalar("pi(): real", "pi()", "The ratio of a circle."),
                    scalar("isnan(value: real): bool", "isnan($1)", "Whether a number is NaN."),
                    scalar(
                            "isinf(value: real): bool",
                            "isinf($1)",
                            "Whether a number is infinite."),
                    scalar(
                            "isfinite(value: real): bool",
                            "isfinite($1)",
                            "Whether a number is neither NaN nor infinite."),
                    scalar("rand(): real", "random()", "A random number from 0 to 1."),
                    scalar(
                            "rand(number: long): real",
                            "floor(random() * $1)",
                            "A random whole number below a number."),
                    scalar(
                            "max_of(values...: T): T",
                            "greatest($*)",
                            "The greatest value of a row."),
                    scalar(
                            "min_of(values...: T): T",
                            NumberFunctions::least,
                            "The smallest value of a row."),
                    scalar(
                            "around(value: N, center: N, delta: N): bool",
                            AROUND,
                            "Whether a value is near another."),
                    scalar(
                            "around(value: datetime, center: datetime, delta: timespan): bool",
                            AROUND,
                            "Whether a moment is near another."),
                    scalar(
                            "around(value: timespan, center: timespan, delta: timespan): bool",
                            AROUND,
                            "Whether a length of time is near another."),
                    scalar(
                            "binary_and(one: long, other: long): long",
                            "($1 & $2)",
                            "The bits that two numbers both have."),
                    scalar(
                            "binary_or(one: long, other: long): long",
                            "($1 | $2)",
                            "The bits that either of two numbers has."),
                    scalar(
                            "binary_xor(one: long, other: long): long",
                            "xor($1, $2)",
                            "The bits that one of two numbers has."),
                    scalar(
                            "binary_not(value: long): long",
                            "(~ $1)",
                            "The bits that a number has not."),
                    scalar(
                            "binary_shift_left(value: long, count: long): long",
                            "kql_shift_left_2($1, $2)",
                            "A number's bits moved to the left."),
                    scalar(
                            "binary_shift_right(value: long, count: long): long",
                            "CASE WHEN $2 >= 0 THEN $1 >> ($2 % 64)::INTEGER END",
                            "A number's bits moved to the right."),
                    scalar(
                            "bitset_count_ones(value: long): long",
                            "bit_count($1)",
                            "The number of bits that are set."),
                    routine(
                            "gamma(value: real): real",
                            Distributions::gamma,
                            "The gamma function."),
                    routine(
                            "loggamma(value: real): real",
                            Distributions::logGamma,
                            "The logarithm of the gamma function."),
                    routine("erf(value: real): real", Distributions::erf, "The error function."),
                    routine(
                            "erfc(value: real): real",
                            Distributions::erfc,
                            "1 less the error function."),
                    routine(
                            "beta_cdf(x: real, alpha: real, beta: real): real",
                            Distributions::betaCdf,
                            "The cumulative beta distribution."),
                    routine(
                            "beta_pdf(x: real, alpha: real, beta: real): real",
                            Distributions::betaPdf,
                            "The density of the beta distribution."),
                    routine(
                            "beta_inv(probability: real, alpha: real, beta: real): real",
                            Distributions::betaInverse,
                            "The inverse of the cumulative beta distribution."),
                    routine(
                            "welch_test(mean1: real, variance1: real, count1: real, mean2: "
                                    + "real, variance2: real, count2: real): real",
                            Distributions::welch,
                            "The probability that two samples have one mean."));

    private NumberFunctions() {}

    /** Where one is no number, the smallest is none. */
    private static String least(Arguments arguments) {
        return arguments.types().contains(ColumnType.REAL)
                ? "CASE WHEN isnan(greatest($*)) THEN 'nan'::DOUBLE ELSE least($*) END"
                : "least($*)";
    }
}
