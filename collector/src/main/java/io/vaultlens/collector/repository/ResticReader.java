package io.vaultlens.collector.repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vaultlens.collector.program.Program;
import io.vaultlens.collector.program.ProgramException;
import io.vaultlens.collector.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Asks restic. No lock is taken, so that a running backup is neither waited for nor held up. */
final class ResticReader implements RepositoryReader {
    private static final ObjectMapper JSON = new JsonMapper();

    private final Program restic;
    private final Duration longest;

    /** Asks this program, which knows repository and password from its environment. */
    ResticReader(Program restic, Duration longest) {
        this.restic = restic;
        this.longest = longest;
    }

    private String ask(String... arguments) throws ProgramException {
        List<String> all =
                Stream.concat(Stream.of("--no-lock", "--json"), Stream.of(arguments)).toList();
        return restic.run(all, longest).output();
    }

    @Override
    public List<Copy> copies() throws ProgramException {
        List<Copy> copies = new ArrayList<>();
        for (JsonNode snapshot : json(ask("snapshots"))) {
            copies.add(copy(snapshot));
        }
        return copies;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.isBlank() ? "[]" : text);
        } catch (JsonProcessingException e) {
            throw new SourceException("restic answered something that is no JSON", e);
        }
    }

    private static Copy copy(JsonNode snapshot) {
        List<String> paths = texts(snapshot.path("paths"));
        String host = snapshot.path("hostname").asText();
        Instant startedAt = moment(snapshot.path("time").asText());
        boolean own =
                texts(snapshot.path("tags")).stream()
                        .anyMatch(tag -> tag.startsWith(RepositoryKinds.OWN_TAG));
        return new Copy(
                snapshot.path("id").asText(),
                host + ":" + String.join(",", paths),
                host,
                paths,
                startedAt,
                summary(startedAt, snapshot.path("summary")),
                own);
    }

    /** What restic 0.17 and later keep with a snapshot. */
    private static Optional<Copy.Sizes> summary(Instant startedAt, JsonNode summary) {
        if (!summary.has("backup_end")) {
            return Optional.empty();
        }
        JsonNode packed = summary.path("data_added_packed");
        JsonNode added = packed.isMissingNode() ? summary.path("data_added") : packed;
        return Optional.of(
                new Copy.Sizes(
                        Duration.between(startedAt, moment(summary.path("backup_end").asText())),
                        summary.path("total_files_processed").asLong(),
                        summary.path("total_bytes_processed").asLong(),
                        OptionalLong.of(added.asLong())));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    private static Instant moment(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    @Override
    public List<Copy> withSizes(List<Copy> fresh) {
        return fresh;
    }

    @Override
    public OptionalLong sourceBytes(Copy copy) throws ProgramException {
        if (copy.sizes().isPresent()) {
            return OptionalLong.of(copy.sizes().get().bytesRead());
        }
        String answer = ask("stats", "--mode", "restore-size", copy.id());
        return OptionalLong.of(json(answer).path("total_size").asLong());
    }

    @Override
    public long storedBytes() throws ProgramException {
        return json(ask("stats", "--mode", "raw-data")).path("total_size").asLong();
    }

    @Override
    public Optional<String> check(Duration longestCheck) throws ProgramException {
        Program.Result result = restic.runToEnd(List.of("--no-lock", "check"), longestCheck);
        if (result.exitCode() == 0) {
            return Optional.empty();
        }
        ProgramException failed = restic.failed(result);
        if (RepositoryFailure.of(result.errors()) != RepositoryFailure.OTHER) {
            throw failed;
        }
        return Optional.of(failed.getMessage());
    }

    @Override
    public String failureCode(ProgramException failure) {
        return RepositoryFailure.of(failure.errors()).code();
    }

    @Override
    public RunLog newRunLog() {
        return new ResticLog();
    }

    @Override
    public void close() {
        restic.close();
    }
}
