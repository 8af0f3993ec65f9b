package io.vaultlens.collector.source;

import java.time.Duration;
import java.util.List;

/** Something records come from; one thread reads it, any other may close it meanwhile. */
public interface Source extends AutoCloseable {
    /** The name that runs and dead letters show. */
    String name();

    /** Where it is, for people: a path, an address; never a secret. */
    default String where() {
        return "";
    }

    /**
     * Reads what is new since the positions, in order, and returns: one pass, bounded in time.
     *
     * <p>What the sink throws is left to go through.
     *
     * @return one clear line for each part that could not be read to its end
     * @throws SourceException where nothing of it can be reached
     */
    List<String> read(Positions positions, Sink sink);

    /** How long to rest before the next pass after one that went well. */
    default Duration rest(Duration standard) {
        return standard;
    }

    /** Whether a look costs little however much there is, so that nobody needs to rest longer. */
    default boolean looksCheaply() {
        return false;
    }

    /** Ends a pass that waits for something, as soon as may be, and lets go of connections. */
    @Override
    default void close() {}
}
