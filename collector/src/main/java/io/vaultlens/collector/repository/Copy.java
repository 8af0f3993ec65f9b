package io.vaultlens.collector.repository;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One backup in a repository: a snapshot of restic, an archive of borg.
 *
 * @param id its id
 * @param item what it is a backup of, the same for each backup of the same thing
 * @param host the machine that it comes from
 * @param paths what was backed up
 * @param startedAt when it was begun
 * @param sizes what is known of its making; none where the repository does not tell
 * @param ownJob whether a server of this kind made it, which tells of the job itself
 */
record Copy(
        String id,
        String item,
        String host,
        List<String> paths,
        Instant startedAt,
        Optional<Sizes> sizes,
        boolean ownJob) {
    Copy {
        paths = List.copyOf(paths);
    }

    /**
     * What the making of a backup came to.
     *
     * @param took how long it took
     * @param files how many files it holds
     * @param bytesRead how large they are
     * @param bytesWritten what it added to the repository
     */
    record Sizes(Duration took, long files, long bytesRead, OptionalLong bytesWritten) {}

    /** The same with what is known of its making. */
    Copy with(Sizes known) {
        return new Copy(id, item, host, paths, startedAt, Optional.of(known), ownJob);
    }
}
