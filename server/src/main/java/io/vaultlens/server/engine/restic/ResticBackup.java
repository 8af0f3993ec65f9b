package io.vaultlens.server.engine.restic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vaultlens.collector.program.Program;
import io.vaultlens.collector.program.ProgramException;
import io.vaultlens.collector.repository.RepositoryFailure;
import io.vaultlens.collector.repository.RepositoryKinds;
import io.vaultlens.server.engine.BackupFailure;
import io.vaultlens.server.engine.BackupOutcome;
import io.vaultlens.server.engine.BackupProgress;
import io.vaultlens.server.engine.BackupRequest;
import io.vaultlens.server.engine.BackupRuns;
import io.vaultlens.server.engine.FailureCode;
import io.vaultlens.server.engine.SourceFolder;
import io.vaultlens.server.engine.StorageFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One backup of one folder by restic: make the repository when missing, back up, prune, count. */
final class ResticBackup implements BackupRuns.Work {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final String ITEM_TAG = "vaultlens-item:";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final BackupRequest request;
    private final Program restic;
    private final Reading reading = new Reading();
    private volatile boolean cancelled;

    ResticBackup(BackupRequest request) {
        this.request = request;
        this.restic =
                new Program(
                        ResticEngine.NAME,
                        Map.of(
                                "RESTIC_REPOSITORY",
                                request.repository().toString(),
                                "RESTIC_PASSWORD",
                                request.password().orElse(""),
                                "RESTIC_PROGRESS_FPS",
                                "4",
                                "TZ",
                                "UTC"));
    }

    @Override
    public BackupProgress progress() {
        return reading.progress();
    }

    @Override
    public void cancel() {
        cancelled = true;
        restic.close();
    }

    @Override
    public BackupOutcome run() {
        try {
            return backUp();
        } catch (BackupFailure e) {
            return BackupOutcome.failed(e.code(), e.getMessage());
        } catch (ProgramException e) {
            return cancelled ? BackupOutcome.cancelled() : failed(e);
        }
    }

    private BackupOutcome failed(ProgramException e) {
        FailureCode code =
                e.reason() == ProgramException.Reason.MISSING
                        ? FailureCode.PROGRAM_MISSING
                        : FailureCode.of(RepositoryFailure.of(e.errors()).code());
        return BackupOutcome.failed(code, request.repository() + ": " + e.getMessage() + ".");
    }

    private BackupOutcome backUp() throws BackupFailure, ProgramException {
        Path source = SourceFolder.of(request.source());
        prepare(source);
        List<String> arguments = new ArrayList<>(List.of("backup", "--json"));
        arguments.addAll(List.of("--tag", RepositoryKinds.OWN_TAG + request.job()));
        arguments.addAll(List.of("--tag", itemTag(), "--time", TIME.format(request.startedAt())));
        arguments.add(source.toString());
        Program.Result result = restic.run(arguments, LONGEST, reading::take);
        if (!reading.madeSnapshot()) {
            throw restic.failed(result);
        }
        refuseEmptyHanded(source);
        return reading.outcome(prune());
    }

    private void prepare(Path source) throws BackupFailure, ProgramException {
        Path repository = request.repository();
        try {
            Files.createDirectories(repository);
            if (repository.toRealPath().startsWith(source)) {
                throw new BackupFailure(
                        FailureCode.REPOSITORY_INSIDE_SOURCE,
                        "The repository " + repository + " lies inside " + source + ".",
                        null);
            }
        } catch (IOException e) {
            throw StorageFailures.ofRepository(repository, e);
        }
        if (Files.exists(repository.resolve("config"))) {
            // Locks of processes that are gone would keep old backups from being pruned.
            restic.run(List.of("unlock"), LONGEST);
        } else {
            restic.run(List.of("init"), LONGEST);
        }
    }

    /** Tags stand in a list with commas. */
    private String itemTag() {
        return ITEM_TAG + request.item().replace(',', '_');
    }

    /** A folder of which nothing at all could be read is no good backup. */
    private void refuseEmptyHanded(Path source) throws BackupFailure, ProgramException {
        if (reading.isEmptyHanded()) {
            restic.run(List.of("forget", reading.snapshot()), LONGEST);
            throw new BackupFailure(
                    FailureCode.SOURCE_UNREADABLE,
                    "Nothing in " + source + " could be read: " + reading.firstSkipped(),
                    null);
        }
    }

    private Optional<BackupOutcome.Stored> prune() throws ProgramException {
        try {
            if (request.keepDays().isPresent()) {
                reading.step("pruning");
                String keep = request.keepDays().getAsInt() + "d";
                List<String> forget = List.of("forget", "--prune", "--group-by", "host");
                List<String> arguments = new ArrayList<>(forget);
                arguments.addAll(List.of("--tag", itemTag(), "--keep-within", keep));
                restic.run(arguments, LONGEST);
            }
            return Optional.of(stored());
        } catch (ProgramException e) {
            if (cancelled) {
                throw e;
            }
            // The new backup is there; old ones that stay are no failure of it.
            return Optional.empty();
        }
    }

    private BackupOutcome.Stored stored() throws ProgramException {
        JsonNode snapshots = ask("snapshots", "--tag", itemTag());
        Instant oldest = Instant.MAX;
        Instant latest = Instant.MIN;
        for (JsonNode snapshot : snapshots) {
            Instant time = OffsetDateTime.parse(snapshot.path("time").asText()).toInstant();
            oldest = time.isBefore(oldest) ? time : oldest;
            latest = time.isAfter(latest) ? time : latest;
        }
        long bytes =
                ask("stats", "--mode", "raw-data", "--tag", itemTag()).path("total_size").asLong();
        return new BackupOutcome.Stored(oldest, latest, snapshots.size(), bytes);
    }

    private JsonNode ask(String... question) throws ProgramException {
        List<String> arguments = new ArrayList<>(List.of("--json", "--no-lock"));
        arguments.addAll(List.of(question));
        try {
            return JSON.readTree(restic.run(arguments, LONGEST).output());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("restic answered something that is no JSON", e);
        }
    }
}
