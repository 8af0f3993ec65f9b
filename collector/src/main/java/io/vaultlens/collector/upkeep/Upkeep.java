package io.vaultlens.collector.upkeep;

import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * Looks after a store at work: rows past their age go, and a file that is mostly free is written
 * anew. Each task is a row of {@code Maintenance}; one that fails does not keep the next from
 * running.
 */
public final class Upkeep {
    private final Store store;
    private final Clock clock;
    private final List<Rule> rules;
    private final OptionalInt shrinkPercent;
    private final MaintenanceLog log;

    /**
     * Looks after this store.
     *
     * @param rules which tables lose rows; all others keep theirs
     * @param shrinkPercent the free share of the file above which it is written anew; none: never
     */
    public Upkeep(Store store, Clock clock, List<Rule> rules, OptionalInt shrinkPercent) {
        this.store = store;
        this.clock = clock;
        this.rules = List.copyOf(rules);
        this.shrinkPercent = shrinkPercent;
        this.log = new MaintenanceLog(store, clock);
    }

    /** What was done, and what is. */
    public MaintenanceLog log() {
        return log;
    }

    /** Does everything that is due. */
    public void run() {
        rules.forEach(this::expire);
        store.checkpoint();
        if (shrinkPercent.isPresent() && store.use().freePercent() > shrinkPercent.getAsInt()) {
            shrink();
        }
    }

    private void expire(Rule rule) {
        Instant before = clock.instant().minus(rule.age());
        MaintenanceLog.Entry entry = log.begin("retention").on(rule.table(), before);
        try {
            entry.completed(store.expire(rule.table(), before), "");
        } catch (StoreException e) {
            entry.failed(e.getMessage());
        }
    }

    private void shrink() {
        MaintenanceLog.Entry entry = log.begin("shrink");
        try {
            store.shrink();
            entry.completed(0, "");
        } catch (StoreException e) {
            entry.failed(e.getMessage());
        }
    }
}
