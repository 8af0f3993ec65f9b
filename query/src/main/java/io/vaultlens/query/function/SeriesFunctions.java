package io.vaultlens.query.function;

import static io.vaultlens.query.function.Scalar.routine;

import io.vaultlens.query.function.routine.Series;
import io.vaultlens.query.function.routine.SeriesDecomposition;
import io.vaultlens.query.function.routine.SeriesFill;
import io.vaultlens.query.function.routine.SeriesFits;
import io.vaultlens.query.function.routine.SeriesPeriods;
import java.util.List;

/** Functions over series of numbers. */
final class SeriesFunctions {
    static final List<Scalar> ALL =
            List.of(
                    routine(
                            "series_abs(series: dynamic): dynamic",
                            Series.each(Math::abs),
                            "Each number without its sign."),
                    routine(
                            "series_exp(series: dynamic): dynamic",
                            Series.each(Math::exp),
                            "e to the power of each number."),
                    routine(
                            "series_sin(series: dynamic): dynamic",
                            Series.each(Math::sin),
                            "The sine of each number."),
                    routine(
                            "series_cos(series: dynamic): dynamic",
                            Series.each(Math::cos),
                            "The cosine of each number."),
                    routine(
                            "series_tan(series: dynamic): dynamic",
                            Series.each(Math::tan),
                            "The tangent of each number."),
                    routine(
                            "series_asin(series: dynamic): dynamic",
                            Series.each(Math::asin),
                            "The angle with each sine."),
                    routine(
                            "series_acos(series: dynamic): dynamic",
                            Series.each(Math::acos),
                            "The angle with each cosine."),
                    routine(
                            "series_atan(series: dynamic): dynamic",
                            Series.each(Math::atan),
                            "The angle with each tangent."),
                    routine(
                            "series_log(series: dynamic): dynamic",
                            Series.each(Math::log),
                            "The natural logarithm of each number."),
                    routine(
                            "series_floor(series: dynamic): dynamic",
                            Series.each(Math::floor),
                            "Each number rounded down."),
                    routine(
                            "series_ceiling(series: dynamic): dynamic",
                            Series.each(Math::ceil),
                            "Each number rounded up."),
                    routine(
                            "series_sign(series: dynamic): dynamic",
                            Series.each(Math::signum),
                            "The sign of each number."),
                    routine(
                            "series_add(one: json, other: json): dynamic",
                            Series.both((a, b) -> a + b, true),
                            "The sums of two series."),
                    routine(
                            "series_subtract(one: json, other: json): dynamic",
                            Series.both((a, b) -> a - b, true),
                            "The differences of two series."),
                    routine(
                            "series_multiply(one: json, other: json): dynamic",
                            Series.both((a, b) -> a * b, true),
                            "The products of two series."),
                    routine(
                            "series_divide(one: json, other: json): dynamic",
                            Series.both((a, b) -> a / b, false),
                            "The quotients of two series."),
                    routine(
                            "series_pow(one: json, other: json): dynamic",
                            Series.both(Math::pow, false),
                            "One series to the power of another."),
                    routine(
                            "series_greater(one: json, other: json): dynamic",
                            Series.comparing((a, b) -> a > b),
                            "Compares two series element by element."),
                    routine(
                            "series_greater_equals(one: json, other: json): dynamic",
                            Series.comparing((a, b) -> a >= b),
                            "Compares two series element by element."),
                    routine(
                            "series_less(one: json, other: json): dynamic",
                            Series.comparing((a, b) -> a < b),
                            "Compares two series element by element."),
                    routine(
                            "series_less_equals(one: json, other: json): dynamic",
                            Series.comparing((a, b) -> a <= b),
                            "Compares two series element by element."),
                    routine(
                            "series_equals(one: json, other: json): dynamic",
                            Series.comparing((a, b) -> a == b),
                            "Compares two series element by element."),
                    routine(
                            "series_not_equals(one: json, other: json): dynamic",
                            Series.comparing((a, b) -> a != b),
                            "Compares two series element by element."),
                    routine(
                            "series_sum(series: dynamic): real",
                            Series::sum,
                            "The sum of a series."),
                    routine(
                            "series_product(series: dynamic): real",
                            Series::product,
                            "The product of a series."),
                    routine(
                            "series_magnitude(series: dynamic): real",
                            Series::magnitude,
                            "The length of a series as a vector."),
                    routine(
                            "series_dot_product(one: json, other: json): real",
                            Series::dotProduct,
                            "The sum of the products of two series."),
                    routine(
                            "series_cosine_similarity(one: dynamic, other: dynamic, magnitude1: "
                                    + "real = null, magnitude2: real = null): real",
                            Series::cosine,
                            "The cosine of the angle between two series."),
                    routine(
                            "series_pearson_correlation(one: dynamic, other: dynamic): real",
                            Series::pearson,
                            "How far two series move together."),
                    routine(
                            "series_stats_dynamic(series: dynamic, ignore_nonfinite: bool = "
                                    + "false): dynamic",
                            Series::stats,
                            "Smallest, greatest, mean and spread of a series."),
                    routine(
                            "series_fill_forward(series: dynamic, missing: json = null): dynamic",
                            SeriesFill::forward,
                            "A series with each gap filled from before."),
                    routine(
                            "series_fill_backward(series: dynamic, missing: json = null): dynamic",
                            SeriesFill::backward,
                            "A series with each gap filled from behind."),
                    routine(
                            "series_fill_const(series: dynamic, value: json = 0, missing: json "
                                    + "= null): dynamic",
                            SeriesFill::constant,
                            "A series with each gap filled with a value."),
                    routine(
                            "series_fill_linear(series: dynamic, missing: json = null, edges: "
                                    + "bool = true, value: json = 0.0): dynamic",
                            SeriesFill::linear,
                            "A series with each gap filled along a line."),
                    routine(
                            "series_fir(series: dynamic, filter: dynamic, normalize: bool = "
                                    + "null, center: bool = false): dynamic",
                            SeriesFill::fir,
                            "A series filtered with weights."),
                    routine(
                            "series_iir(series: dynamic, numerators: dynamic, denominators: "
                                    + "dynamic): dynamic",
                            SeriesFill::iir,
                            "A series filtered with weights and feedback."),
                    routine(
                            "series_fit_line_dynamic(series: dynamic): dynamic",
                            SeriesFits::line,
                            "The straight line that fits a series best."),
                    routine(
                            "series_fit_2lines_dynamic(series: dynamic): dynamic",
                            SeriesFits::twoLines,
                            "The two lines that fit a series best."),
                    routine(
                            "series_seasonal(series: dynamic, period: long = -1, test_points: "
                                    + "long = 0): dynamic",
                            SeriesPeriods::seasonal,
                            "The part of a series that repeats."),
                    routine(
                            "series_outliers(series: dynamic, kind: string = 'ctukey', ignore: "
                                    + "real = null, low: real = 10, high: real = 90, "
                                    + "test_points: long = 0): dynamic",
                            SeriesDecomposition::outliers,
                            "How far each number of a series stands out."));

    private SeriesFunctions() {}
}
