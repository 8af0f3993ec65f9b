package io.vaultlens.server.protect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.repository.RealPrograms;
import io.vaultlens.server.engine.BackupEngine;
import io.vaultlens.server.engine.BackupOutcome;
import io.vaultlens.server.engine.BackupRequest;
import io.vaultlens.server.engine.FailureCode;
import io.vaultlens.server.engine.JobStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every engine in the list must do, on real files. */
class EngineContractTest {
    private static final Engines ENGINES = new Engines();
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @TempDir Path folder;
    private Path source;
    private Path repository;

    static List<BackupEngine> engines() {
        if (!RealPrograms.has("restic")) {
            return ENGINES.all().stream().filter(it -> !it.name().equals("restic")).toList();
        }
        return ENGINES.all();
    }

    @AfterAll
    static void stop() {
        ENGINES.close();
    }

    @BeforeEach
    void makeFolders() throws IOException {
        source = Files.createDirectories(folder.resolve("documents"));
        repository = folder.resolve("made/by/the/engine");
    }

    private BackupRequest request(String job) {
        return new BackupRequest(
                job,
                "documents",
                source,
                repository,
                OptionalInt.empty(),
                NOON,
                Optional.of("secret"));
    }

    private BackupOutcome backUp(BackupEngine engine, String job) throws InterruptedException {
        return engine.follow(engine.start(request(job)), _ -> {});
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aFolderIsBackedUp(BackupEngine engine) throws Exception {
        Files.writeString(source.resolve("letter.txt"), "Dear Adatum");
        BackupOutcome outcome = backUp(engine, "job-1");
        assertEquals(JobStatus.COMPLETED, outcome.status(), outcome.message());
        assertEquals(FailureCode.SUCCESS, outcome.code());
        assertEquals(1, outcome.files());
        assertEquals(11, outcome.bytesRead());
        assertEquals(1, outcome.stored().orElseThrow().backups());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void theSameJobRunsOnce(BackupEngine engine) throws Exception {
        Files.writeString(source.resolve("letter.txt"), "Dear Adatum");
        String first = engine.start(request("job-2"));
        String second = engine.start(request("job-2"));
        assertEquals(first, second);
        assertEquals(engine.follow(first, _ -> {}), engine.follow(second, _ -> {}));
        assertEquals(2, backUp(engine, "job-3").stored().orElseThrow().backups());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aMissingFolderIsAFailureWithItsCode(BackupEngine engine) throws Exception {
        Files.delete(source);
        BackupOutcome outcome = backUp(engine, "job-4");
        assertEquals(JobStatus.FAILED, outcome.status());
        assertEquals(FailureCode.SOURCE_FOLDER_MISSING, outcome.code());
        assertTrue(outcome.message().contains(source.toString()), outcome.message());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aRepositoryBlockedByAFileIsAFailureWithItsCode(BackupEngine engine) throws Exception {
        repository = Files.writeString(folder.resolve("blocked"), "a file");
        BackupOutcome outcome = backUp(engine, "job-5");
        assertEquals(JobStatus.FAILED, outcome.status());
        assertEquals(FailureCode.REPOSITORY_NOT_WRITABLE, outcome.code());
        assertTrue(outcome.message().contains(repository.toString()), outcome.message());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aFailedJobSucceedsOnceItsReasonIsGone(BackupEngine engine) throws Exception {
        Files.delete(source);
        assertEquals(JobStatus.FAILED, backUp(engine, "job-6").status());
        Files.createDirectories(source);
        assertEquals(JobStatus.COMPLETED, backUp(engine, "job-7").status());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aCancelledBackupLeavesNothingBehind(BackupEngine engine) throws Exception {
        byte[] noise = new byte[1 << 20];
        new java.util.Random(7).nextBytes(noise);
        for (int i = 0; i < 300; i++) {
            Files.write(source.resolve("noise-" + i), noise);
        }
        String operation = engine.start(request("job-8"));
        engine.cancel(operation);
        BackupOutcome outcome = engine.follow(operation, _ -> {});
        assertEquals(JobStatus.CANCELLED, outcome.status());
        try (var files = Files.walk(folder)) {
            assertFalse(files.anyMatch(file -> file.toString().contains("job-8")));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void anUnknownOperationWasInterrupted(BackupEngine engine) throws Exception {
        BackupOutcome outcome = engine.follow("started-by-nobody", _ -> {});
        assertEquals(JobStatus.FAILED, outcome.status());
        assertEquals(FailureCode.BACKUP_INTERRUPTED, outcome.code());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void backupsAreKeptForSoManyDays(BackupEngine engine) throws Exception {
        Files.writeString(source.resolve("letter.txt"), "Dear Adatum");
        BackupRequest old = kept("job-9", NOON.minus(Duration.ofDays(40)));
        assertEquals(1, engine.follow(engine.start(old), _ -> {}).stored().orElseThrow().backups());
        BackupRequest recent = kept("job-10", NOON.minus(Duration.ofDays(5)));
        engine.follow(engine.start(recent), _ -> {});
        BackupOutcome outcome = engine.follow(engine.start(kept("job-11", NOON)), _ -> {});
        assertEquals(2, outcome.stored().orElseThrow().backups());
        assertEquals(NOON, outcome.stored().orElseThrow().latest());
    }

    private BackupRequest kept(String job, Instant at) {
        return new BackupRequest(
                job,
                "documents",
                source,
                repository,
                OptionalInt.of(30),
                at,
                Optional.of("secret"));
    }
}
