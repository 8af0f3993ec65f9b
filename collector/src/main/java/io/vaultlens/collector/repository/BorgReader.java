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
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Asks borg, which runs in UTC, because it tells times without their zone. */
final class BorgReader implements RepositoryReader {
    private static final ObjectMapper JSON = new JsonMapper();

    /** What archives of one thing differ in: a date at the end of the name. */
    private static final Pattern DATE = Pattern.compile("[-_.:@]*\\d{4}-?\\d{2}-?\\d{2}.*$");

    /** Archives whose details are asked for at once; each is read by borg. */
    private static final int MOST_DETAILS = 100;

    private final Program borg;
    private final Duration longest;

    /** Asks this program, which knows repository and passphrase from its environment. */
    BorgReader(Program borg, Duration longest) {
        this.borg = borg;
        this.longest = longest;
    }

    private JsonNode ask(String... arguments) throws ProgramException {
        try {
            return JSON.readTree(borg.run(List.of(arguments), longest).output());
        } catch (JsonProcessingException e) {
            throw new SourceException("borg answered something that is no JSON", e);
        }
    }

    @Override
    public List<Copy> copies() throws ProgramException {
        List<Copy> copies = new ArrayList<>();
        for (JsonNode archive : ask("list", "--json").path("archives")) {
            String name = archive.path("name").asText();
            copies.add(
                    new Copy(
                            archive.path("id").asText(),
                            item(name),
                            "",
                            List.of(),
                            moment(archive.path("start").asText()),
                            Optional.empty(),
                            false));
        }
        return copies;
    }

    /** The archive's name without its date. */
    static String item(String archive) {
        String item = DATE.matcher(archive).replaceFirst("");
        return item.isEmpty() ? "archives" : item;
    }

    private static Instant moment(String text) {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    @Override
    public List<Copy> withSizes(List<Copy> fresh) throws ProgramException {
        if (fresh.isEmpty()) {
            return fresh;
        }
        String count = String.valueOf(Math.min(MOST_DETAILS, fresh.size()));
        Map<String, JsonNode> details = new HashMap<>();
        for (JsonNode archive : ask("info", "--json", "--last", count).path("archives")) {
            details.put(archive.path("id").asText(), archive);
        }
        return fresh.stream()
                .map(copy ->
                        details.containsKey(copy.id())
                                ? detailed(copy, details.get(copy.id()))
                                : copy)
                .toList();
    }

    private static Copy detailed(Copy copy, JsonNode archive) {
        JsonNode stats = archive.path("stats");
        Copy.Sizes sizes =
                new Copy.Sizes(
                        Duration.ofMillis((long) (archive.path("duration").asDouble() * 1000)),
                        stats.path("nfiles").asLong(),
                        stats.path("original_size").asLong(),
                        OptionalLong.of(stats.path("deduplicated_size").asLong()));
        return new Copy(
                copy.id(),
                copy.item(),
                archive.path("hostname").asText(),
                copy.paths(),
                copy.startedAt(),
                Optional.of(sizes),
                false);
    }

    @Override
    public OptionalLong sourceBytes(Copy copy) {
        return copy.sizes().isPresent()
                ? OptionalLong.of(copy.sizes().get().bytesRead())
                : OptionalLong.empty();
    }

    @Override
    public long storedBytes() throws ProgramException {
        return ask("info", "--json").path("cache").path("stats").path("unique_csize").asLong();
    }

    @Override
    public Optional<String> check(Duration longestCheck) throws ProgramException {
        Program.Result result = borg.runToEnd(List.of("check", "--log-json"), longestCheck);
        if (result.exitCode() == 0) {
            return Optional.empty();
        }
        if (RepositoryFailure.of(result.errors()) != RepositoryFailure.OTHER) {
            throw borg.failed(result);
        }
        return Optional.of(words(Program.lastLine(result.errors())));
    }

    private static String words(String line) {
        try {
            return JSON.readTree(line).path("message").asText(line);
        } catch (JsonProcessingException e) {
            return line;
        }
    }

    @Override
    public String failureCode(ProgramException failure) {
        return RepositoryFailure.of(failure.errors()).code();
    }

    @Override
    public RunLog newRunLog() {
        return new BorgLog();
    }

    @Override
    public void close() {
        borg.close();
    }
}
