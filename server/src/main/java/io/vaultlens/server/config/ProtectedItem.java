package io.vaultlens.server.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that one of our own engines backs up.
 *
 * @param name what people call it
 * @param engine the engine that does it, {@code embedded} unless told otherwise
 * @param vault the name of the vault that its jobs carry
 * @param path what is backed up; it may be missing until the backup runs
 * @param repository where the backups lie; made when missing
 * @param schedule when it runs, as a cron expression of five fields in UTC; none: only when asked
 * @param keepDays how many days a backup is kept; none: for ever
 * @param password the repository's password, for engines that ask for one
 */
public record ProtectedItem(
        String name,
        String engine,
        String vault,
        Path path,
        Path repository,
        Optional<String> schedule,
        OptionalInt keepDays,
        Optional<String> password) {
    /** An item of an engine that asks for no password. */
    public ProtectedItem(
            String name,
            String engine,
            String vault,
            Path path,
            Path repository,
            Optional<String> schedule,
            OptionalInt keepDays) {
        this(name, engine, vault, path, repository, schedule, keepDays, Optional.empty());
    }
}
