package io.vaultlens.collector.repository;

import java.util.Optional;

/**
 * Makes runs of the lines of a log; used by one thread, for one file from a run's first line on.
 */
interface RunLog {
    /** Takes a line; the run that ends with it, if one does. */
    Optional<LoggedRun> add(String line);
}
