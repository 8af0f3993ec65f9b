package io.vaultlens.dashboards.page;

import io.vaultlens.collector.store.FileUse;
import io.vaultlens.dashboards.report.Line;
import io.vaultlens.dashboards.report.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the store in words. */
final class StoreMaker {
    private final Reports reports;
    private final Assets assets;

    StoreMaker(Reports reports, Assets assets) {
        this.reports = reports;
        this.assets = assets;
    }

    StorePage page(PageFrame frame, FileUse use, Optional<Instant> shrinkingSince, String told) {
        List<TaskLine> tasks =
                reports.now("maintenance", Map.of(), frame.access()).lines().stream()
                        .map(StoreMaker::task)
                        .toList();
        return new StorePage(
                new Layout(frame, assets, "Store", "Settings", List.of()),
                facts(use),
                shrinkingSince.map(since -> shrinking(since, frame.now())).orElse(""),
                told,
                tasks);
    }

    private static List<Fact> facts(FileUse use) {
        return List.of(
                Fact.of("The file", megabytes(use.bytes())),
                Fact.of("Free in it", megabytes(use.freeBytes()) + ", " + use.freePercent() + " %"),
                Fact.of("Written anew", "about " + megabytes(use.bytes() - use.freeBytes())));
    }

    private static String megabytes(long bytes) {
        return Wording.count(bytes >> 20) + " MB";
    }

    private static String shrinking(Instant since, Instant now) {
        return "The file is being written anew, for "
                + Wording.length(Duration.between(since, now))
                + " so far. Records come in and questions are answered meanwhile; how it ended will"
                + " stand below.";
    }

    private static TaskLine task(Line line) {
        boolean well = line.text("Outcome").equals("Completed");
        Status status =
                new Status(well ? Status.Kind.SUCCEEDED : Status.Kind.FAILED, line.text("Outcome"));
        return new TaskLine(
                status,
                (words(line.text("Task")) + " " + line.text("Table")).strip(),
                line.moment("TimeGenerated").map(Wording::second).orElse(""),
                line.length("Took").map(Wording::length).orElse(""),
                "%s → %s"
                        .formatted(
                                megabytes(line.count("BytesBefore")),
                                megabytes(line.count("BytesAfter"))),
                line.text("Message"));
    }

    private static String words(String task) {
        return switch (task) {
            case "retention" -> "Old rows taken out of";
            case "cluster" -> "Rows laid together in";
            case "shrink" -> "File written anew";
            case "backup" -> "Backed up";
            default -> task;
        };
    }
}
