package io.vaultlens.server.engine.restic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vaultlens.server.engine.BackupOutcome;
import io.vaultlens.server.engine.BackupProgress;
import io.vaultlens.server.engine.FailureCode;
import io.vaultlens.server.engine.JobStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows what restic says while it backs up; one thread tells, any may ask how far it is. */
final class Reading {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final int SHOWN_SKIPPED = 20;

    private volatile BackupProgress progress = new BackupProgress("reading", 0, 0);
    private final List<String> skipped = new ArrayList<>();
    private long skippedCount;
    private Optional<JsonNode> summary = Optional.empty();

    void take(String line) {
        JsonNode message;
        try {
            message = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            // A word for people between the messages.
            return;
        }
        switch (message.path("message_type").asText()) {
            case "status" ->
                    progress =
                            new BackupProgress(
                                    "reading",
                                    message.path("files_done").asLong(),
                                    message.path("bytes_done").asLong());
            case "error" -> skip(message);
            case "summary" -> summary = Optional.of(message);
            default -> {}
        }
    }

    private void skip(JsonNode message) {
        skippedCount++;
        if (skipped.size() < SHOWN_SKIPPED) {
            String reason = message.path("error").path("message").asText("could not be read");
            skipped.add(message.path("item").asText() + ": " + reason);
        }
    }

    void step(String name) {
        progress = new BackupProgress(name, 0, 0);
    }

    BackupProgress progress() {
        return progress;
    }

    boolean madeSnapshot() {
        return summary.isPresent();
    }

    String snapshot() {
        return summary.orElseThrow().path("snapshot_id").asText();
    }

    boolean isEmptyHanded() {
        return skippedCount > 0 && files() == 0;
    }

    String firstSkipped() {
        return skipped.getFirst();
    }

    private long files() {
        return summary.orElseThrow().path("total_files_processed").asLong();
    }

    BackupOutcome outcome(Optional<BackupOutcome.Stored> stored) {
        JsonNode all = summary.orElseThrow();
        boolean whole = skippedCount == 0;
        String held = files() == 1 ? "1 file" : files() + " files";
        return new BackupOutcome(
                whole ? JobStatus.COMPLETED : JobStatus.COMPLETED_WITH_WARNINGS,
                whole ? FailureCode.SUCCESS : FailureCode.SOME_FILES_SKIPPED,
                whole
                        ? "Backed up " + held + "."
                        : "Backed up " + held + "; " + skippedCount + " could not be read.",
                files(),
                all.path("total_bytes_processed").asLong(),
                all.path("data_added").asLong(),
                skipped,
                skippedCount,
                stored);
    }
}
