package io.vaultlens.collector.repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads what {@code restic backup --json} says, its error stream in the same file: a run ends with
 * a summary, with {@code exit_error} or with a line that begins with Fatal.
 */
final class ResticLog implements RunLog {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final String FATAL = "Fatal:";

    private long errors;
    private String firstError = "";

    @Override
    public Optional<LoggedRun> add(String line) {
        if (line.startsWith(FATAL)) {
            return Optional.of(failed(line.substring(FATAL.length()).strip()));
        }
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        JsonNode message;
        try {
            message = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            // A line that two runs wrote at once; the ends of both are on lines of their own.
            return Optional.empty();
        }
        return switch (message.path("message_type").asText()) {
            case "error" -> {
                error(message);
                yield Optional.empty();
            }
            case "summary" -> Optional.of(summary(message));
            case "exit_error" -> Optional.of(failed(message.path("message").asText()));
            default -> Optional.empty();
        };
    }

    private void error(JsonNode message) {
        errors++;
        if (firstError.isEmpty()) {
            String reason = message.path("error").path("message").asText("");
            firstError = (message.path("item").asText() + ": " + reason).strip();
        }
    }

    private LoggedRun summary(JsonNode message) {
        Duration took = Duration.ofNanos((long) (message.path("total_duration").asDouble() * 1e9));
        Copy.Sizes sizes =
                new Copy.Sizes(
                        took,
                        message.path("total_files_processed").asLong(),
                        message.path("total_bytes_processed").asLong(),
                        OptionalLong.of(message.path("data_added").asLong()));
        LoggedRun run =
                new LoggedRun(
                        message.path("snapshot_id").asText(),
                        Optional.of(sizes),
                        errors == 0 ? "" : "SomeFilesSkipped",
                        errors == 0 ? "" : errors + " could not be read: " + firstError,
                        Optional.empty());
        forget();
        return run;
    }

    private LoggedRun failed(String words) {
        String message = firstError.isEmpty() ? words : words + " (" + firstError + ")";
        forget();
        String code = RepositoryFailure.of(words).code();
        return new LoggedRun("", Optional.empty(), code, message, Optional.empty());
    }

    private void forget() {
        errors = 0;
        firstError = "";
    }
}
