package io.vaultlens.dashboards.page;

import io.vaultlens.dashboards.report.Answer;
import io.vaultlens.dashboards.report.Line;
import io.vaultlens.dashboards.report.Reports;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Asks for the jobs that an address names and lays them out as a grid. */
final class JobsMaker {
    private final Reports reports;
    private final Assets assets;

    JobsMaker(Reports reports, Assets assets) {
        this.reports = reports;
        this.assets = assets;
    }

    JobsPage page(PageFrame frame, Parameters address) {
        JobsFilter filter = filter(frame, address);
        long began = System.nanoTime();
        int from = (filter.page() - 1) * JobsFilter.PAGE_ROWS;
        CompletableFuture<Answer> facets =
                reports.ask(query(frame, filter, reports.report("facets").text()));
        CompletableFuture<Answer> counted =
                reports.ask(query(frame, filter, filter.where() + "| count"));
        String shown = filter.where() + filter.order();
        Answer rows = reports.now(query(frame, filter, shown + onPage(from)));
        List<JobLine> lines = rows.lines().stream().map(JobsMaker::line).toList();
        long count = counted.join().lines().getFirst().count("Count");
        List<Filter> filters = filters(facets.join(), filter);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
        Address here = filter.in("/jobs");
        return new JobsPage(
                new Layout(frame, assets, "Jobs", "Jobs", List.of()),
                filter.range(),
                here,
                filter.text(),
                filters,
                heads(filter, here),
                lines,
                counted(from, lines.size(), count, elapsed),
                filter.in("/jobs.csv").toString(),
                filter.in("/jobs.xlsx").toString(),
                ConsoleAddress.of(text(shown), parameters(filter)),
                filter.page() > 1 ? here.and("page", "" + (filter.page() - 1)).toString() : "",
                from + lines.size() < count
                        ? here.and("page", "" + (filter.page() + 1)).toString()
                        : "",
                filter.on());
    }

    /** Only the page's own rows leave the store, however far down they are. */
    private static String onPage(int from) {
        String take = "| take " + (from + JobsFilter.PAGE_ROWS) + "\n";
        return from == 0 ? take : take + "| extend Place = row_number() | where Place > " + from;
    }

    /** The same jobs, all of them. */
    Query all(PageFrame frame, Parameters address, QueryLimits limits) {
        JobsFilter filter = filter(frame, address);
        String shown = text(filter.where() + filter.order());
        return Reports.query(shown, parameters(filter), frame.access(), limits);
    }

    private JobsFilter filter(PageFrame frame, Parameters address) {
        Line extent = reports.now("extent", Map.of(), frame.access()).lines().getFirst();
        return JobsFilter.of(address, TimeRange.of(address, frame.now(), extent.moment("Newest")));
    }

    private String text(String further) {
        return reports.report("jobs").text() + further;
    }

    private Query query(PageFrame frame, JobsFilter filter, String further) {
        return Reports.query(text(further), parameters(filter), frame.access());
    }

    private static Map<String, Object> parameters(JobsFilter filter) {
        return Map.of("rangeStart", filter.range().from(), "rangeEnd", filter.range().to());
    }

    private static JobLine line(Line line) {
        double moved = line.number("MovedMB");
        double seconds = line.number("DurationSeconds");
        String item = line.text("Item");
        return new JobLine(
                line.text("JobId"),
                Status.ofJob(line.text("Status")),
                item.isEmpty() ? line.text("Operation") : item,
                line.text("Solution"),
                line.text("Operation"),
                line.text("Vault"),
                line.moment("Started").map(Wording::minute).orElse(""),
                Double.isNaN(seconds) ? "" : Wording.minutes(seconds),
                Double.isNaN(moved) ? "" : Wording.number(moved, 1),
                line.text("Code"));
    }

    private static String counted(int from, int shown, long count, Duration elapsed) {
        String rows =
                shown == 0
                        ? "no job"
                        : "%s–%s of %s"
                                .formatted(
                                        Wording.count(from + 1L),
                                        Wording.count((long) from + shown),
                                        Wording.counted(count, "job", "jobs"));
        return rows + " · " + Wording.elapsed(elapsed);
    }

    private static List<Filter> filters(Answer facets, JobsFilter filter) {
        List<Filter> filters = new ArrayList<>();
        for (var column : JobsFilter.FILTERS.entrySet()) {
            Map<String, Long> counts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            List<String> chosen = filter.values().get(column.getKey());
            chosen.forEach(value -> counts.put(value, 0L));
            for (Line line : facets.lines()) {
                String value = line.text(column.getValue());
                if (!value.isEmpty()) {
                    counts.merge(value, line.count("Jobs"), Long::sum);
                }
            }
            filters.add(
                    new Filter(
                            column.getKey(),
                            column.getValue(),
                            counts.entrySet().stream()
                                    .map(e -> choice(column.getKey(), e, chosen))
                                    .toList()));
        }
        return filters;
    }

    private static Choice choice(String name, Map.Entry<String, Long> count, List<String> chosen) {
        String value = count.getKey();
        String label = name.equals("status") ? Status.ofJob(value).word() : value;
        return new Choice(value, label, count.getValue(), chosen.contains(value));
    }

    private static List<SortHead> heads(JobsFilter filter, Address here) {
        return List.of(
                head(filter, here, "Status", "", "status"),
                head(filter, here, "Item", "", "item"),
                head(filter, here, "Solution", "wide-only", "solution"),
                head(filter, here, "Operation", "wide-only", "operation"),
                head(filter, here, "Vault", "", "vault"),
                head(filter, here, "Started (UTC)", "number wide-only", "started"),
                head(filter, here, "Duration (min)", "number wide-only", "duration"),
                head(filter, here, "Moved (MB)", "number wide-only", "moved"),
                head(filter, here, "Error code", "wide-only", "code"));
    }

    private static SortHead head(
            JobsFilter filter, Address here, String text, String style, String name) {
        boolean sorted = filter.sort().equals(name);
        boolean falling = style.startsWith("number");
        boolean next = sorted ? !filter.ascending() : !falling;
        String order = !sorted ? "none" : filter.ascending() ? "ascending" : "descending";
        return new SortHead(
                text, style, order, here.with("sort", (next ? "" : "-") + name).toString());
    }
}
