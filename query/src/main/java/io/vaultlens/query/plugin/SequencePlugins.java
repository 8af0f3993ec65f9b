package io.vaultlens.query.plugin;

import static io.vaultlens.query.plugin.Plugin.plugin;
import static io.vaultlens.query.plugin.Plugin.several;

import java.util.List;

/** Plugins that look for events that follow each other. */
final class SequencePlugins {
    /** The most steps a sequence may have. */
    private static final int MOST_STEPS = 16;

    static final List<Plugin> ALL =
            List.of(
                    several(
                            "funnel_sequence(id: column, time: column, start: value, end: value,"
                                    + " gap: value, step: value, state: column, sequence: value)",
                            "What came before and after a sequence of states: three tables.",
                            SequencePlugins::funnel),
                    plugin(
                            "funnel_sequence_completion(id: column, time: column, start: value,"
                                    + " end: value, step: value, state: column, sequence: value,"
                                    + " periods: value)",
                            "How many ids reached each state of a sequence within each period.",
                            SequencePlugins::completion),
                    plugin(
                            "sequence_detect(time: column, gap: value, span: value, steps:"
                                    + " conditions, dims: columns)",
                            "Each occurrence of events that follow each other.",
                            SequencePlugins::detect));

    private SequencePlugins() {}

    /** How many steps a sequence has, which the text of the query must say. */
    private static int steps(Given given) {
        int steps =
                given.value("sequence")
                        .map(json -> json.equals("[]") ? 0 : elements(json))
                        .orElse(0);
        if (steps < 1 || steps > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "the sequence is a literal array of 1 to " + MOST_STEPS + " states");
        }
        return steps;
    }

    /** The elements of a flat JSON array. */
    private static int elements(String json) {
        int count = 1;
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                count++;
            }
        }
        return count;
    }

    /** Repeated states count once; the sequence's states follow each other without others. */
    private static List<String> funnel(Given given) {
        int steps = steps(given);
        StringBuilder text =
                new StringBuilder(
                        """
                        _input
                        | where _time between (_start .. _end)
                        | extend _id = tostring(_id), _state = tostring(_state)
                        | sort by _id asc, _time asc
                        | where row_number() == 1 or prev(_id) != _id or prev(_state) != _state
                        | sort by _id asc, _time asc
                        | extend prev = iff(prev(_id) == _id and _time - prev(_time) <= _gap,
                            prev(_state), "")
                        """);
        StringBuilder where = new StringBuilder("_state == tostring(_sequence[0])");
        for (int i = 1; i < steps; i++) {
            where.append(
                    (" and next(_id, %1$d) == _id and next(_state, %1$d) == tostring(_sequence[%1$d])"
                                    + " and next(_time, %1$d) - next(_time, %2$d) <= _gap")
                            .formatted(i, i - 1)
                            .replace("next(_time, 0)", "_time"));
        }
        String last = steps == 1 ? "_time" : "next(_time, " + (steps - 1) + ")";
        text.append(
                        "| extend next = iff(next(_id, %1$d) == _id and next(_time, %1$d) - %2$s <= _gap,"
                                .formatted(steps, last))
                .append(" next(_state, " + steps + "), \"\"), _found = " + where)
                .append(" | where _found | extend _w = bin_at(_time, _step, _start)\n");
        return List.of(
                grouped(given, text, "prev, next"),
                grouped(given, text, "prev"),
                grouped(given, text, "next"));
    }

    private static String grouped(Given given, StringBuilder text, String keys) {
        return given.fill(
                text
                        + "| summarize dcount = dcount(_id), samples = make_set(_id, 128)"
                        + " by {time} = _w, "
                        + keys
                        + " | project {time}, "
                        + keys
                        + ", dcount, samples | sort by dcount desc, {time} asc, "
                        + keys.replace(",", " asc,")
                        + " asc");
    }

    /** For each first event the earliest way through the sequence; it counts by its whole time. */
    private static String completion(Given given) {
        int steps = steps(given);
        StringBuilder text =
                new StringBuilder(
                        """
                        let _events = materialize(_input
                            | where _time between (_start .. _end)
                            | project _id, _time, _state = tostring(_state));
                        let _step0 = materialize(_events
                            | where _state == tostring(_sequence[0])
                            | distinct _id, _first = _time, _last = _time);
                        """);
        for (int i = 1; i < steps; i++) {
            text.append(
                    """
                    let _step%1$d = materialize(_step%2$d
                        | join kind=inner (_events | where _state == tostring(_sequence[%1$d])) on _id
                        | where _time > _last
                        | summarize _last = min(_time) by _id, _first);
                    """
                            .formatted(i, i - 1));
        }
        text.append("union ");
        for (int i = 0; i < steps; i++) {
            text.append(i == 0 ? "" : ", ").append("(_step%1$d | extend _n = %1$d)".formatted(i));
        }
        text.append(
                """

                | extend _period = _periods
                | mv-expand with_itemindex=_p _period to typeof(timespan)
                | where _last - _first <= _period
                | summarize dcount = dcount(_id)
                    by {time} = bin_at(_first, _step, _start), _n, _p, Period = _period
                | sort by {time} asc, _p asc, _n asc
                | project {time}, {state} = tostring(_sequence[_n]), Period, dcount
                """);
        return given.fill(text.toString());
    }

    private static String detect(Given given) {
        if (given.conditions().isEmpty() || given.conditions().size() > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "sequence_detect() takes 1 to " + MOST_STEPS + " conditions");
        }
        StringBuilder text =
                new StringBuilder("let _events = materialize(_input | extend _k = 1);\n_events");
        text.append(" | where _steps0 | distinct _k, _t0 = _time{dims}\n");
        for (int i = 1; i < given.conditions().size(); i++) {
            text.append(
                    """
                    | join kind=inner (_events | where _steps%1$d | distinct _k, _t%1$d = _time{dims})
                        on _k{dims}
                    | where _t%1$d > _t%2$d and _t%1$d - _t%2$d <= _gap and _t%1$d - _t0 <= _span
                    """
                            .formatted(i, i - 1));
        }
        int last = given.conditions().size() - 1;
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i <= last; i++) {
            String name = given.conditions().get(i) + "_" + given.columns().get("time");
            columns.append(", ").append(Given.quoted(name)).append(" = _t").append(i);
        }
        String dims = given.dims().isEmpty() ? "" : given.dims().substring(2) + ", ";
        text.append("| sort by _t0 asc, _t").append(last).append(" asc | project ");
        text.append(dims).append(columns.substring(2));
        text.append(", Duration = _t").append(last).append(" - _t0");
        return given.fill(text.toString());
    }
}
