package io.vaultlens.collector.backup;

/** Hears how far a backup or its restoring has come. */
@FunctionalInterface
public interface BackupProgress {
    /** Hears nothing. */
    BackupProgress NONE = (doneBytes, totalBytes) -> {};

    /** Tells how far it is. */
    void at(long doneBytes, long totalBytes);
}
