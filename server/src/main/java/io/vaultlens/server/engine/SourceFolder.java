package io.vaultlens.server.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that a backup is to be made of. */
public final class SourceFolder {
    private SourceFolder() {}

    /** The folder's real path, or the failure that there is none. */
    public static Path of(Path path) throws BackupFailure {
        if (!Files.exists(path)) {
            throw new BackupFailure(
                    FailureCode.SOURCE_FOLDER_MISSING, "There is no folder " + path + ".", null);
        }
        if (!Files.isDirectory(path)) {
            throw new BackupFailure(
                    FailureCode.SOURCE_NOT_A_FOLDER, path + " is a file, not a folder.", null);
        }
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new BackupFailure(FailureCode.SOURCE_UNREADABLE, "Cannot read " + path + ".", e);
        }
    }
}
