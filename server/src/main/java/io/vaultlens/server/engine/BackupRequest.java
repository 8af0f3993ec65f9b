package io.vaultlens.server.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is to be backed up, where to, and as which job.
 *
 * @param job the job's id, chosen by the caller so that a repeated start can be told from a new one
 * @param item the item's name; each item has its own backups within the repository
 * @param source the folder to back up
 * @param repository the folder that holds the backups; made when missing
 * @param keepDays how many days a backup is kept; none: for ever
 * @param startedAt when the job began; the backup carries this moment
 * @param password the repository's password, for engines that ask for one
 */
public record BackupRequest(
        String job,
        String item,
        Path source,
        Path repository,
        OptionalInt keepDays,
        Instant startedAt,
        Optional<String> password) {
    /** A request without a password. */
    public BackupRequest(
            String job,
            String item,
            Path source,
            Path repository,
            OptionalInt keepDays,
            Instant startedAt) {
        this(job, item, source, repository, keepDays, startedAt, Optional.empty());
    }
}
