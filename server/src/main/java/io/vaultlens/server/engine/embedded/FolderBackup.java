package io.vaultlens.server.engine.embedded;

import io.vaultlens.server.engine.BackupFailure;
import io.vaultlens.server.engine.BackupOutcome;
import io.vaultlens.server.engine.BackupRequest;
import io.vaultlens.server.engine.FailureCode;
import io.vaultlens.server.engine.JobStatus;
import io.vaultlens.server.engine.SourceFolder;
import io.vaultlens.server.engine.StorageFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One backup of one folder: write, read back and compare, publish, prune. */
final class FolderBackup {
    private final BackupRequest request;
    private final RunControl control;

    FolderBackup(BackupRequest request, RunControl control) {
        this.request = request;
        this.control = control;
    }

    BackupOutcome run() throws BackupFailure {
        Path source = SourceFolder.of(request.source());
        try (Repository repository =
                Repository.open(request.repository(), source, request.item())) {
            Path draft = repository.draft(request.job());
            try {
                Manifest written = write(source, draft);
                refuseEmptyHanded(source, written);
                verify(draft, written);
                Path archive = repository.publish(draft, request.startedAt(), request.job());
                return outcome(written, Files.size(archive), prune(repository));
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw StorageFailures.ofRepository(request.repository(), e);
        }
    }

    private Manifest write(Path source, Path draft) throws IOException {
        control.step("reading");
        try (ArchiveWriter writer = new ArchiveWriter(draft, request, control)) {
            new FolderWalk(source, writer).run();
            return writer.finish();
        }
    }

    /** A folder of which nothing at all could be read is no good backup. */
    private static void refuseEmptyHanded(Path source, Manifest written) throws BackupFailure {
        if (written.entries().isEmpty() && written.skippedCount() > 0) {
            throw new BackupFailure(
                    FailureCode.SOURCE_UNREADABLE,
                    "Nothing in " + source + " could be read: " + written.skipped().getFirst(),
                    null);
        }
    }

    private void verify(Path draft, Manifest written) throws BackupFailure {
        control.step("verifying");
        Manifest read;
        try {
            read = ArchiveReader.check(draft, control);
        } catch (IOException e) {
            throw new BackupFailure(
                    FailureCode.VERIFICATION_FAILED,
                    "The new backup does not read back: " + StorageFailures.reason(e) + ".",
                    e);
        }
        if (!read.equals(written)) {
            throw new BackupFailure(
                    FailureCode.VERIFICATION_FAILED,
                    "The new backup does not hold what was written to it.",
                    null);
        }
    }

    private Optional<BackupOutcome.Stored> prune(Repository repository) {
        control.step("pruning");
        try {
            return Optional.of(repository.prune(request.keepDays(), request.startedAt()));
        } catch (IOException e) {
            // The new backup is there and checked; old ones that stay are no failure of it.
            return Optional.empty();
        }
    }

    private static BackupOutcome outcome(
            Manifest written, long archiveBytes, Optional<BackupOutcome.Stored> stored) {
        boolean whole = written.skippedCount() == 0;
        return new BackupOutcome(
                whole ? JobStatus.COMPLETED : JobStatus.COMPLETED_WITH_WARNINGS,
                whole ? FailureCode.SUCCESS : FailureCode.SOME_FILES_SKIPPED,
                message(written),
                written.files(),
                written.bytes(),
                archiveBytes,
                written.skipped(),
                written.skippedCount(),
                stored);
    }

    private static String message(Manifest written) {
        long files = written.files();
        String held = files == 1 ? "1 file" : files + " files";
        return written.skippedCount() == 0
                ? "Backed up and verified " + held + "."
                : "Backed up and verified "
                        + held
                        + "; "
                        + written.skippedCount()
                        + " could not be read as they were at one moment.";
    }
}
