package io.vaultlens.query.function;

import static io.vaultlens.query.function.Scalar.routine;
import static io.vaultlens.query.function.Scalar.scalar;

import io.vaultlens.query.function.routine.Moments;
import java.util.List;

/** Functions over moments and lengths of time, which are ticks of 100 ns. */
final class TimeFunctions {
    static final List<Scalar> ALL =
            List.of(
                    scalar(
                            "startofday(moment: datetime, offset: long = 0): datetime",
                            TimeFunctions::startOfDay,
                            "The start of a day."),
                    scalar(
                            "endofday(moment: datetime, offset: long = 0): datetime",
                            "(($1 // 864000000000 + $2 + 1) * 864000000000 - 1)",
                            "The last tick of a day."),
                    scalar(
                            "startofweek(moment: datetime, offset: long = 0): datetime",
                            "(((($1 // 864000000000 + 1) // 7 + $2) * 7 - 1) * 864000000000)",
                            "The start of a week, which is a Sunday."),
                    scalar(
                            "endofweek(moment: datetime, offset: long = 0): datetime",
                            "(((($1 // 864000000000 + 1) // 7 + $2 + 1) * 7 - 1) * 864000000000 "
                                    + "- 1)",
                            "The last tick of a week, which ends on a Saturday."),
                    scalar(
                            "startofmonth(moment: datetime, offset: long = 0): datetime",
                            arguments -> startOf(arguments, "month", 1),
                            "The start of a month."),
                    scalar(
                            "endofmonth(moment: datetime, offset: long = 0): datetime",
                            "(((epoch_us(date_trunc('month', make_timestamp(($1 // 10) - "
                                    + "62135596800000000)) + to_months(($2 + 1)::INTEGER)) + "
                                    + "62135596800000000) * 10) - 1)",
                            "The last tick of a month."),
                    scalar(
                            "startofyear(moment: datetime, offset: long = 0): datetime",
                            arguments -> startOf(arguments, "year", 12),
                            "The start of a year."),
                    scalar(
                            "endofyear(moment: datetime, offset: long = 0): datetime",
                            "(((epoch_us(date_trunc('year', make_timestamp(($1 // 10) - "
                                    + "62135596800000000)) + to_months((($2 + 1) * 12)::INTEGER)) + "
                                    + "62135596800000000) * 10) - 1)",
                            "The last tick of a year."),
                    scalar(
                            "dayofweek(moment: datetime): timespan",
                            "((($1 // 864000000000 + 1) % 7) * 864000000000)",
                            "The days since Sunday, as a length of time."),
                    scalar(
                            "dayofmonth(moment: datetime): long",
                            "day(make_timestamp(($1 // 10) - 62135596800000000))",
                            "The day of the month, from 1."),
                    scalar(
                            "dayofyear(moment: datetime): long",
                            "dayofyear(make_timestamp(($1 // 10) - 62135596800000000))",
                            "The day of the year, from 1."),
                    scalar(
                            "hourofday(moment: datetime): long",
                            "(($1 // 36000000000) % 24)",
                            "The hour of the day, from 0."),
                    scalar(
                            "monthofyear|getmonth(moment: datetime): long",
                            "month(make_timestamp(($1 // 10) - 62135596800000000))",
                            "The month of the year, from 1."),
                    scalar(
                            "getyear(moment: datetime): long",
                            "year(make_timestamp(($1 // 10) - 62135596800000000))",
                            "The year."),
                    scalar(
                            "week_of_year|weekofyear(moment: datetime): long",
                            "weekofyear(make_timestamp(($1 // 10) - 62135596800000000))",
                            "The week of the year after ISO 8601."),
                    scalar(
                            "datetime_part|datepart(part: string, moment: datetime): long",
                            DateParts::part,
                            "A part of a moment, such as its year."),
                    scalar(
                            "datetime_add(part: string, amount: long, moment: datetime): datetime",
                            DateParts::add,
                            "A moment some parts later."),
                    scalar(
                            "datetime_diff(part: string, later: datetime, earlier: datetime): long",
                            DateParts::difference,
                            "How many starts of a part lie between two moments."),
                    routine(
                            "make_datetime(year: real, month: real, day: real, hour: real = 0, "
                                    + "minute: real = 0, second: real = 0): datetime",
                            Moments::make,
                            "The moment of a date and a time of day."),
                    scalar(
                            "make_datetime(value: text): datetime",
                            "kql_todatetime_text_1($1)",
                            "The moment that a text means."),
                    scalar(
                            "make_timespan(days: long, hours: long, minutes: long, seconds: "
                                    + "real): timespan",
                            clock("$1 * 864000000000 + ", "$2", "$3", "$4"),
                            "A length of time."),
                    scalar(
                            "make_timespan(hours: long, minutes: long, seconds: real = 0): "
                                    + "timespan",
                            clock("", "$1", "$2", "$3"),
                            "A length of time."),
                    scalar(
                            "make_timespan(value: text): timespan",
                            "kql_totimespan_text_1($1)",
                            "The length of time that a text means."),
                    scalar(
                            "format_datetime(moment: datetime, format: string): string",
                            DateParts::format,
                            "A moment written as a format says."),
                    routine(
                            "format_timespan(length: timespan, format: string): string",
                            Moments::formatSpan,
                            "A length of time written as a format says."),
                    scalar(
                            "unixtime_seconds_todatetime(value: int|long): datetime",
                            "(621355968000000000 + $1 * 10000000)",
                            "The moment of seconds since 1970."),
                    scalar(
                            "unixtime_seconds_todatetime(value: real): datetime",
                            "(621355968000000000 + round($1 * 10000000)::BIGINT)",
                            "The moment of seconds since 1970."),
                    scalar(
                            "unixtime_milliseconds_todatetime(value: int|long): datetime",
                            "(621355968000000000 + $1 * 10000)",
                            "The moment of milliseconds since 1970."),
                    scalar(
                            "unixtime_milliseconds_todatetime(value: real): datetime",
                            "(621355968000000000 + round($1 * 10000)::BIGINT)",
                            "The moment of milliseconds since 1970."),
                    scalar(
                            "unixtime_microseconds_todatetime(value: int|long): datetime",
                            "(621355968000000000 + $1 * 10)",
                            "The moment of microseconds since 1970."),
                    scalar(
                            "unixtime_microseconds_todatetime(value: real): datetime",
                            "(621355968000000000 + round($1 * 10)::BIGINT)",
                            "The moment of microseconds since 1970."),
                    scalar(
                            "unixtime_nanoseconds_todatetime(value: long): datetime",
                            "(621355968000000000 + $1 // 100)",
                            "The moment of nanoseconds since 1970."),
                    scalar(
                            "unixtime_nanoseconds_todatetime(value: real): datetime",
                            "(621355968000000000 + ($1 / 100)::BIGINT)",
                            "The moment of nanoseconds since 1970."),
                    routine(
                            "datetime_utc_to_local(moment: datetime, zone: string): datetime",
                            Moments::toLocal,
                            "What clocks of a time zone show."),
                    routine(
                            "datetime_local_to_utc(moment: datetime, zone: string): datetime",
                            Moments::toUtc,
                            "The moment at which clocks of a time zone show a time."),
                    routine(
                            "datetime_list_timezones(): dynamic",
                            Moments::zones,
                            "The time zones there are."));

    private TimeFunctions() {}

    /** The ticks of days and a clock's time; null for what no clock shows, such as 25 hours. */
    private static String clock(String days, String hours, String minutes, String seconds) {
        String inside =
                "%s BETWEEN 0 AND 23 AND %s BETWEEN 0 AND 59 AND %s >= 0 AND %s < 60"
                        .formatted(hours, minutes, seconds, seconds);
        String ticks =
                "%s%s * 36000000000 + %s * 600000000 + round(%s * 10000000)::BIGINT"
                        .formatted(days, hours, minutes, seconds);
        return "CASE WHEN " + inside + " THEN " + ticks + " END";
    }

    /** Nearly always of the day itself. */
    private static String startOfDay(Arguments arguments) {
        return isOffByNone(arguments)
                ? "($1 // 864000000000 * 864000000000)"
                : "(($1 // 864000000000 + $2) * 864000000000)";
    }

    private static String startOf(Arguments arguments, String part, int months) {
        String start = "date_trunc('" + part + "', make_timestamp(($1 // 10) - 62135596800000000))";
        String moved =
                isOffByNone(arguments)
                        ? start
                        : start + " + to_months(($2 * " + months + ")::INTEGER)";
        return "((epoch_us(" + moved + ") + 62135596800000000) * 10)";
    }

    /** Whether the offset is a plain 0, as it is where none is given: planning each call costs. */
    private static boolean isOffByNone(Arguments arguments) {
        return arguments.constants().get(1).filter(each -> each.equals(0L)).isPresent();
    }
}
