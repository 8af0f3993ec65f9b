package io.vaultlens.collector.repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what borg writes with {@code --log-json}: an error ends a run. What follows it within a few
 * seconds belongs to the same end.
 */
final class BorgLog implements RunLog {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final Set<String> ENDS = Set.of("ERROR", "CRITICAL");
    private static final long SAME_END_SECONDS = 5;

    private Instant lastEnd = Instant.EPOCH;

    @Override
    public Optional<LoggedRun> add(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        JsonNode message;
        try {
            message = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            // The summary of a good run is written over many lines; its archive tells the same.
            return Optional.empty();
        }
        if (!ENDS.contains(message.path("levelname").asText())) {
            return Optional.empty();
        }
        Instant at = Instant.ofEpochMilli((long) (message.path("time").asDouble() * 1000));
        boolean same = at.isBefore(lastEnd.plusSeconds(SAME_END_SECONDS));
        lastEnd = at;
        return same ? Optional.empty() : Optional.of(failed(message, at));
    }

    private static LoggedRun failed(JsonNode message, Instant at) {
        String words = message.path("message").asText();
        String code = RepositoryFailure.of(message.path("msgid").asText() + " " + words).code();
        return new LoggedRun("", Optional.empty(), code, words, Optional.of(at));
    }
}
