package io.vaultlens.collector.upkeep;

import io.vaultlens.collector.store.Scatter;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Looks after a store at work: rows past their age go, current rows are laid together, and a file
 * that is mostly free is written anew. Each task is a row of {@code Maintenance}; one that fails
 * does not keep the next from running.
 */
public final class Upkeep {
    /** It is quiet while fewer than one row in so many comes between two looks. */
    private static final int QUIET_SHARE = 50;

    private static final Duration AFTER_FAILURE = Duration.ofHours(1);

    private final Store store;
    private final Clock clock;
    private final List<Rule> rules;
    private final OptionalInt shrinkPercent;
    private final MaintenanceLog log;
    private final Map<String, Long> seen = new HashMap<>();
    private Instant notBefore = Instant.MIN;

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
        store.scatter().stream().filter(Scatter::isMuch).forEach(this::cluster);
        store.checkpoint();
        if (shrinkPercent.isPresent() && store.use().freePercent() > shrinkPercent.getAsInt()) {
            try {
                shrink();
            } catch (StoreException e) {
                // Its row says why.
            }
        }
    }

    /**
     * Lays current rows together where many came since it was last done and few do now; to be
     * called again and again.
     */
    public void clusterWhenQuiet() {
        if (clock.instant().isBefore(notBefore)) {
            return;
        }
        for (Scatter each : store.scatter()) {
            long before = Optional.ofNullable(seen.put(each.table(), each.rows())).orElse(0L);
            boolean quiet = each.rows() - before < each.rows() / QUIET_SHARE;
            if (each.isTooMuch() || quiet && each.isMuch()) {
                cluster(each);
            }
        }
    }

    private void cluster(Scatter scattered) {
        MaintenanceLog.Entry entry = log.begin("cluster").on(scattered.table());
        try {
            if (store.cluster(scattered.table())) {
                entry.completed(scattered.rows(), "");
                return;
            }
            entry.failed("rows went while it was done; it is tried again later");
        } catch (StoreException e) {
            entry.failed(e.getMessage());
        }
        notBefore = clock.instant().plus(AFTER_FAILURE);
    }

    private void expire(Rule rule) {
        Instant before = clock.instant().minus(rule.age());
        MaintenanceLog.Entry entry = log.begin("retention").on(rule.table()).before(before);
        try {
            entry.completed(store.expire(rule.table(), before), "");
        } catch (StoreException e) {
            entry.failed(e.getMessage());
        }
    }

    /**
     * Writes the store's file anew, however much of it is free, while it is read and written.
     *
     * @throws StoreException where it could not be done; nothing has changed then
     */
    public Shrunk shrink() {
        long before = store.use().bytes();
        MaintenanceLog.Entry entry = log.begin("shrink");
        try {
            store.shrink();
        } catch (StoreException e) {
            entry.failed(e.getMessage());
            throw e;
        }
        entry.completed(0, "");
        return new Shrunk(before, store.use().bytes());
    }
}
