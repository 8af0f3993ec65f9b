package io.vaultlens.query.plugin;

import java.util.List;

/** How plugins cut time into windows: by a length from a start, or by week, month and year. */
final class Windows {
    private static final List<String> CALENDAR = List.of("week", "month", "year");

    private final Given given;
    private final String length;

    /** The windows that a parameter asks for; the start, where there is one, begins one. */
    Windows(Given given, String parameter) {
        this.given = given;
        this.length = parameter;
    }

    private boolean isCalendar() {
        return CALENDAR.contains(given.value(length).orElse(""));
    }

    private String calendar() {
        return given.value(length).orElseThrow();
    }

    /** The window that a moment is in. */
    String at(String moment) {
        return isCalendar()
                ? "startof" + calendar() + "(" + moment + ")"
                : "bin_at(" + moment + ", _" + length + ", _start)";
    }

    /** The window before a window. */
    String before(String window) {
        return isCalendar()
                ? "startof" + calendar() + "(" + window + ", -1)"
                : "(" + window + " - _" + length + ")";
    }

    /** A table of all windows from the start to the end, as the column {@code _d}. */
    String all() {
        return isCalendar()
                ? "(range _day from _start to _end step 1d | distinct _d = "
                        + at("_day")
                        + " | extend _k = 1)"
                : "(range _d from "
                        + at("_start")
                        + " to _end step _"
                        + length
                        + " | extend _k = 1)";
    }

    /** The start and end of the time asked for; all there is where the call does not say. */
    String bounds() {
        return given.has("start")
                ? ""
                : "let _start = toscalar(_input | summarize min(_time));\n"
                        + "let _end = toscalar(_input | summarize max(_time));\n";
    }
}
