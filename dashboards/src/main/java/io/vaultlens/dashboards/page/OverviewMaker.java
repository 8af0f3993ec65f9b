package io.vaultlens.dashboards.page;

import io.vaultlens.dashboards.chart.Day;
import io.vaultlens.dashboards.report.Answer;
import io.vaultlens.dashboards.report.Line;
import io.vaultlens.dashboards.report.Reports;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks what the overview shows, all questions at once, and puts it in words. */
final class OverviewMaker {
    private static final int DAYS = 14;
    private static final int WORST = 6;

    private final Reports reports;
    private final Assets assets;

    OverviewMaker(Reports reports, Assets assets) {
        this.reports = reports;
        this.assets = assets;
    }

    OverviewPage page(PageFrame frame, Parameters address) {
        Line extent = reports.now("extent", Map.of(), frame.access()).lines().getFirst();
        TimeRange range = TimeRange.of(address, frame.now(), extent.moment("Newest"));
        var layout = new Layout(frame, assets, "Overview", "Overview", List.of());
        Address here = range.in(Address.of("/")).and("vault", address.text("vault"));
        if (extent.count("Records") == 0) {
            var none = new Scope("", List.of());
            return new OverviewPage(
                    layout, range, here, none, List.of(), List.of(), List.of(), List.of(), true);
        }
        return asked(layout, range, here, address.text("vault"));
    }

    private OverviewPage asked(Layout layout, TimeRange range, Address here, String vault) {
        Instant daysStart = daysStart(range);
        Map<String, Object> whole = parameters(range.from(), range.to());
        Map<String, Object> scoped = new HashMap<>(whole);
        scoped.put("vault", vault);
        Map<String, Object> byDay = new HashMap<>(scoped);
        byDay.put("rangeStart", daysStart);
        Map<String, Object> atEnd = Map.of("rangeEnd", range.to(), "vault", vault);
        var access = layout.frame().access();
        CompletableFuture<Answer> causes = reports.ask("causes", scoped, access);
        CompletableFuture<Answer> totals = reports.ask("totals", scoped, access);
        CompletableFuture<Answer> coverage = reports.ask("coverage", atEnd, access);
        CompletableFuture<Answer> days = reports.ask("days", byDay, access);
        CompletableFuture<Answer> storage = reports.ask("storage", byDay, access);
        CompletableFuture<Answer> vaults = reports.ask("vaults", whole, access);
        List<Day> daily = days(days.join(), daysStart, range, vaultName(vaults.join(), vault));
        var tiles = new TileMaker(reports, range, vault, daysStart);
        List<Tile> figures =
                List.of(
                        tiles.successRate(totals.join(), daily),
                        tiles.failed(totals.join(), daily),
                        tiles.uncovered(coverage.join()),
                        tiles.recovered(totals.join(), daily),
                        tiles.storage(storage.join()));
        List<Cause> attention =
                causes.join().lines().stream().map(line -> CauseMaker.of(line, range)).toList();
        return new OverviewPage(
                layout,
                range,
                here,
                scope(vaults.join(), vault, here),
                figures,
                daily,
                worst(vaults.join(), range),
                attention,
                false);
    }

    /** The chart shows two weeks, or the whole range where that is longer. */
    private static Instant daysStart(TimeRange range) {
        long days = Math.max(DAYS, range.length().plus(Duration.ofHours(23)).toDays());
        return range.to()
                .truncatedTo(ChronoUnit.DAYS)
                .minus(Duration.ofDays(Math.min(days, 60) - 1));
    }

    private static Map<String, Object> parameters(Instant from, Instant to) {
        return Map.of("rangeStart", from, "rangeEnd", to);
    }

    private static List<Day> days(Answer answer, Instant start, TimeRange range, String vault) {
        Map<Instant, Line> byDay = new HashMap<>();
        answer.lines().forEach(line -> line.moment("Day").ifPresent(d -> byDay.put(d, line)));
        List<Day> days = new ArrayList<>();
        Instant day = start;
        while (!day.isAfter(range.to())) {
            days.add(day(day, byDay.get(day), range, vault));
            day = day.plus(1, ChronoUnit.DAYS);
        }
        return days;
    }

    private static Day day(Instant day, Line line, TimeRange range, String vault) {
        Instant end = day.plus(1, ChronoUnit.DAYS);
        boolean partial = end.isAfter(range.to());
        long jobs = line == null ? 0 : line.count("Jobs");
        String rate =
                jobs == 0 ? "no jobs" : Wording.number(100.0 * line.count("Good") / jobs, 1) + " %";
        Address failed =
                new TimeRange("", day, partial ? range.to() : end)
                        .in(Address.of("/jobs"))
                        .and("status", "Failed")
                        .and("vault", vault);
        return new Day(
                Wording.dayOfMonth(day),
                day.atOffset(ZoneOffset.UTC).toLocalDate().toString(),
                jobs,
                line == null ? 0 : line.count("Failed"),
                line == null ? 0 : line.count("Recovered"),
                rate,
                partial,
                failed.toString());
    }

    private static List<VaultLine> worst(Answer vaults, TimeRange range) {
        long most = vaults.lines().isEmpty() ? 0 : vaults.lines().getFirst().count("Failed");
        return vaults.lines().stream()
                .filter(line -> line.count("Failed") > 0)
                .limit(WORST)
                .map(line -> vault(line, most, range))
                .toList();
    }

    private static VaultLine vault(Line line, long most, TimeRange range) {
        String name = line.text("Vault");
        Address failed = range.in(Address.of("/jobs")).and("status", "Failed").and("vault", name);
        return new VaultLine(
                name,
                Region.named(line.text("Region")),
                line.count("Failed"),
                line.count("Jobs"),
                (double) line.count("Failed") / most,
                failed.toString());
    }

    private static String vaultName(Answer vaults, String vault) {
        return vaults.lines().stream()
                .filter(line -> line.text("VaultUniqueId").equals(vault))
                .map(line -> line.text("Vault"))
                .findFirst()
                .orElse("");
    }

    private static Scope scope(Answer vaults, String vault, Address here) {
        String all = "All vaults · " + vaults.lines().size();
        List<Link> choices = new ArrayList<>();
        choices.add(new Link(all, here.with("vault", "").toString(), vault.isEmpty()));
        vaults.lines().stream()
                .sorted((a, b) -> a.text("Vault").compareToIgnoreCase(b.text("Vault")))
                .forEach(line -> choices.add(choice(line, vault, here)));
        String chosen = vaultName(vaults, vault);
        return new Scope(chosen.isEmpty() ? all : chosen, choices);
    }

    private static Link choice(Line line, String vault, Address here) {
        String id = line.text("VaultUniqueId");
        return new Link(line.text("Vault"), here.with("vault", id).toString(), id.equals(vault));
    }
}
