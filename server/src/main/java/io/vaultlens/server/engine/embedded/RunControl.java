package io.vaultlens.server.engine.embedded;

import io.vaultlens.server.engine.BackupProgress;

/**
 * What the outside may know of a run and ask of it.
 *
 * <p>The run itself advances it; any thread may look and cancel.
 */
final class RunControl {
    /** The run was asked to end. */
    static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private volatile boolean cancelled;
    private volatile BackupProgress progress = new BackupProgress("reading", 0, 0);

    void cancel() {
        cancelled = true;
    }

    BackupProgress progress() {
        return progress;
    }

    /** Begins another step of the work. */
    void step(String name) {
        check();
        progress = new BackupProgress(name, 0, 0);
    }

    /** Counts what was done; ends the run when that was asked for. */
    void advance(long files, long bytes) {
        check();
        BackupProgress now = progress;
        progress = new BackupProgress(now.step(), now.files() + files, now.bytes() + bytes);
    }

    private void check() {
        if (cancelled) {
            throw new Cancelled();
        }
    }
}
