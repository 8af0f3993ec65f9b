package io.vaultlens.query.plugin;

import static io.vaultlens.query.plugin.Plugin.plugin;

import java.util.List;

/** Plugins that count who was active when. */
final class ActivityPlugins {
    static final List<Plugin> ALL =
            List.of(
                    plugin(
                            "active_users_count(id: column, time: column, start: value, end: value,"
                                    + " lookback: value, period: value, periods: value, bin: value,"
                                    + " dims: columns)",
                            "The ids in each bin that were seen in so many periods before.",
                            ActivityPlugins::activeUsers),
                    plugin(
                            "activity_counts_metrics(id: column, time: column, start: value, end:"
                                    + " value, window: value, dims: columns)",
                            "Records, ids, new ids and ids so far of each window.",
                            ActivityPlugins::counts),
                    plugin(
                            "activity_engagement(id: column, time: column, start: value?, end:"
                                    + " value?, inner: value, outer: value, dims: columns)",
                            "The ids of each inner window against those of a longer one.",
                            ActivityPlugins::engagement),
                    plugin(
                            "activity_metrics(id: column, time: column, start: value?, end: value?,"
                                    + " window: value, dims: columns)",
                            "Ids and new ids of each window, and how many stayed or went.",
                            ActivityPlugins::metrics),
                    plugin(
                            "new_activity_metrics(id: column, time: column, start: value, end:"
                                    + " value, window: value, cohort: value?, dims: columns,"
                                    + " lookback: table?)",
                            "What became of the ids first seen in each window.",
                            ActivityPlugins::cohorts),
                    plugin(
                            "session_count(id: column, time: column, start: value, end: value,"
                                    + " bin: value, lookback: value, dims: columns)",
                            "The sessions that begin in each bin.",
                            ActivityPlugins::sessions),
                    plugin(
                            "sliding_window_counts(id: column, time: column, start: value, end:"
                                    + " value, lookback: value, bin: value, dims: columns)",
                            "Records and ids of the time up to each bin.",
                            ActivityPlugins::sliding));

    private ActivityPlugins() {}

    private static String activeUsers(Given given) {
        return given.fill(
                """
                let _seen = materialize(_input | distinct _id, _time{dims});
                _seen
                | where _time between (_start .. _end)
                | join kind=inner (
                    _seen | project _id, _then = _time, _period = bin(_time, _period){dims}
                  ) on _id{dims}
                | where _then <= _time and _then > _time - _lookback
                | summarize _n = dcount(_period) by _id, _time{dims}
                | where _n >= _periods
                | summarize dcount = dcount(_id) by {time} = bin_at(_time, _bin, _start){dims}
                | sort by {time} asc
                """);
    }

    private static String counts(Given given) {
        String window = new Windows(given, "window").at("_time");
        return given.fill(
                """
                _input
                | where _time between (_start .. _end)
                | summarize _n = count() by _id, _w = WINDOW, _dims = {key}{dims}
                | extend _key = strcat(tostring(_id), '\\n', _dims)
                | sort by _key asc, _w asc
                | extend _new = iff(prev(_key) == _key and row_number() > 1, 0, 1)
                | summarize ['count'] = sum(_n), dcount = count(), new_dcount = sum(_new)
                    by _w, _dims{dims}
                | sort by _dims asc, _w asc
                | extend aggregated_dcount =
                    row_cumsum(new_dcount, row_number() > 1 and prev(_dims) != _dims)
                | project {time} = _w{dims}, ['count'], dcount, new_dcount, aggregated_dcount
                | sort by {time} asc
                """
                        .replace("WINDOW", window));
    }

    private static String engagement(Given given) {
        Windows inner = new Windows(given, "inner");
        return given.fill(
                inner.bounds()
                        + """
                        _input
                        | where _time between (_start - _outer .. _end)
                        | distinct _w = WINDOW, _id{dims}
                        | extend _k = 1
                        | join kind=inner ALL on _k
                        | where _w <= _d and _w > _d - _outer
                        | summarize dcount_activities_inner = dcountif(_id, _w == _d),
                            dcount_activities_outer = dcount(_id) by _d{dims}
                        | project {time} = _d, dcount_activities_inner, dcount_activities_outer,
                            activity_ratio =
                                todouble(dcount_activities_inner) / dcount_activities_outer{dims}
                        | sort by {time} asc
                        """
                                .replace("WINDOW", inner.at("_time"))
                                .replace("ALL", inner.all()));
    }

    private static String metrics(Given given) {
        Windows windows = new Windows(given, "window");
        return given.fill(
                windows.bounds()
                        + """
                        _input
                        | where _time between (_start .. _end)
                        | distinct _w = WINDOW, _id{dims}
                        | extend _dims = {key}
                        | extend _key = strcat(tostring(_id), '\\n', _dims)
                        | sort by _key asc, _w asc
                        | extend _new = iff(prev(_key) == _key and prev(_w) == BEFORE, 0, 1)
                        | summarize dcount_values = count(), dcount_newvalues = sum(_new)
                            by _w, _dims{dims}
                        | sort by _dims asc, _w asc
                        | extend _before = iff(prev(_dims) == _dims and prev(_w) == BEFORE,
                            prev(dcount_values), long(null))
                        | extend retention_rate = iff(isnull(_before), real(nan),
                            todouble(dcount_values - dcount_newvalues) / _before)
                        | project {time} = _w, dcount_values, dcount_newvalues, retention_rate,
                            churn_rate = 1 - retention_rate{dims}
                        | sort by {time} asc
                        """
                                .replace("WINDOW", windows.at("_time"))
                                .replace("BEFORE", windows.before("_w")));
    }

    private static String cohorts(Given given) {
        Windows windows = new Windows(given, "window");
        String known = given.has("lookback") ? "| where _id !in (_lookback)\n" : "";
        String cohort = given.has("cohort") ? "| where _f == " + windows.at("_cohort") + "\n" : "";
        return given.fill(
                """
                let _seen = materialize(
                    _input | where _time between (_start .. _end) | distinct _w = WINDOW, _id{dims});
                let _first = materialize(
                    _seen KNOWN | summarize _f = min(_w) by _id{dims});
                let _kept = materialize(
                    _seen | join kind=inner _first on _id{dims}
                    | summarize _n = dcount(_id) by _f, _w{dims} | extend _k = 1);
                _first
                | summarize _size = count() by _f{dims}
                COHORT
                | extend _k = 1
                | join kind=inner ALL on _k
                | where _d >= _f
                | project _f, _d, _size, _k{dims}
                | join kind=leftouter (_kept | project _f, _d = _w, _n, _k{dims}) on _k, _f, _d{dims}
                | project _f, _d, _size, _stayed = coalesce(_n, 0), _k{dims}
                | join kind=leftouter (_kept | project _g = _f, _d = _w, _m = _n, _k{dims})
                    on _k, _d{dims}
                | summarize dcount_new_values = sumif(_m, _g > _f or _f == _d and _g == _f)
                    by _f, _d, _size, _stayed{dims}
                | project ['from_TIME'] = _f, ['to_TIME'] = _d, dcount_new_values,
                    dcount_retained_values = _stayed, dcount_churn_values = _size - _stayed,
                    retention_rate = todouble(_stayed) / _size,
                    churn_rate = 1.0 - todouble(_stayed) / _size{dims}
                | sort by ['from_TIME'] asc, ['to_TIME'] asc
                """
                        .replace("WINDOW", windows.at("_time"))
                        .replace("KNOWN", known)
                        .replace("COHORT", cohort)
                        .replace("ALL", windows.all())
                        .replace("TIME", given.columns().get("time").replace("'", "\\'")));
    }

    private static String sessions(Given given) {
        return given.fill(
                """
                _input
                | where _time between (_start - _lookback .. _end)
                | extend _dims = {key}
                | extend _key = strcat(tostring(_id), '\\n', _dims)
                | sort by _key asc, _time asc
                | extend _begins = not(prev(_key) == _key and _time - prev(_time) < _lookback)
                    or row_number() == 1
                | where _begins and _time >= _start
                | summarize count_sessions = count() by {time} = bin(_time, _bin){dims}
                | sort by {time} asc
                """);
    }

    private static String sliding(Given given) {
        Windows windows = new Windows(given, "bin");
        String plain =
                windows.at("_time").replace("bin_at(_time, _bin, _start)", "bin(_time, _bin)");
        String all = windows.all().replace("bin_at(_start, _bin, _start)", "bin(_start, _bin)");
        return given.fill(
                """
                _input
                | where _time <= _end and _time > _start - _lookback
                | summarize _n = count() by _w = WINDOW, _id{dims}
                | extend _k = 1
                | join kind=inner ALL on _k
                | where _w <= _d and _d < _w + _lookback
                | summarize Count = sum(_n), Dcount = dcount(_id) by {time} = _d{dims}
                | sort by {time} asc
                """
                        .replace("WINDOW", plain)
                        .replace("ALL", all));
    }
}
