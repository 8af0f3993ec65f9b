package io.vaultlens.collector.backup;

/** A backup of the store could not be made or put back; the message is one clear line. */
public final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
