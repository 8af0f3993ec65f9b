package io.vaultlens.server.command;

/** A command that cannot do what it was asked: its message is the one line that a person reads. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure told in one line. */
    public CommandFailure(String message) {
        super(message);
    }

    /** Any failure in one line, without the names of classes. */
    public static String lineOf(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            message = failure.getClass().getSimpleName();
        }
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
