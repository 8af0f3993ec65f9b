package io.vaultlens.collector.program;

/** A program did not do what it was asked for; the message says why in one line. */
public final class ProgramException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** There is no such program. */
        MISSING,
        /** It took longer than it may. */
        TOO_SLOW,
        /** It said more than can be held. */
        TOO_MUCH,
        /** It was told to end. */
        STOPPED,
        /** It ended with another code than 0. */
        FAILED
    }

    private final Reason reason;
    private final int exitCode;
    private final String errors;

    ProgramException(Reason reason, String message, int exitCode, String errors) {
        super(message);
        this.reason = reason;
        this.exitCode = exitCode;
        this.errors = errors;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** The code it ended with; 0 where it did not end by itself. */
    public int exitCode() {
        return exitCode;
    }

    /** The end of what it said on its error stream. */
    public String errors() {
        return errors;
    }
}
