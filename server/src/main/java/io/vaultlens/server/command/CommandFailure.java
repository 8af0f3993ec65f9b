package io.vaultlens.server.command;

/** A command that cannot do what it was asked: its message is the one line that a person reads. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure told in one line. */
    public CommandFailure(String message) {
        super(message);
    }
}
