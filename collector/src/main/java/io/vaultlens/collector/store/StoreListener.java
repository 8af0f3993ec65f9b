package io.vaultlens.collector.store;

/**
 * Hears which moment of a write the store is in, so that a test can stop the process right there.
 *
 * <p>Called on the thread that does it, mostly the writer's, before the moment's work and, by
 * {@link #done}, after it.
 */
public interface StoreListener {
    /** Hears nothing. */
    StoreListener NONE = new StoreListener() {};

    /** Rows have been written and are not committed yet. */
    default void inTransaction() {}

    /** The commit starts. */
    default void committing() {}

    /** A checkpoint starts. */
    default void checkpointing() {}

    /** The store's file has been written anew and is about to take the old one's place. */
    default void shrinking() {}

    /**
     * The new file has all that the old one had when it was begun, and what was written since
     * follows. Runs on the thread that shrinks; others write meanwhile.
     */
    default void copied() {}

    /**
     * A table was written anew, its rows laid together, and is about to take the old one's place.
     */
    default void clustering() {}

    /** The commit or the checkpoint that started last has ended well. */
    default void done() {}
}
