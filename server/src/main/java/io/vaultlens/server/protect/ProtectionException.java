package io.vaultlens.server.protect;

/** A backup could not be started; the message says why in one sentence. */
public final class ProtectionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With this sentence. */
    public ProtectionException(String message) {
        super(message);
    }
}
