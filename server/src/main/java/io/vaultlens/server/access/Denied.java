package io.vaultlens.server.access;

/** A request that may not pass: its status and why, in words for the caller. */
public final class Denied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** Denied with this HTTP status. */
    public Denied(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The HTTP status: 401, 403, 421 or 429. */
    public int status() {
        return status;
    }
}
