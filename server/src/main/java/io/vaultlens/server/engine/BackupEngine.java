package io.vaultlens.server.engine;

import java.util.function.Consumer;

/**
 * Something that makes backups: started with a job's id, followed to the outcome, cancelled.
 *
 * <p>All methods may be called from any thread.
 */
public interface BackupEngine {
    /** The name under which the configuration asks for it. */
    String name();

    /**
     * Starts a backup and returns at once. A job that was started before is not started again: the
     * answer is then the operation of the first call.
     *
     * @return the operation, to be followed or cancelled
     */
    String start(BackupRequest request);

    /**
     * Waits for the end of an operation.
     *
     * @param progress is told, now and then, how far it is
     * @return the outcome, of a failed backup too; an operation that this engine does not know (it
     *     was started by a process that is gone) ended as {@link FailureCode#BACKUP_INTERRUPTED}
     * @throws InterruptedException when the waiting thread is interrupted; the backup goes on
     */
    BackupOutcome follow(String operation, Consumer<BackupProgress> progress)
            throws InterruptedException;

    /** Asks an operation to end; {@link #follow} then answers Cancelled, unless it was over. */
    void cancel(String operation);
}
