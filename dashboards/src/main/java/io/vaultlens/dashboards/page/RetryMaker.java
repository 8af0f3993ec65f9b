package io.vaultlens.dashboards.page;

import io.vaultlens.dashboards.report.Answer;
import io.vaultlens.dashboards.report.Line;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts the attempts to make a job good in words. */
final class RetryMaker {
    private RetryMaker() {}

    static RetriesPart part(String jobId, Answer retries) {
        List<RetryLine> lines = lines(retries, jobId);
        return new RetriesPart(jobId, lines, lines.stream().anyMatch(l -> !l.status().ended()));
    }

    /** The attempts at this job, of an answer that may hold those it was itself. */
    static List<RetryLine> lines(Answer retries, String jobId) {
        return retries.lines().stream()
                .filter(l -> l.text("OriginalJobUniqueId").equals(jobId))
                .map(RetryMaker::line)
                .toList();
    }

    private static RetryLine line(Line line) {
        Optional<Instant> began = line.moment("StartedAt").or(() -> line.moment("TimeGenerated"));
        String job = line.text("NewJobUniqueId");
        return new RetryLine(
                line.count("Attempt"),
                status(line.text("State")),
                began.map(Wording::second).orElse(""),
                by(line),
                job.isEmpty() ? "" : "/jobs/" + Address.segment(job),
                outcome(line));
    }

    private static Status status(String state) {
        return switch (state) {
            case "RESERVED", "STARTED", "RUNNING" -> new Status(Status.Kind.RUNNING, "Running");
            case "SUCCEEDED" -> new Status(Status.Kind.SUCCEEDED, "Succeeded");
            case "FAILED" -> new Status(Status.Kind.FAILED, "Failed");
            case "SKIPPED" -> new Status(Status.Kind.UNKNOWN, "Skipped");
            case "EXHAUSTED" -> new Status(Status.Kind.WARNING, "Given up");
            default -> new Status(Status.Kind.UNKNOWN, "Unknown");
        };
    }

    private static String by(Line line) {
        String requester = line.text("Requester");
        return switch (line.text("Trigger")) {
            case "auto" -> "rule";
            case "deadline" -> "deadline";
            default -> requester.isEmpty() ? "a person" : requester;
        };
    }

    private static String outcome(Line line) {
        String outcome = line.text("Outcome");
        if (!outcome.isEmpty()) {
            return outcome.contains(" ") ? outcome : Sentence.words(outcome);
        }
        return switch (line.text("State")) {
            case "RESERVED" -> "Reserved, about to start";
            case "STARTED", "RUNNING" -> "The new backup is running";
            case "SUCCEEDED" -> "The new backup succeeded";
            case "FAILED" -> "The new backup failed";
            default -> "No outcome yet";
        };
    }
}
