package io.vaultlens.collector.store;

import java.nio.file.Path;
import java.util.Optional;

/** What went wrong in DuckDB, in a line that says what to do about it. */
final class FaultText {
    private FaultText() {}

    /** Whether DuckDB answers nothing more until its file is opened again. */
    static boolean isFatal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (message.contains("FATAL Error") || message.contains("has been invalidated")) {
                return true;
            }
        }
        return false;
    }

    /** What a statement's failure means. */
    static String ofStatement(String line) {
        if (isFull(line)) {
            return "the disk of the data folder is full; nothing of this was written, and writing goes"
                    + " on when there is room";
        }
        if (line.contains("Read-only file system") || line.contains("Permission denied")) {
            return "the data folder cannot be written to any more: " + line;
        }
        if (line.contains("Out of Memory")) {
            return "the store's memory does not suffice for this (limits.queryMegabytes): " + line;
        }
        if (isDamaged(line)) {
            return "the store is damaged; restore a backup with `vaultlens restore`: " + line;
        }
        return "the store could not do this: " + line;
    }

    /** What the failure to open a folder means, where it is one of those that people can mend. */
    static Optional<String> ofOpening(Path folder, String line) {
        if (isFull(line)) {
            return Optional.of(
                    "the disk of the data folder "
                            + folder
                            + " is full; make room and start again");
        }
        if (line.toLowerCase(java.util.Locale.ROOT).contains("wal file")
                || line.contains("Failure while replaying WAL")) {
            return Optional.of(
                    "the log "
                            + DataFolder.file(folder)
                            + ".wal is damaged: restore a backup with `vaultlens restore`, or move the"
                            + " log away to go on with what was in the store before it (folders and"
                            + " other sources are read again from there): "
                            + line);
        }
        if (isDamaged(line)) {
            return Optional.of(
                    "the store "
                            + DataFolder.file(folder)
                            + " is damaged; restore a backup with `vaultlens restore`: "
                            + line);
        }
        return Optional.empty();
    }

    private static boolean isFull(String line) {
        return line.contains("No space left on device") || line.contains("Disk quota exceeded");
    }

    private static boolean isDamaged(String line) {
        return line.contains("checksum")
                || line.contains("orrupt")
                || line.contains("not a valid DuckDB database")
                || line.contains("INTERNAL Error");
    }
}
