package io.vaultlens.collector.ingest;

import io.vaultlens.collector.source.Extent;
import java.util.Set;

/** One reading of a source, as whoever asked for it follows it; called on several threads. */
public interface Pass {
    /** Asks for nothing and hears nothing. */
    Pass PLAIN = new Pass() {};

    /** Hears how far it is, a few times a second at most. */
    default void at(Extent extent, long records) {}

    /**
     * Hears what a transaction committed.
     *
     * @param part what it did
     * @param newestTicks the latest time of its records; 0 where it has none
     */
    default void committed(IngestRun part, long newestTicks) {}

    /** Whether it is to end soon; what was read by then is committed. */
    default boolean stops() {
        return false;
    }

    /** Failures told before, which make no row of their own. */
    default Set<String> told() {
        return Set.of();
    }

    /** Whether rows are to be seen soon, or to be written in transactions as large as may be. */
    default boolean hurries() {
        return false;
    }

    /** A reading that only shows its progress. */
    static Pass showing(Progress progress) {
        return new Pass() {
            @Override
            public void at(Extent extent, long records) {
                progress.at(extent.doneBytes(), extent.totalBytes(), records);
            }
        };
    }
}
