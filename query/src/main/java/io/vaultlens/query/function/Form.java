package io.vaultlens.query.function;

import java.util.List;

/**
 * A function that the binder knows by itself, because no template of values can say it: conditions,
 * columns by name, the rows around a row, several columns at once.
 *
 * @param signature how it is called; names are divided by {@code |}
 * @param doc one sentence for the manual
 */
public record Form(String signature, String doc) {
    /** Forms that belong together. */
    public record Group(String title, List<Form> forms) {}

    /** The groups of scalar forms, in the manual's order. */
    public static final List<Group> SCALARS =
            List.of(
                    new Group(
                            "Conditions and names",
                            List.of(
                                    new Form(
                                            "iff|iif(condition: bool, yes: T, no: T): T",
                                            "One of two values, by a condition."),
                                    new Form(
                                            "case(condition: bool, value: T, ..., otherwise: T): T",
                                            "The value of the first condition that holds."),
                                    new Form(
                                            "not(condition: bool): bool",
                                            "The opposite of a condition."),
                                    new Form(
                                            "isnull(value: any): bool",
                                            "Whether there is no value; a text is always there."),
                                    new Form(
                                            "isnotnull|notnull(value: any): bool",
                                            "Whether there is a value."),
                                    new Form(
                                            "isempty(value: any): bool",
                                            "Whether a value is missing or an empty text."),
                                    new Form(
                                            "isnotempty|notempty(value: any): bool",
                                            "Whether a value is neither missing nor an empty text."),
                                    new Form(
                                            "coalesce(values...: T): T",
                                            "The first value that is there; of texts the first that is not "
                                                    + "empty."),
                                    new Form(
                                            "now(offset: timespan = 0): datetime",
                                            "The moment of the query, the same in all of it."),
                                    new Form(
                                            "ago(length: timespan): datetime",
                                            "A moment before that of the query."),
                                    new Form(
                                            "bin_auto(value: any): same",
                                            "bin_at() with what set query_bin_auto_size and "
                                                    + "query_bin_auto_at say."),
                                    new Form(
                                            "column_ifexists|columnifexists(name: string, otherwise: any): "
                                                    + "any",
                                            "A column by its name, or a value where there is none."),
                                    new Form(
                                            "iscolumnexists(name: string): bool",
                                            "Whether there is a column of a name."),
                                    new Form(
                                            "column_names_of(table): dynamic",
                                            "The names of a table's columns."),
                                    new Form(
                                            "toscalar(query): any",
                                            "The first value of a query, as a constant."),
                                    new Form(
                                            "bag_pack|pack|pack_dictionary(key: string, value: any, ...): "
                                                    + "dynamic",
                                            "A bag of keys and values."),
                                    new Form(
                                            "bag_pack_columns(columns...: any): dynamic",
                                            "A bag of columns by their names."),
                                    new Form(
                                            "pack_all(ignore_null_empty: bool = false): dynamic",
                                            "A bag of all columns."))),
                    new Group(
                            "Conversions",
                            List.of(
                                    new Form("tostring(value: any): string", "A value as text."),
                                    new Form(
                                            "tobool|toboolean(value: any): bool",
                                            "A value as bool, null where it is none."),
                                    new Form(
                                            "toint(value: any): int",
                                            "A value as int, null where it is none."),
                                    new Form(
                                            "tolong(value: any): long",
                                            "A value as long, null where it is none."),
                                    new Form(
                                            "toreal|todouble(value: any): real",
                                            "A value as real, null where it is none."),
                                    new Form(
                                            "todecimal(value: any): decimal",
                                            "A value as decimal, null where it is none."),
                                    new Form(
                                            "todatetime(value: any): datetime",
                                            "A value as datetime, null where it is none."),
                                    new Form(
                                            "totimespan|totime(value: any): timespan",
                                            "A value as timespan, null where it is none."),
                                    new Form(
                                            "toguid(value: any): guid",
                                            "A value as guid, null where it is none."))),
                    new Group(
                            "Neighbouring rows",
                            List.of(
                                    new Form(
                                            "row_number(start: long = 1, restart: bool = false): long",
                                            "The number of a row."),
                                    new Form(
                                            "row_cumsum(term: number|timespan, restart: bool = false): same",
                                            "The sum of all rows so far."),
                                    new Form(
                                            "row_rank_dense|row_rank(term: any, restart: bool = false): "
                                                    + "long",
                                            "How many different values have come so far."),
                                    new Form(
                                            "row_rank_min(term: any, restart: bool = false): long",
                                            "The number of the first row with the same value."),
                                    new Form(
                                            "row_window_session(moment: datetime, longest: timespan, gap: "
                                                    + "timespan, restart: bool = false): datetime",
                                            "The start of the session a row is in."),
                                    new Form(
                                            "prev(column: any, offset: long = 1, otherwise: any = null): "
                                                    + "same",
                                            "The value of a row before."),
                                    new Form(
                                            "next(column: any, offset: long = 1, otherwise: any = null): "
                                                    + "same",
                                            "The value of a row after."))),
                    new Group(
                            "When a record came in",
                            List.of(
                                    new Form(
                                            "ingestion_time(): datetime",
                                            "When a row's record came in; null where the row is no table's "
                                                    + "any more."),
                                    new Form(
                                            "cursor_current|current_cursor(): string",
                                            "A mark for what has come in so far."),
                                    new Form(
                                            "cursor_after(cursor: string): bool",
                                            "Whether a record came in after a mark."),
                                    new Form(
                                            "cursor_before_or_at(cursor: string): bool",
                                            "Whether a record came in up to a mark."))),
                    new Group(
                            "Functions with several columns",
                            List.of(
                                    new Form(
                                            "series_stats(series: dynamic, ignore_nonfinite: bool = "
                                                    + "false): min, min_idx, max, max_idx, "
                                                    + "avg, stdev, variance",
                                            "Smallest, greatest, mean and spread of a series."),
                                    new Form(
                                            "series_fit_line(series: dynamic): rsquare, slope, variance, "
                                                    + "rvariance, interception, line_fit",
                                            "The straight line that fits a series best."),
                                    new Form(
                                            "series_fit_2lines(series: dynamic): rsquare, split_idx, "
                                                    + "variance, rvariance, line_fit, right_..., left_...",
                                            "The two lines that fit a series best."),
                                    new Form(
                                            "series_fit_poly(series: dynamic, x: dynamic = null, degree: "
                                                    + "long = 1): rsquare, coefficients, "
                                                    + "variance, rvariance, "
                                                    + "poly_fit",
                                            "The polynomial that fits a series best."),
                                    new Form(
                                            "series_fft(series: dynamic, imaginary: dynamic = null): real, "
                                                    + "imag",
                                            "The Fourier transform of a series."),
                                    new Form(
                                            "series_ifft(series: dynamic, imaginary: dynamic = null): "
                                                    + "real, imag",
                                            "The inverse Fourier transform of a series."),
                                    new Form(
                                            "series_periods_detect(series: dynamic, least: real, most: "
                                                    + "real, count: long): periods, scores",
                                            "The best periods of a series."),
                                    new Form(
                                            "series_periods_validate(series: dynamic, periods...: real): "
                                                    + "periods, scores",
                                            "How well some periods fit a series."),
                                    new Form(
                                            "series_decompose(series: dynamic, period: long = -1, trend: "
                                                    + "string = 'avg', test_points: long = 0, "
                                                    + "threshold: real = "
                                                    + "0.6): baseline, seasonal, trend, residual",
                                            "The season, trend and rest of a series."),
                                    new Form(
                                            "series_decompose_forecast(series: dynamic, points: long, "
                                                    + "period: long = -1, trend: string = "
                                                    + "'linefit', threshold: real "
                                                    + "= 0.6): baseline, seasonal, trend, residual",
                                            "What the last points of a series would be after those before."),
                                    new Form(
                                            "series_decompose_anomalies(series: dynamic, threshold: real = "
                                                    + "1.5, period: long = -1, trend: string = "
                                                    + "'avg', test_points: "
                                                    + "long = 0, method: string = 'ctukey', "
                                                    + "seasonality: real = "
                                                    + "0.6): ad_flag, ad_score, baseline",
                                            "What stands out of a series, and which way."))));

    /** Aggregates that pick a row. */
    public static final Group PICKS =
            new Group(
                    "Aggregates that pick a row",
                    List.of(
                            new Form(
                                    "arg_max|argmax(by: any, columns...: any): by, columns",
                                    "Columns of the row with the greatest value."),
                            new Form(
                                    "arg_min|argmin(by: any, columns...: any): by, columns",
                                    "Columns of the row with the smallest value.")));

    /** Its names; the first is the one the manual shows. */
    public List<String> names() {
        return List.of(signature.substring(0, signature.indexOf('(')).split("\\|"));
    }
}
