package io.vaultlens.server.access;

import io.vaultlens.collector.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Writes down who did what: one row of the table Audit for each sign-in, export and retry. */
public final class Audit {
    private static final String TABLE = "Audit";

    private final Store store;
    private final Clock clock;

    /** Writes to this store. */
    public Audit(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Adds one row and returns when it is kept.
     *
     * @param action what was done: sign-in, export, retry
     * @param actor who did it; empty for nobody known
     * @param target what it was done to, such as a job's id or a file's name
     * @param detail more, in words or as the text of a query
     * @param address where the request came from
     * @param outcome done, denied or failed
     */
    public void write(
            String action,
            String actor,
            String target,
            String detail,
            String address,
            String outcome) {
        store.append(
                TABLE,
                List.of(
                        Map.of(
                                "TimeGenerated", clock.instant(),
                                "Action", action,
                                "Actor", actor,
                                "Target", target,
                                "Detail", detail,
                                "Address", address,
                                "Outcome", outcome)));
    }
}
