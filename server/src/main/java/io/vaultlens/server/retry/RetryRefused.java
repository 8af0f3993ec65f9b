package io.vaultlens.server.retry;

/** A retry was asked for that may not be; the message is the reason in plain words. */
public final class RetryRefused extends Exception {
    private static final long serialVersionUID = 1L;

    RetryRefused(String reason) {
        super(reason);
    }
}
