package io.vaultlens.collector.watch;

import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.Sample;
import io.vaultlens.collector.source.Source;
import io.vaultlens.collector.source.SourceException;
import io.vaultlens.collector.source.SourceValues;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All sources that are followed, by their names, each on a thread of its own.
 *
 * <p>Any thread may use it.
 */
public final class Watches implements AutoCloseable {
    private final Ingest ingest;
    private final HealthTable table;
    private final Map<String, Followed> all = new LinkedHashMap<>();

    /** Follows nothing yet. */
    public Watches(Ingest ingest, HealthTable table) {
        this.ingest = ingest;
        this.table = table;
    }

    /** A source with its watch, while there is one. */
    private record Followed(SourceValues values, Health health, Optional<Watch> watch) {
        Followed with(Optional<Watch> newWatch) {
            return new Followed(values, health, newWatch);
        }
    }

    /** Adds a source that stands still until it is started. */
    public synchronized void add(SourceValues values) {
        if (all.containsKey(values.name())) {
            throw new IllegalArgumentException("there is a source " + values.name());
        }
        String where;
        try (Source source = make(values)) {
            where = source.where();
        }
        Health health = table.add(values.name(), values.kind().name(), where);
        all.put(values.name(), new Followed(values, health, Optional.empty()));
    }

    /** Stops a source and forgets it; its rows and how far it was read stay. */
    public synchronized void remove(String name) {
        stop(name);
        all.remove(name);
        table.remove(name);
    }

    /** Starts to follow a source; one that is followed goes on. */
    public synchronized void start(String name) {
        Followed followed = followed(name);
        if (followed.watch().isEmpty()) {
            Watch watch =
                    new Watch(
                            ingest,
                            () -> make(followed.values()),
                            followed.health(),
                            ingest.context().rest());
            all.put(name, followed.with(Optional.of(watch)));
        }
    }

    /** Starts all. */
    public synchronized void startAll() {
        List.copyOf(all.keySet()).forEach(this::start);
    }

    /** Stops to follow a source; what is being written is ended first. */
    public synchronized void stop(String name) {
        Followed followed = followed(name);
        followed.watch().ifPresent(Watch::close);
        all.put(name, followed.with(Optional.empty()));
    }

    /** The entries of all sources, in the order they were added. */
    public synchronized List<SourceValues> entries() {
        return all.values().stream().map(Followed::values).toList();
    }

    /** How all do now, and what else stands in the table. */
    public List<SourceHealth> health() {
        return table.now();
    }

    /** Looks once at a source that need not be one of these, and commits nothing. */
    public Sample test(SourceValues values, Duration longest) {
        try (Source source = make(values)) {
            return ingest.sample(source, longest);
        } catch (SourceException e) {
            return new Sample(0, Map.of(), List.of(), List.of(e.getMessage()));
        }
    }

    private Source make(SourceValues values) {
        return values.kind().source(values, ingest.context());
    }

    private Followed followed(String name) {
        Followed followed = all.get(name);
        if (followed == null) {
            throw new IllegalArgumentException("there is no source " + name);
        }
        return followed;
    }

    /** Stops all, side by side; each ends the transaction that it writes. */
    @Override
    public synchronized void close() {
        List<Watch> running =
                all.values().stream().flatMap(followed -> followed.watch().stream()).toList();
        running.forEach(Watch::stop);
        running.forEach(Watch::close);
        all.replaceAll((name, followed) -> followed.with(Optional.empty()));
    }
}
