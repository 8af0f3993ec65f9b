package io.vaultlens.server.engine;

/** A backup ends here: the code and one sentence for people. */
public final class BackupFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private final FailureCode code;

    /** Ends the backup with this code. */
    public BackupFailure(FailureCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Why. */
    public FailureCode code() {
        return code;
    }
}
