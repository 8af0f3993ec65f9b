package io.vaultlens.collector.kill;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.store.Store;
import java.nio.file.Path;
import java.util.Map;

/**
 * Work that a process is killed in the midst of; begun again it goes on, and what comes of it in
 * the end is what would have come of it undisturbed.
 *
 * <p>To have a source killed: write a class that implements this, with a constructor without
 * parameters, and a test that gives it to {@link Kills}.
 */
public interface KillWork {
    /** Hears that the work is in a moment of its own to be killed in. */
    interface Moments {
        void enter(String moment);
    }

    /**
     * Does it to the end, in small transactions, so that there are many instants to be killed at.
     */
    void run(Store store, Path input, Moments moments) throws Exception;

    /** What came of it. */
    Map<String, Long> figures(Store store);

    /** The tables it works on. */
    default Catalog catalog() {
        return Catalog.load();
    }
}
