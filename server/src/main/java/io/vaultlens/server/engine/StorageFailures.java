package io.vaultlens.server.engine;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** What an error of the file system means for a backup. */
public final class StorageFailures {
    private StorageFailures() {}

    /** The failure behind an error on the repository's side. */
    public static BackupFailure ofRepository(Path repository, IOException e) {
        String reason = reason(e);
        if (says(reason, "no space left", "quota exceeded")) {
            return new BackupFailure(
                    FailureCode.REPOSITORY_FULL, "No space is left in " + repository + ".", e);
        }
        if (e instanceof FileAlreadyExistsException blocked) {
            return new BackupFailure(
                    FailureCode.REPOSITORY_NOT_WRITABLE,
                    blocked.getFile() + " is a file, but the repository must be a folder.",
                    e);
        }
        if (e instanceof AccessDeniedException
                || e instanceof NotDirectoryException
                || says(reason, "read-only", "permission denied", "not a directory")) {
            return new BackupFailure(
                    FailureCode.REPOSITORY_NOT_WRITABLE,
                    "Cannot write to " + repository + ": " + reason + ".",
                    e);
        }
        return new BackupFailure(
                FailureCode.STORAGE_ERROR, "Cannot write to " + repository + ": " + reason, e);
    }

    private static boolean says(String reason, String... words) {
        String lower = reason.toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (lower.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** The error in a few words, without the path where the words alone say enough. */
    public static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "it is no longer there";
            case FileSystemException fs when fs.getReason() != null -> fs.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
