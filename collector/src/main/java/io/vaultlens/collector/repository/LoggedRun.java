package io.vaultlens.collector.repository;

import java.time.Instant;
import java.util.Optional;

/**
 * The end of a run of a backup program, as its log tells of it.
 *
 * @param copy the id of the backup, or the beginning of it; empty for a run that made none
 * @param sizes what the making of the backup came to
 * @param failure the code of what went wrong; empty where nothing did
 * @param message what went wrong, in words
 * @param at when it ended, where the log says it
 */
record LoggedRun(
        String copy,
        Optional<Copy.Sizes> sizes,
        String failure,
        String message,
        Optional<Instant> at) {
    boolean madeBackup() {
        return !copy.isEmpty();
    }
}
