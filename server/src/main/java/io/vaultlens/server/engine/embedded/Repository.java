package io.vaultlens.server.engine.embedded;

import io.vaultlens.server.engine.BackupFailure;
import io.vaultlens.server.engine.BackupOutcome;
import io.vaultlens.server.engine.FailureCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The backups of one item within a repository, locked against a second run of any process.
 *
 * <p>A backup is one file named after its moment and job. It gets that name only when it is whole
 * and checked; until then it is a draft, and drafts that a crash left behind are removed.
 */
final class Repository implements AutoCloseable {
    private static final String ARCHIVE = ".tar.zst";
    private static final String DRAFT = ".draft";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Path folder;
    private final FileChannel lockFile;
    private final FileLock lock;

    private Repository(Path folder, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** Opens, and makes when missing, the item's folder within the repository. */
    static Repository open(Path repository, Path source, String item)
            throws IOException, BackupFailure {
        Path folder = Files.createDirectories(repository).resolve(folderName(item));
        if (folder.getParent().toRealPath().startsWith(source)) {
            throw new BackupFailure(
                    FailureCode.REPOSITORY_INSIDE_SOURCE,
                    "The repository " + repository + " lies inside " + source + ".",
                    null);
        }
        Files.createDirectories(folder);
        FileChannel lockFile =
                FileChannel.open(
                        folder.resolve(".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            FileLock lock = lockFile.tryLock();
            if (lock != null) {
                return new Repository(folder, lockFile, lock);
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same answer.
        }
        lockFile.close();
        throw new BackupFailure(
                FailureCode.ALREADY_RUNNING, "A backup of " + item + " is already running.", null);
    }

    /** Item names are for people; a folder's name keeps to letters that every system takes. */
    private static String folderName(String item) {
        String plain = item.replaceAll("[^A-Za-z0-9._-]", "_");
        String safe = plain.startsWith(".") ? "_" + plain : plain;
        return safe.equals(item) ? safe : safe + "-" + Integer.toHexString(item.hashCode());
    }

    /** The file to write a new backup to. */
    Path draft(String job) throws IOException {
        for (Path left : files(DRAFT)) {
            Files.delete(left);
        }
        return folder.resolve(job + DRAFT);
    }

    /** Gives a checked draft its name, at once and for good. */
    Path publish(Path draft, Instant moment, String job) throws IOException {
        Path archive = folder.resolve(MOMENT.format(moment) + "-" + job + ARCHIVE);
        Files.move(draft, archive, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
        return archive;
    }

    /** Deletes what is older than the days to keep, never the latest. */
    BackupOutcome.Stored prune(OptionalInt keepDays, Instant now) throws IOException {
        List<Path> archives = files(ARCHIVE);
        if (keepDays.isPresent()) {
            Instant limit = now.minus(Duration.ofDays(keepDays.getAsInt()));
            for (Path archive : archives.subList(0, archives.size() - 1)) {
                if (moment(archive).isBefore(limit)) {
                    Files.delete(archive);
                }
            }
            archives = files(ARCHIVE);
        }
        long bytes = 0;
        for (Path archive : archives) {
            bytes += Files.size(archive);
        }
        return new BackupOutcome.Stored(
                moment(archives.getFirst()), moment(archives.getLast()), archives.size(), bytes);
    }

    private static Instant moment(Path archive) {
        String name = archive.getFileName().toString();
        return MOMENT.parse(name.substring(0, name.indexOf('Z') + 1), Instant::from);
    }

    /** The item's files of one kind, the oldest first. */
    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        lockFile.close();
    }
}
