package io.vaultlens.dashboards.page;

import io.vaultlens.collector.source.SourceKind;
import io.vaultlens.collector.source.SourceSetting;
import io.vaultlens.collector.watch.SourceHealth;
import io.vaultlens.collector.watch.Sources;
import io.vaultlens.dashboards.report.Line;
import io.vaultlens.dashboards.report.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Puts the sources and the records kept aside in words. */
final class SourcesMaker {
    private static final String NONE = "–";

    private final Reports reports;
    private final Assets assets;

    SourcesMaker(Reports reports, Assets assets) {
        this.reports = reports;
        this.assets = assets;
    }

    SourcesPage page(
            PageFrame frame,
            List<SourceHealth> health,
            Function<String, SourceLine.Hold> holds,
            Optional<SourceOutcome> outcome) {
        List<SourceLine> lines = new ArrayList<>();
        for (SourceHealth each : health) {
            String told = told(outcome, each.name());
            lines.add(line(lines.size(), each, holds.apply(each.name()), told, frame.now()));
        }
        List<Link> kinds =
                Sources.ALL.stream()
                        .map(kind ->
                                new Link(kind.name(), "/settings/sources/new?kind=" + kind.name()))
                        .toList();
        List<AsideLine> asides =
                reports.now("asides", Map.of(), frame.access()).lines().stream()
                        .map(SourcesMaker::aside)
                        .toList();
        Layout layout = new Layout(frame, assets, "Sources", "Settings", List.of());
        return new SourcesPage(layout, lines, kinds, asides, told(outcome, ""));
    }

    private static String told(Optional<SourceOutcome> outcome, String source) {
        return outcome.filter(each -> each.source().equals(source))
                .map(SourceOutcome::text)
                .orElse("");
    }

    private static SourceLine line(
            int number, SourceHealth health, SourceLine.Hold hold, String outcome, Instant now) {
        return new SourceLine(
                number,
                health.name(),
                health.kind(),
                health.where(),
                status(health, now),
                health.lastRecord().map(Wording::second).orElse("none yet"),
                health.lag().map(Wording::length).orElse(NONE),
                Wording.count(health.counts().read()),
                Wording.count(health.counts().written()),
                Wording.count(health.counts().repeated()),
                Wording.count(health.counts().keptAside()),
                Wording.count(health.errors()),
                lastError(health),
                hold,
                outcome);
    }

    private static String lastError(SourceHealth health) {
        if (health.lastError().isEmpty()) {
            return "";
        }
        String when = health.lastErrorAt().map(at -> Wording.second(at) + " UTC: ").orElse("");
        return when + health.lastError();
    }

    private static Status status(SourceHealth health, Instant now) {
        return switch (health.state()) {
            case RUNNING ->
                    health.kind().equals("push")
                            ? new Status(Status.Kind.SUCCEEDED, "Listening")
                            : new Status(Status.Kind.RUNNING, "Reading");
            case WAITING -> new Status(Status.Kind.SUCCEEDED, "Waiting");
            case BACKING_OFF -> new Status(Status.Kind.FAILED, "Failing" + next(health, now));
            case STOPPED -> new Status(Status.Kind.UNKNOWN, "Stopped");
        };
    }

    private static String next(SourceHealth health, Instant now) {
        return health.nextLook()
                .filter(at -> at.isAfter(now))
                .map(at -> ", again in " + Wording.length(Duration.between(now, at)))
                .orElse("");
    }

    private static AsideLine aside(Line line) {
        String reason = line.text("Reason");
        String source = line.text("Source");
        String rows =
                "DeadLetters\n| where Reason == %s and Source == %s"
                        .formatted(KqlText.quoted(reason), KqlText.quoted(source));
        return new AsideLine(
                Wording.count(line.count("Records")),
                reason,
                source,
                line.text("Category"),
                line.moment("Last").map(Wording::second).orElse(""),
                line.text("Example"),
                Address.of("/console").and("query", rows).toString());
    }

    NewSourcePage form(PageFrame frame, NewSource draft) {
        SourceKind kind = draft.kind();
        List<SourceField> fields =
                kind.settings().stream().map(setting -> field(setting, draft)).toList();
        List<String> outcome = new ArrayList<>(draft.outcome());
        Optional.ofNullable(draft.mistakes().get("")).ifPresent(outcome::add);
        return new NewSourcePage(
                new Layout(frame, assets, "Add a source", "Settings", List.of()),
                kind.name(),
                kind.doc(),
                draft.given().getOrDefault("name", ""),
                draft.mistakes().getOrDefault("name", ""),
                fields,
                outcome);
    }

    private static SourceField field(SourceSetting setting, NewSource draft) {
        boolean secret = setting.type() == SourceSetting.Type.SECRET;
        String type =
                switch (setting.type()) {
                    case SECRET -> "secret";
                    case FLAG -> "flag";
                    default -> "text";
                };
        return new SourceField(
                setting.name(),
                type,
                setting.required(),
                secret ? "" : draft.given().getOrDefault(setting.name(), ""),
                setting.standard(),
                doc(setting),
                draft.mistakes().getOrDefault(setting.name(), ""));
    }

    private static String doc(SourceSetting setting) {
        boolean bounded =
                setting.type() == SourceSetting.Type.NUMBER && setting.most() != Long.MAX_VALUE;
        String range =
                bounded
                        ? " From %s to %s."
                                .formatted(
                                        Wording.count(setting.least()),
                                        Wording.count(setting.most()))
                        : "";
        String names = setting.type() == SourceSetting.Type.NAMES ? " Commas between several." : "";
        String standard =
                setting.standard().isEmpty() ? "" : " Without it: " + setting.standard() + ".";
        return setting.doc() + range + names + standard;
    }
}
