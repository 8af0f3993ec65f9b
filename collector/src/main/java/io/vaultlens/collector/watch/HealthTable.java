package io.vaultlens.collector.watch;

import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreException;
import io.vaultlens.collector.watch.SourceHealth.Counts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table {@code Sources}: how every source does, written when it changes, every few seconds at
 * most.
 *
 * <p>Any thread may use it; one of its own writes.
 */
public final class HealthTable implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthTable.class);
    private static final String TABLE = "Sources";
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(2);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
    private static final String BEFORE =
            "SELECT \"Name\", \"Kind\", \"Read\", \"Written\", \"Repeated\", \"KeptAside\","
                    + " \"Errors\", \"LastRecord\" FROM \"Sources\"";

    private final Store store;
    private final Clock clock;
    private final Map<String, Health> all = new LinkedHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("source-health").daemon().factory());
    private List<SourceHealth> written = List.of();
    private long writtenNanos = System.nanoTime();

    /** The table of this store. */
    public HealthTable(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
        long millis = BETWEEN_WRITES.toMillis();
        timer.scheduleWithFixedDelay(this::writeChanges, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Begins to keep how a source does; figures of a source of this name and kind go on. */
    public Health add(String name, String kind, String where) {
        Health health = new Health(name, kind, where, clock);
        goOn(health, name, kind);
        synchronized (all) {
            all.put(name, health);
        }
        return health;
    }

    /** The source is no more. */
    public void remove(String name) {
        synchronized (all) {
            all.remove(name);
        }
    }

    /** How all do now, in the order they were added. */
    public List<SourceHealth> now() {
        synchronized (all) {
            return all.values().stream().map(Health::now).toList();
        }
    }

    private void goOn(Health health, String name, String kind) {
        try (Connection connection = store.reader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(BEFORE)) {
            while (rows.next()) {
                if (rows.getString(1).equals(name) && rows.getString(2).equals(kind)) {
                    Counts counts =
                            new Counts(
                                    rows.getLong(3),
                                    rows.getLong(4),
                                    rows.getLong(5),
                                    rows.getLong(6));
                    long ticks = rows.getLong(8);
                    Optional<Instant> last =
                            ticks == 0 ? Optional.empty() : Optional.of(Ticks.toInstant(ticks));
                    health.goOn(counts, rows.getLong(7), last);
                }
            }
        } catch (SQLException e) {
            throw new StoreException("cannot read how the sources did: " + e.getMessage(), e);
        }
    }

    private void writeChanges() {
        List<SourceHealth> found = now();
        boolean silent = System.nanoTime() - writtenNanos > LONGEST_SILENCE.toNanos();
        if (silent ? !found.equals(written) : !saysTheSame(found, written)) {
            write(found);
        }
    }

    private static boolean saysTheSame(List<SourceHealth> found, List<SourceHealth> before) {
        boolean same = found.size() == before.size();
        for (int i = 0; same && i < found.size(); i++) {
            same = found.get(i).saysTheSameAs(before.get(i));
        }
        return same;
    }

    private void write(List<SourceHealth> found) {
        try {
            Instant now = clock.instant();
            List<Map<String, Object>> rows = new ArrayList<>();
            found.forEach(health -> rows.add(health.row(now)));
            store.replace(TABLE, rows);
            written = found;
            writtenNanos = System.nanoTime();
        } catch (RuntimeException e) {
            // The sources go on; the next write may work.
            LOG.warn("how the sources do cannot be written: {}", e.getMessage());
        }
    }

    /** Writes how all do at the end. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            timer.awaitTermination(BETWEEN_WRITES.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writeChanges();
    }
}
