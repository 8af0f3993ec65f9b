package io.vaultlens.collector.repository;

import java.util.List;
import java.util.Locale;

/** What goes wrong with repositories, as the column {@code JobFailureCode} says it. */
public enum RepositoryFailure {
    PASSWORD_WRONG(
            "UserErrorRepositoryPasswordWrong",
            "wrong password",
            "passphrasewrong",
            "passphrase supplied"),
    LOCKED(
            "BackupRepositoryLocked",
            "already locked",
            "locktimeout",
            "failed to create/acquire the lock",
            "lockfailed"),
    MISSING(
            "UserErrorRepositoryMissing",
            "unable to open config file",
            "is there a repository",
            "repository.doesnotexist",
            "does not exist.",
            "is not a valid repository"),
    SOURCE_MISSING(
            "UserErrorSourceFolderMissing",
            "all target directories/files do not exist",
            "all source directories/files do not exist"),
    FULL("UserErrorRepositoryFull", "no space left", "insufficientfreespace", "quota exceeded"),
    NOT_WRITABLE("UserErrorRepositoryNotWritable", "permission denied", "read-only file system"),
    OTHER("BackupStorageError");

    private final String code;
    private final List<String> signs;

    RepositoryFailure(String code, String... signs) {
        this.code = code;
        this.signs = List.of(signs);
    }

    /** The code as jobs carry it. */
    public String code() {
        return code;
    }

    /** The failure that a program's words mean. */
    public static RepositoryFailure of(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        for (RepositoryFailure failure : values()) {
            if (failure.signs.stream().anyMatch(lower::contains)) {
                return failure;
            }
        }
        return OTHER;
    }
}
