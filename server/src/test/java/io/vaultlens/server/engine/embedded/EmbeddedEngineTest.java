package io.vaultlens.server.engine.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vaultlens.server.engine.BackupOutcome;
import io.vaultlens.server.engine.BackupRequest;
import io.vaultlens.server.engine.FailureCode;
import io.vaultlens.server.engine.JobStatus;
import io.vaultlens.server.engine.StorageFailures;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the embedded engine promises beyond the contract, on real files. */
class EmbeddedEngineTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @TempDir Path folder;
    private Path source;
    private Path repository;
    private int jobs;

    @BeforeEach
    void makeFolders() throws IOException {
        source = Files.createDirectories(folder.resolve("documents"));
        repository = folder.resolve("backups");
    }

    private BackupOutcome backUp(OptionalInt keepDays, Instant startedAt) throws Exception {
        EmbeddedEngine engine = new EmbeddedEngine(Runnable::run);
        return engine.follow(
                engine.start(
                        new BackupRequest(
                                "job-" + ++jobs,
                                "documents",
                                source,
                                repository,
                                keepDays,
                                startedAt)),
                _ -> {});
    }

    private BackupOutcome backUp() throws Exception {
        return backUp(OptionalInt.empty(), NOON.plus(Duration.ofMinutes(jobs)));
    }

    private List<Path> archives() throws IOException {
        try (var files = Files.list(repository.resolve("documents"))) {
            return files.filter(file -> file.toString().endsWith(".tar.zst")).sorted().toList();
        }
    }

    private Path restored() throws IOException {
        Path into = folder.resolve("restored");
        Restore.run(archives().getLast(), into);
        return into;
    }

    @Test
    void everythingComesBackAsItWas() throws Exception {
        byte[] noise = new byte[9 << 20];
        new Random(3).nextBytes(noise);
        Path deep = Files.createDirectories(source.resolve("2026/May"));
        Files.write(deep.resolve("large.bin"), noise);
        Files.createDirectories(source.resolve("empty folder"));
        Path small = Files.writeString(source.resolve("note.txt"), "milk");
        FileTime then = FileTime.from(Instant.parse("2021-02-03T04:05:06.123456Z"));
        Files.setLastModifiedTime(small, then);
        Files.createFile(source.resolve("no bytes"));

        assertEquals(JobStatus.COMPLETED, backUp().status());
        Path into = restored();
        assertArrayEquals(noise, Files.readAllBytes(into.resolve("2026/May/large.bin")));
        assertEquals("milk", Files.readString(into.resolve("note.txt")));
        assertEquals(then, Files.getLastModifiedTime(into.resolve("note.txt")));
        assertTrue(Files.isDirectory(into.resolve("empty folder")));
        assertEquals(0, Files.size(into.resolve("no bytes")));
    }

    @Test
    void namesOfAnyBytesComeBack() throws Exception {
        List<String> names =
                List.of(
                        "with%20space%20and%0Anewline",
                        "%E6%9D%B1%E4%BA%AC.txt",
                        "no-text-%FF%FE",
                        "back%5Cslash",
                        "percent%2541",
                        "%22quotes%22",
                        "replacement-%EF%BF%BD",
                        "x".repeat(250));
        for (String name : names) {
            Files.writeString(below(source, name), name);
        }
        BackupOutcome outcome = backUp();
        assertEquals(JobStatus.COMPLETED, outcome.status(), outcome.message());
        Path into = restored();
        for (String name : names) {
            assertEquals(name, Files.readString(below(into, name)));
        }
    }

    private static Path below(Path root, String rawName) {
        return Path.of(URI.create("file://" + root.toUri().getRawPath() + "/" + rawName));
    }

    @Test
    void linksAreKeptAndNeverFollowed() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "not part of it");
        Files.createSymbolicLink(source.resolve("to-secret"), secret);
        Files.createSymbolicLink(source.resolve("loop"), Path.of("."));
        Files.createSymbolicLink(source.resolve("broken"), Path.of("nowhere"));
        BackupOutcome outcome = backUp();
        assertEquals(JobStatus.COMPLETED, outcome.status());
        assertEquals(0, outcome.files());
        Path into = restored();
        assertEquals(secret, Files.readSymbolicLink(into.resolve("to-secret")));
        assertEquals(Path.of("."), Files.readSymbolicLink(into.resolve("loop")));
        assertTrue(Files.exists(into.resolve("broken"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void aPipeDoesNotHoldTheBackup() throws Exception {
        Process pipe = new ProcessBuilder("mkfifo", source.resolve("pipe").toString()).start();
        assumeTrue(pipe.waitFor() == 0, "mkfifo makes pipes here");
        Files.writeString(source.resolve("note.txt"), "milk");
        assertEquals(1, backUp().files());
    }

    @Test
    void aFileThatCannotBeReadIsAWarning() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/mem")), "Linux has a file that cannot be read");
        Files.writeString(source.resolve("note.txt"), "milk");
        RunControl control = new RunControl();
        Path draft = folder.resolve("draft");
        Manifest manifest;
        try (ArchiveWriter writer = new ArchiveWriter(draft, request(), control)) {
            new FolderWalk(source, writer).run();
            Path unreadable = Path.of("/proc/self/mem");
            writer.file(
                    new EntryName("mem", false),
                    unreadable,
                    Files.readAttributes(
                            unreadable, java.nio.file.attribute.BasicFileAttributes.class));
            manifest = writer.finish();
        }
        assertEquals(1, manifest.files());
        assertEquals(1, manifest.skippedCount());
        assertEquals(manifest, ArchiveReader.check(draft, control));
    }

    @Test
    void aFileThatVanishedIsAWarning() throws Exception {
        Path gone = Files.writeString(source.resolve("gone.txt"), "here");
        var seen = Files.readAttributes(gone, java.nio.file.attribute.BasicFileAttributes.class);
        Files.delete(gone);
        Path draft = folder.resolve("draft");
        try (ArchiveWriter writer = new ArchiveWriter(draft, request(), new RunControl())) {
            writer.file(new EntryName("gone.txt", false), gone, seen);
            Manifest manifest = writer.finish();
            assertEquals(List.of("gone.txt: it is no longer there"), manifest.skipped());
        }
    }

    @Test
    void aFileThatShrankWhileItWasReadIsFilledUpAndNoted() throws Exception {
        Path log = source.resolve("log");
        Files.write(log, new byte[6 << 20]);
        var seen = Files.readAttributes(log, java.nio.file.attribute.BasicFileAttributes.class);
        Files.write(log, new byte[5 << 20]);
        Path draft = folder.resolve("draft");
        try (ArchiveWriter writer = new ArchiveWriter(draft, request(), new RunControl())) {
            writer.file(new EntryName("log", false), log, seen);
            Manifest manifest = writer.finish();
            assertEquals(5 << 20, manifest.entries().getFirst().size());
            assertEquals(List.of("log: it changed while it was read"), manifest.skipped());
            assertEquals(manifest, ArchiveReader.check(draft, new RunControl()));
        }
        Path into = folder.resolve("into");
        Restore.run(draft, into);
        assertEquals(5 << 20, Files.size(into.resolve("log")));
    }

    @Test
    void noFlippedBitReachesARestoredFile() throws Exception {
        byte[] noise = new byte[50_000];
        new Random(5).nextBytes(noise);
        Files.write(source.resolve("noise"), noise);
        backUp();
        Path archive = archives().getLast();
        byte[] good = Files.readAllBytes(archive);
        Random random = new Random(11);
        int found = 0;
        for (int i = 0; i < 40; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(archive, bad);
            Path into = folder.resolve("into-" + i);
            try {
                Restore.run(archive, into);
                // A bit that stands for nothing: then the content is whole.
                assertArrayEquals(noise, Files.readAllBytes(into.resolve("noise")));
            } catch (IOException e) {
                found++;
            }
        }
        assertTrue(found > 30, found + " of 40 found");
        Files.write(archive, java.util.Arrays.copyOf(good, good.length / 2));
        assertThrows(IOException.class, () -> Restore.run(archive, folder.resolve("into")));
    }

    @Test
    void oldBackupsGoButNeverTheLast() throws Exception {
        Files.writeString(source.resolve("note.txt"), "milk");
        OptionalInt keep = OptionalInt.of(7);
        backUp(keep, NOON);
        backUp(keep, NOON.plus(Duration.ofDays(5)));
        assertEquals(2, archives().size());
        BackupOutcome third = backUp(keep, NOON.plus(Duration.ofDays(9)));
        assertEquals(2, archives().size());
        assertEquals(NOON.plus(Duration.ofDays(5)), third.stored().orElseThrow().oldest());
        Files.delete(source.resolve("note.txt"));
        Files.delete(source);
        assertEquals(JobStatus.FAILED, backUp(keep, NOON.plus(Duration.ofDays(90))).status());
        assertEquals(2, archives().size());
        Files.createDirectories(source);
        backUp(keep, NOON.plus(Duration.ofDays(91)));
        assertEquals(1, archives().size());
    }

    @Test
    void draftsOfACrashAreRemoved() throws Exception {
        Path own = Files.createDirectories(repository.resolve("documents"));
        Path left = Files.writeString(own.resolve("job-of-a-crash.draft"), "half");
        backUp();
        assertTrue(Files.notExists(left));
    }

    @Test
    void aRepositoryInsideTheFolderIsRefused() throws Exception {
        repository = source.resolve("backups");
        assertEquals(FailureCode.REPOSITORY_INSIDE_SOURCE, backUp().code());
    }

    @Test
    void aFileInPlaceOfTheFolderIsNamed() throws Exception {
        Files.delete(source);
        Files.writeString(source, "a file");
        assertEquals(FailureCode.SOURCE_NOT_A_FOLDER, backUp().code());
    }

    @Test
    void aFullDiskIsNamed() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "Linux has a device that is always full");
        IOException error =
                assertThrows(
                        IOException.class,
                        () -> {
                            try (OutputStream out = new FileOutputStream(full.toFile())) {
                                out.write(1);
                            }
                        });
        assertEquals(
                FailureCode.REPOSITORY_FULL,
                StorageFailures.ofRepository(repository, error).code());
    }

    @Test
    void aSecondRunOfTheSameItemIsRefused() throws Exception {
        try (Repository held = Repository.open(repository, source, "documents")) {
            assertEquals(FailureCode.ALREADY_RUNNING, backUp().code());
        }
        assertEquals(JobStatus.COMPLETED, backUp().status());
    }

    private BackupRequest request() {
        return new BackupRequest(
                "job-0", "documents", source, repository, OptionalInt.empty(), NOON);
    }
}
