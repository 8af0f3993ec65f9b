package io.vaultlens.dashboards.page;

import io.vaultlens.dashboards.report.Line;
import io.vaultlens.dashboards.report.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Puts the changes before a failure in words. */
final class ChangesMaker {
    private static final String REPORT = "changes-before-failure";
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final int MOST = 6;
    private static final double MUCH = 2;

    private final Reports reports;

    ChangesMaker(Reports reports) {
        this.reports = reports;
    }

    ChangesPart part(PageFrame frame, String jobId) {
        Map<String, Object> of = Map.of("job", jobId);
        List<Line> lines = reports.now(REPORT, of, frame.access()).lines();
        List<Line> changes = lines.stream().filter(l -> !l.text("ChangeKind").isEmpty()).toList();
        return new ChangesPart(
                changes.stream().limit(MOST).map(ChangesMaker::line).toList(),
                changes.size(),
                !lines.isEmpty(),
                lines.isEmpty() ? "" : window(lines.getFirst()),
                ConsoleAddress.of(reports.report(REPORT), of));
    }

    private static String window(Line line) {
        return line.moment("FailedAt")
                .map(at -> Wording.minute(at.minus(WINDOW)) + " to " + Wording.minute(at))
                .orElse("");
    }

    private static ChangeLine line(Line line) {
        Instant changed = line.moment("ChangedAt").orElse(Instant.EPOCH);
        Instant failed = line.moment("FailedAt").orElse(changed);
        return new ChangeLine(
                line.flag("Likely"),
                ChangeKind.named(line.text("ChangeKind")),
                line.text("ChangeName"),
                line.text("Detail"),
                Wording.minute(changed),
                Wording.length(Duration.between(changed, failed)) + " before",
                evidence(line));
    }

    private static String evidence(Line line) {
        double lift = line.number("Lift");
        long failures = line.count("OtherFailures");
        if (lift >= MUCH) {
            String sentence =
                    "Backups fail %s times as often after such a change: %s on %s"
                            .formatted(
                                    Wording.number(lift, lift < 10 ? 1 : 0),
                                    Wording.counted(failures, "other failure", "other failures"),
                                    Wording.counted(
                                            line.count("OtherMachines"),
                                            "other machine",
                                            "other machines"));
            return line.flag("Likely") ? sentence : sentence + ", too few to be sure";
        }
        return failures == 0 && line.number("Expected") < 1
                ? "No other backup tells for or against it"
                : "Backups fail about as often without such a change";
    }
}
