package io.vaultlens.query.function;

import static io.vaultlens.query.function.Scalar.routine;

import io.vaultlens.query.function.routine.Arrays;
import io.vaultlens.query.function.routine.Bags;
import io.vaultlens.query.function.routine.Hashes;
import io.vaultlens.query.function.routine.Moments;
import io.vaultlens.query.function.routine.NumberText;
import io.vaultlens.query.function.routine.Parsing;
import io.vaultlens.query.function.routine.Ranges;
import io.vaultlens.query.function.routine.SeriesDecomposition;
import io.vaultlens.query.function.routine.SeriesFits;
import io.vaultlens.query.function.routine.SeriesPeriods;
import io.vaultlens.query.function.routine.Sets;
import io.vaultlens.query.function.routine.Sketches;
import java.util.List;

/** Functions that other functions are made of; no query can call them by name. */
final class InnerFunctions {
    static final List<Scalar> ALL =
            List.of(
                    routine(
                            "series_fit_poly_dynamic(series: dynamic, x: json = null, degree: "
                                    + "long = 1): dynamic",
                            SeriesFits::polynomial,
                            "The polynomial that fits a series best."),
                    routine(
                            "series_fft_dynamic(series: dynamic, imaginary: json = null): dynamic",
                            SeriesFits::transform,
                            "The Fourier transform of a series."),
                    routine(
                            "series_ifft_dynamic(series: dynamic, imaginary: json = null): dynamic",
                            SeriesFits::inverseTransform,
                            "The inverse Fourier transform of a series."),
                    routine(
                            "real_text(value: real): string",
                            NumberText::text,
                            "The text of a real number."),
                    routine(
                            "todatetime_text(value: string): datetime",
                            Moments::fromText,
                            "The moment that a text means."),
                    routine(
                            "totimespan_text(value: string): timespan",
                            Moments::spanFromText,
                            "The length of time that a text means."),
                    routine(
                            "timespan_text(value: timespan): string",
                            Moments::spanToText,
                            "The text of a length of time."),
                    routine(
                            "version_number(version: text): string",
                            Parsing::version,
                            "The digits behind parse_version()."),
                    routine(
                            "shift_left(value: long, count: long): long",
                            Hashes::shiftLeft,
                            "What binary_shift_left() does."),
                    routine(
                            "array_sort_asc_all(arrays...: json): dynamic",
                            Arrays::sortAscending,
                            "What array_sort_asc() divides into columns."),
                    routine(
                            "array_sort_desc_all(arrays...: json): dynamic",
                            Arrays::sortDescending,
                            "What array_sort_desc() divides into columns."),
                    routine(
                            "bag_of(bags: dynamic, most: long): dynamic",
                            Bags::of,
                            "What make_bag() makes of a group."),
                    routine(
                            "schema_of(values: dynamic): dynamic",
                            Bags::schema,
                            "What buildschema() makes of a group."),
                    routine(
                            "set_of(values: dynamic, most: long): dynamic",
                            Sets::of,
                            "What make_set() makes of a group."),
                    routine(
                            "format_moment(moment: datetime, format: string): string",
                            Moments::format,
                            "What format_datetime() does with rare formats."),
                    routine(
                            "weighted_place(weights: dynamic, share: real): long",
                            Sketches::weightedPlace,
                            "Where weights reach a share of their sum."),
                    routine(
                            "series_periods_detect_dynamic(series: dynamic, least: real, most: "
                                    + "real, count: long): dynamic",
                            SeriesPeriods::detect,
                            "The best periods of a series."),
                    routine(
                            "series_periods_validate_dynamic(series: dynamic, periods...: json): "
                                    + "dynamic",
                            SeriesPeriods::validate,
                            "How well some periods fit a series."),
                    routine(
                            "series_decompose_dynamic(series: dynamic, period: long = -1, trend: "
                                    + "string = 'avg', test_points: long = 0, threshold: real = "
                                    + "0.6): dynamic",
                            SeriesDecomposition::decompose,
                            "The season, trend and rest of a series."),
                    routine(
                            "series_decompose_forecast_dynamic(series: dynamic, points: long, "
                                    + "period: long = -1, trend: string = 'linefit', threshold: "
                                    + "real = 0.6): dynamic",
                            SeriesDecomposition::forecast,
                            "What the last points of a series would be after those before."),
                    routine(
                            "series_decompose_anomalies_dynamic(series: dynamic, threshold: real "
                                    + "= 1.5, period: long = -1, trend: string = 'avg', "
                                    + "test_points: long = 0, method: string = 'ctukey', "
                                    + "seasonality: real = 0.6): dynamic",
                            SeriesDecomposition::anomalies,
                            "What stands out of a series."),
                    routine(
                            "decimal_multiply(one: decimal, other: decimal): decimal",
                            NumberText::product,
                            "The product of two decimals."),
                    routine(
                            "decimal_divide(one: decimal, other: decimal): decimal",
                            NumberText::quotient,
                            "The quotient of two decimals."),
                    routine(
                            "session_starts(rows: dynamic, longest: long, gap: long): dynamic",
                            Ranges::sessions,
                            "The start of the session that each of some moments is in."),
                    routine(
                            "json_at(path: string, json: text): string",
                            Parsing::jsonAt,
                            "What stands at a path of a JSON text."));

    private InnerFunctions() {}
}
