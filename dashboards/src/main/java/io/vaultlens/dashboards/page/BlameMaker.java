package io.vaultlens.dashboards.page;

import io.vaultlens.dashboards.report.Line;
import io.vaultlens.dashboards.report.Reports;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gathers failures under the changes that are likely to have caused them. */
final class BlameMaker {
    private static final String REPORT = "changes";
    private static final int MOST_JOBS = 5;

    private final Reports reports;
    private final Assets assets;

    BlameMaker(Reports reports, Assets assets) {
        this.reports = reports;
        this.assets = assets;
    }

    BlamePage page(PageFrame frame, Parameters address) {
        TimeRange range = range(frame, address);
        Address here = range.in(Address.of("/changes"));
        return new BlamePage(
                new Layout(frame, assets, "Changes", "Changes", List.of()),
                range,
                here,
                here.under("/changes/blamed").toString(),
                here.under("/changes.csv").toString(),
                here.under("/changes.xlsx").toString(),
                console(range));
    }

    BlamePart part(PageFrame frame, Parameters address) {
        TimeRange range = range(frame, address);
        List<Line> lines = reports.now(REPORT, parameters(range), frame.access()).lines();
        Map<String, List<Line>> changes = new LinkedHashMap<>();
        for (Line line : lines) {
            if (line.flag("Likely")) {
                String name = line.text("ChangeName").toLowerCase(Locale.ROOT);
                changes.computeIfAbsent(
                                line.text("ChangeKind") + "\n" + name, _ -> new ArrayList<>())
                        .add(line);
            }
        }
        long blamed = jobs(lines.stream().filter(line -> line.flag("Likely")).toList());
        return new BlamePart(
                changes.values().stream()
                        .map(BlameMaker::line)
                        .sorted(Comparator.comparing(BlameLine::failures).reversed())
                        .toList(),
                (int) blamed,
                (int) (jobs(lines) - blamed),
                range,
                console(range));
    }

    /** The question behind it, for a download of all rows. */
    Query all(PageFrame frame, Parameters address, QueryLimits limits) {
        Map<String, Object> of = parameters(range(frame, address));
        return Reports.query(reports.report(REPORT).text(), of, frame.access(), limits);
    }

    private static BlameLine line(List<Line> lines) {
        Line first = lines.getFirst();
        List<String> details = distinct(lines, "Detail");
        return new BlameLine(
                ChangeKind.named(first.text("ChangeKind")),
                first.text("ChangeName"),
                details.size() == 1 ? details.getFirst() : "",
                (int) jobs(lines),
                distinct(lines, "Computer").size(),
                Wording.number(
                        lines.stream()
                                .mapToDouble(line -> line.number("TimesAsOften"))
                                .average()
                                .orElse(1),
                        1),
                lines.stream()
                        .flatMap(line -> line.moment("FailedAt").stream())
                        .max(Comparator.naturalOrder())
                        .map(Wording::minute)
                        .orElse(""),
                links(lines));
    }

    private static List<Link> links(List<Line> lines) {
        Map<String, Link> links = new LinkedHashMap<>();
        for (Line line : lines) {
            String id = line.text("JobId");
            links.putIfAbsent(
                    id, new Link(line.text("Item"), "/jobs/" + Address.segment(id) + "#changes"));
        }
        return links.values().stream().limit(MOST_JOBS).toList();
    }

    private static long jobs(List<Line> lines) {
        return lines.stream().map(line -> line.text("JobId")).distinct().count();
    }

    private static List<String> distinct(List<Line> lines, String column) {
        return lines.stream()
                .map(line -> line.text(column))
                .filter(text -> !column.equals("Computer") || !text.isEmpty())
                .map(text -> column.equals("Computer") ? machine(text) : text)
                .distinct()
                .toList();
    }

    private static String machine(String computer) {
        String name = computer.toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        return dot < 0 || name.matches("[0-9.]+") ? name : name.substring(0, dot);
    }

    private String console(TimeRange range) {
        return ConsoleAddress.of(reports.report(REPORT), parameters(range));
    }

    private TimeRange range(PageFrame frame, Parameters address) {
        Line extent = reports.now("extent", Map.of(), frame.access()).lines().getFirst();
        return TimeRange.of(address, frame.now(), extent.moment("Newest"));
    }

    private static Map<String, Object> parameters(TimeRange range) {
        Map<String, Instant> of = Map.of("rangeStart", range.from(), "rangeEnd", range.to());
        return Map.copyOf(of);
    }
}
