package io.vaultlens.collector.store;

/** The data folder cannot be used, or a statement on it failed; the message is one clear line. */
public final class StoreException extends RuntimeException {
    /** A failure that people can act on. */
    public StoreException(String message) {
        super(message);
    }

    /** A failure with what caused it. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
