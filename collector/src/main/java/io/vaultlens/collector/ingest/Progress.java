package io.vaultlens.collector.ingest;

/** Hears how far a run has come, a few times a second at most; called on any thread. */
@FunctionalInterface
public interface Progress {
    /** Hears nothing. */
    Progress NONE = (doneBytes, totalBytes, records) -> {};

    /**
     * Tells how far it is.
     *
     * @param doneBytes bytes of the files (as they lie on disk) that are done
     * @param totalBytes bytes of all files to read
     * @param records records read so far
     */
    void at(long doneBytes, long totalBytes, long records);
}
