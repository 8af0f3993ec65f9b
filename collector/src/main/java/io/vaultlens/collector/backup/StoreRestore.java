package io.vaultlens.collector.backup;

import io.vaultlens.collector.store.StoreException;
import io.vaultlens.collector.store.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts a backup back into an empty folder: first beside, then checked by its manifest, then in one
 * move; the store comes last, so that a folder with a store has all of the backup.
 */
public final class StoreRestore {
    /** Where files lie until they are checked. */
    private static final String DRAFT = "restoring";

    private StoreRestore() {}

    /** Restores the file into the folder, which is made where it is missing. */
    public static BackupSummary run(Path file, Path data, BackupProgress progress) {
        checkEmpty(data);
        try (BackupFile backup = BackupFile.open(file)) {
            Manifest manifest = backup.manifest();
            Path draft = data.resolve(DRAFT);
            remove(draft);
            Files.createDirectories(draft);
            try {
                checkRoom(manifest, draft);
                extract(backup, draft, progress);
                checkRows(backup, draft);
                place(manifest, draft, data);
            } finally {
                remove(draft);
            }
            return BackupSummary.of(manifest);
        } catch (IOException e) {
            throw new BackupException(
                    file + " could not be restored into " + data + ": " + Reason.of(e), e);
        }
    }

    private static void checkEmpty(Path data) {
        if (!Files.exists(data)) {
            return;
        }
        if (!Files.isDirectory(data)) {
            throw new BackupException(data + " is no folder; restore into an empty one");
        }
        try (Stream<Path> entries = Files.list(data)) {
            if (entries.anyMatch(entry -> !entry.endsWith(DRAFT))) {
                throw new BackupException(
                        "the folder " + data + " is not empty; restore into an empty one");
            }
        } catch (IOException e) {
            throw new BackupException("the folder " + data + " cannot be read: " + Reason.of(e), e);
        }
    }

    private static void checkRoom(Manifest manifest, Path draft) throws IOException {
        long free = Files.getFileStore(draft).getUsableSpace();
        if (free < manifest.bytes()) {
            String message = "it needs %d MB of free disk, there are %d MB";
            throw new IOException(message.formatted(manifest.bytes() >> 20, free >> 20));
        }
    }

    private static void extract(BackupFile backup, Path draft, BackupProgress progress)
            throws IOException {
        List<Manifest.Entry> entries = backup.manifest().files();
        if (entries.stream().noneMatch(entry -> entry.name().equals(StoredFile.NAME))) {
            throw backup.damaged(StoredFile.NAME);
        }
        for (Manifest.Entry entry : entries) {
            if (!isOurs(entry.name())) {
                throw backup.damaged(Manifest.NAME);
            }
            backup.extract(entry, draft.resolve(entry.name()), progress);
        }
    }

    /** A name that leads elsewhere is none of a backup's. */
    private static boolean isOurs(String name) {
        return name.equals(StoredFile.NAME) || StoreBackup.SETTINGS.contains(name);
    }

    private static void checkRows(BackupFile backup, Path draft) {
        try {
            StoredFile stored = StoredFile.of(draft.resolve(StoredFile.NAME));
            if (!stored.rows().equals(backup.manifest().rows())) {
                throw backup.damaged(StoredFile.NAME);
            }
        } catch (StoreException e) {
            throw backup.damaged(StoredFile.NAME);
        }
    }

    private static void place(Manifest manifest, Path draft, Path data) throws IOException {
        List<String> names =
                manifest.files().stream()
                        .map(Manifest.Entry::name)
                        .sorted(Comparator.comparing(name -> name.equals(StoredFile.NAME)))
                        .toList();
        for (String name : names) {
            Files.move(draft.resolve(name), data.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
