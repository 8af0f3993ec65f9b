package io.vaultlens.collector.source;

import java.time.Duration;

/**
 * A source that cannot be reached as a whole; its message is one clear line. It is tried again,
 * with a rest that grows.
 */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /** What cannot be reached, why, and what helps. */
    public SourceException(String message) {
        super(message);
        this.retryAfter = Duration.ZERO;
    }

    /** The same with what it came from. */
    public SourceException(String message, Throwable cause) {
        super(message, cause);
        this.retryAfter = Duration.ZERO;
    }

    /** The same for a source that asks to be left alone so long. */
    public SourceException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** How long the source asked to be left alone. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
