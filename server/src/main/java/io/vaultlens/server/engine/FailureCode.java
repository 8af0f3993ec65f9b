package io.vaultlens.server.engine;

import java.util.Arrays;

/**
 * Why a backup of our own engines did not end well, as the column {@code JobFailureCode} says it.
 *
 * <p>What each code means and what to do stands in the table {@code ErrorCodes}.
 */
public enum FailureCode {
    SUCCESS("Success"),
    SOURCE_FOLDER_MISSING("UserErrorSourceFolderMissing"),
    SOURCE_NOT_A_FOLDER("UserErrorSourceNotAFolder"),
    SOURCE_UNREADABLE("UserErrorSourceUnreadable"),
    REPOSITORY_NOT_WRITABLE("UserErrorRepositoryNotWritable"),
    REPOSITORY_INSIDE_SOURCE("UserErrorRepositoryInsideSource"),
    REPOSITORY_FULL("UserErrorRepositoryFull"),
    REPOSITORY_MISSING("UserErrorRepositoryMissing"),
    REPOSITORY_PASSWORD_WRONG("UserErrorRepositoryPasswordWrong"),
    REPOSITORY_LOCKED("BackupRepositoryLocked"),
    PROGRAM_MISSING("UserErrorBackupProgramMissing"),
    SOME_FILES_SKIPPED("SomeFilesSkipped"),
    VERIFICATION_FAILED("BackupVerificationFailed"),
    STORAGE_ERROR("BackupStorageError"),
    BACKUP_INTERRUPTED("BackupInterrupted"),
    ALREADY_RUNNING("BackupAlreadyRunning"),
    CANCELLED("BackupCancelled");

    private final String code;

    FailureCode(String code) {
        this.code = code;
    }

    /** The code as jobs carry it. */
    public String code() {
        return code;
    }

    /** The failure with this code; a storage error where none has it. */
    public static FailureCode of(String code) {
        return Arrays.stream(values())
                .filter(failure -> failure.code.equals(code))
                .findFirst()
                .orElse(STORAGE_ERROR);
    }
}
