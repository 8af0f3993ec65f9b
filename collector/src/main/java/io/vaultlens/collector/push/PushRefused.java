package io.vaultlens.collector.push;

/** A push of which nothing is taken: why, in words for who sent it. */
public final class PushRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why a push is refused. */
    public enum Reason {
        /** The body holds no JSON objects, or ends within one. */
        NO_JSON,
        /** The body or one of its records is too long. */
        TOO_LARGE,
        /** No table takes records of this category. */
        UNKNOWN_CATEGORY,
        /** The idempotency key was sent before with another body. */
        KEY_USED,
        /** More waits than may. */
        BUSY,
        /** The body took too long to come. */
        TOO_SLOW,
        /** The store could not write it. */
        NOT_WRITTEN
    }

    private final Reason reason;

    PushRefused(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
