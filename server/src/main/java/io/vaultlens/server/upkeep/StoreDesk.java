package io.vaultlens.server.upkeep;

import io.vaultlens.collector.store.FileUse;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreException;
import io.vaultlens.collector.upkeep.Upkeep;
import io.vaultlens.server.access.Audit;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What administrators do with the store, each action with its row in the audit. For all threads.
 */
public final class StoreDesk {
    private final Store store;
    private final Upkeep upkeep;
    private final Audit audit;
    private final Clock clock;
    private final AtomicReference<Optional<Instant>> shrinking =
            new AtomicReference<>(Optional.empty());

    /** Works on this store. */
    public StoreDesk(Store store, Upkeep upkeep, Audit audit, Clock clock) {
        this.store = store;
        this.upkeep = upkeep;
        this.audit = audit;
        this.clock = clock;
    }

    /** How large the file is. */
    public FileUse use() {
        return store.use();
    }

    /**
     * Since when the file is being written anew because somebody asked for it; empty: it is not.
     */
    public Optional<Instant> shrinkingSince() {
        return shrinking.get();
    }

    /** Begins to write the file anew; how it ended is a row of {@code Maintenance}. */
    public String shrink(String actor, String address) {
        Optional<Instant> now = Optional.of(clock.instant());
        Optional<Instant> before = shrinking.get();
        if (before.isPresent() || !shrinking.compareAndSet(before, now)) {
            return "The file is being written anew already.";
        }
        audit.write("shrink", actor, "store", "", address, "begun");
        Thread.ofPlatform().name("shrink").daemon().start(this::run);
        return "Begun: the file is being written anew.";
    }

    private void run() {
        try {
            upkeep.shrink();
        } catch (StoreException e) {
            // Its row says why.
        } finally {
            shrinking.set(Optional.empty());
        }
    }
}
