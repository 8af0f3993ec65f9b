package io.vaultlens.dashboards.page;

import io.vaultlens.dashboards.chart.Day;
import io.vaultlens.dashboards.chart.Sparkline;
import io.vaultlens.dashboards.report.Answer;
import io.vaultlens.dashboards.report.Line;
import io.vaultlens.dashboards.report.Report;
import io.vaultlens.dashboards.report.Reports;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the overview's figures in words: value, unit, change, course and the question behind. */
final class TileMaker {
    private static final double MEGABYTES_PER_GIGABYTE = 1024;
    private static final double MEGABYTES_PER_TERABYTE = 1024 * 1024;

    private final Reports reports;
    private final TimeRange range;
    private final String vault;
    private final Instant daysStart;

    TileMaker(Reports reports, TimeRange range, String vault, Instant daysStart) {
        this.reports = reports;
        this.range = range;
        this.vault = vault;
        this.daysStart = daysStart;
    }

    Tile successRate(Answer totals, List<Day> days) {
        double now = rate(period(totals, true));
        double before = rate(period(totals, false));
        List<Double> course =
                days.stream()
                        .map(d -> d.jobs() == 0 ? Double.NaN : Double.valueOf(rateOf(d.rate())))
                        .toList();
        return new Tile(
                "Success rate",
                Double.isNaN(now) ? "–" : Wording.number(now, 1),
                Double.isNaN(now) ? "" : "%",
                change(now, before, 1, "points"),
                mood(now, before, true, 0.05),
                Sparkline.of(course, "Success rate by day"),
                console("totals", rangeParameters()),
                reports.report("totals").doc());
    }

    Tile failed(Answer totals, List<Day> days) {
        double now = count(period(totals, true), "Failed");
        double before = count(period(totals, false), "Failed");
        return new Tile(
                "Failed jobs",
                Wording.count((long) now),
                "",
                change(now, before, 0, ""),
                mood(now, before, false, 0.5),
                Sparkline.of(
                        days.stream().map(d -> (double) d.failed()).toList(), "Failed jobs by day"),
                failedJobs(),
                "Jobs that ended as Failed, of every kind, in their latest state");
    }

    Tile uncovered(Answer coverage) {
        Map<Long, Long> covered = new HashMap<>();
        coverage.lines().forEach(l -> covered.put(l.count("Age"), l.count("Covered")));
        long items = covered.getOrDefault(-1L, 0L);
        List<Double> course = new ArrayList<>();
        for (long age = 13; age >= 0; age--) {
            course.add((double) (items - covered.getOrDefault(age, 0L)));
        }
        double now = course.getLast();
        double before = course.get(course.size() - 2);
        return new Tile(
                "No good backup in 24 h",
                items == 0 ? "–" : Wording.count((long) now),
                items == 0 ? "no items known" : "of " + Wording.counted(items, "item", "items"),
                items == 0 ? "" : change(now, before, 0, "").replace(label(), "the day before"),
                mood(now, before, false, 0.5),
                Sparkline.of(course, "Items without a good backup by day"),
                console("coverage", Map.of("rangeEnd", range.to(), "vault", vault)),
                "Protected items without a backup that ended well in the last 24 h");
    }

    Tile recovered(Answer totals, List<Day> days) {
        Optional<Line> now = period(totals, true);
        double recovered = count(now, "Recovered");
        double median = now.map(l -> l.number("MedianMinutes")).orElse(Double.NaN);
        double before = count(period(totals, false), "Recovered");
        String change =
                Double.isNaN(median) || recovered == 0
                        ? change(recovered, before, 0, "")
                        : "median wait " + Wording.count(Math.round(median)) + " min";
        return new Tile(
                "Recovered by retry",
                Wording.count((long) recovered),
                "of " + Wording.count((long) count(now, "Failed")),
                change,
                "muted",
                Sparkline.of(
                        days.stream().map(d -> (double) d.recovered()).toList(),
                        "Failures made good since, by day"),
                console("totals", rangeParameters()),
                "Failures whose item had an on-demand backup within 24 h that ended well");
    }

    Tile storage(Answer storage) {
        Map<Instant, Double> byDay = new HashMap<>();
        storage.lines()
                .forEach(l -> l.moment("Day").ifPresent(d -> byDay.put(d, l.number("Megabytes"))));
        List<Double> course = new ArrayList<>();
        for (Instant day = daysStart;
                !day.isAfter(range.to());
                day = day.plus(1, ChronoUnit.DAYS)) {
            course.add(byDay.getOrDefault(day, Double.NaN));
        }
        List<Double> known = course.stream().filter(v -> !v.isNaN()).toList();
        // The current day's records may not all have come in: the last whole day is the figure.
        double last = known.isEmpty() ? Double.NaN : lastWhole(course, known);
        double first = known.isEmpty() ? Double.NaN : known.getFirst();
        boolean large = last >= MEGABYTES_PER_TERABYTE;
        double unit = large ? MEGABYTES_PER_TERABYTE : MEGABYTES_PER_GIGABYTE;
        String name = large ? "TB" : "GB";
        Map<String, Object> asked =
                Map.of("rangeStart", daysStart, "rangeEnd", range.to(), "vault", vault);
        return new Tile(
                "Protected data",
                Double.isNaN(last) ? "–" : Wording.number(last / unit, 1),
                Double.isNaN(last) ? "nothing recorded" : name,
                Double.isNaN(last) ? "" : grown(last - first, known.size()),
                "muted",
                Sparkline.of(course, "Storage by day"),
                console("storage", asked),
                "Storage that backups take, as the vaults last reported it");
    }

    private static double lastWhole(List<Double> course, List<Double> known) {
        boolean today = !course.getLast().isNaN();
        boolean less = known.size() > 1 && known.getLast() < 0.9 * known.get(known.size() - 2);
        return today && less ? known.get(known.size() - 2) : known.getLast();
    }

    private static String grown(double megabytes, int days) {
        double size = Math.abs(megabytes);
        String amount =
                size >= MEGABYTES_PER_TERABYTE
                        ? Wording.number(size / MEGABYTES_PER_TERABYTE, 1) + " TB"
                        : Wording.number(size / MEGABYTES_PER_GIGABYTE, 1) + " GB";
        return (megabytes < 0 ? "▼ " : "▲ ")
                + amount
                + " in "
                + Wording.counted(days, "day", "days");
    }

    private static Optional<Line> period(Answer totals, boolean current) {
        return totals.lines().stream().filter(l -> l.flag("Current") == current).findFirst();
    }

    private static double count(Optional<Line> line, String column) {
        return line.map(l -> (double) l.count(column)).orElse(0.0);
    }

    private static double rate(Optional<Line> line) {
        double jobs = count(line, "Jobs");
        return jobs == 0 ? Double.NaN : 100 * count(line, "Good") / jobs;
    }

    private static double rateOf(String text) {
        return Double.parseDouble(text.replace(" %", ""));
    }

    private String label() {
        return "the " + (range.custom() ? "time" : range.label()) + " before";
    }

    private String change(double now, double before, int digits, String unit) {
        if (Double.isNaN(now) || Double.isNaN(before)) {
            return "nothing to compare with";
        }
        double by = now - before;
        String amount = Wording.number(Math.abs(by), digits) + (unit.isEmpty() ? "" : " " + unit);
        if (Math.abs(by) < Math.pow(10, -digits) / 2) {
            return "as in " + label();
        }
        return (by > 0 ? "▲ " : "▼ ") + amount + " on " + label();
    }

    private static String mood(double now, double before, boolean moreIsGood, double least) {
        if (Double.isNaN(now) || Double.isNaN(before) || Math.abs(now - before) < least) {
            return "muted";
        }
        return now > before == moreIsGood ? "good" : "bad";
    }

    private Map<String, Object> rangeParameters() {
        return Map.of("rangeStart", range.from(), "rangeEnd", range.to(), "vault", vault);
    }

    private String console(String report, Map<String, Object> parameters) {
        return ConsoleAddress.of(reports.report(report), parameters);
    }

    /** The question that everybody asks, with this page's time. */
    private String failedJobs() {
        Report jobs = reports.report("jobs");
        Map<String, Object> asked = Map.of("rangeStart", range.from(), "rangeEnd", range.to());
        return ConsoleAddress.of(
                jobs.text() + "| where Status == \"Failed\"\n| sort by Started desc\n", asked);
    }
}
