package io.vaultlens.collector.watch;

import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.collector.ingest.IngestRun;
import io.vaultlens.collector.source.Extent;
import io.vaultlens.collector.watch.SourceHealth.Counts;
import io.vaultlens.collector.watch.SourceHealth.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Keeps how one source does; any thread may use it. */
public final class Health {
    private final String name;
    private final String kind;
    private final String where;
    private final Clock clock;

    private State state = State.STOPPED;
    private Optional<Instant> lastRecord = Optional.empty();
    private Optional<Instant> lastLook = Optional.empty();
    private Optional<Instant> nextLook = Optional.empty();
    private Optional<Duration> lag = Optional.empty();
    private Counts counts = Counts.NONE;
    private Extent extent = Extent.NONE;
    private long errors;
    private String lastError = "";
    private Optional<Instant> lastErrorAt = Optional.empty();

    Health(String name, String kind, String where, Clock clock) {
        this.name = name;
        this.kind = kind;
        this.where = where;
        this.clock = clock;
    }

    /** Goes on with the figures of a process before this one. */
    synchronized void goOn(Counts before, long errorsBefore, Optional<Instant> recordBefore) {
        counts = before;
        errors = errorsBefore;
        lastRecord = recordBefore;
    }

    /** A look begins. */
    public synchronized void looking() {
        state = State.RUNNING;
        lastLook = Optional.of(clock.instant());
        nextLook = Optional.empty();
    }

    /** The look that goes on is so far. */
    public synchronized void at(Extent newExtent) {
        extent = newExtent;
    }

    /** A transaction committed records; the ticks are the latest time of them, or 0. */
    public synchronized void committed(IngestRun part, long newestTicks) {
        counts =
                new Counts(
                        counts.read() + part.read(),
                        counts.written() + part.written(),
                        counts.repeated() + part.repeated(),
                        counts.keptAside() + part.keptAside());
        Instant now = clock.instant();
        if (part.read() > 0) {
            lastRecord = Optional.of(now);
        }
        if (newestTicks > 0) {
            Duration late = Duration.between(Ticks.toInstant(newestTicks), now);
            lag = Optional.of(late.isNegative() ? Duration.ZERO : late);
        }
    }

    /** Something went wrong that was not told before. */
    public synchronized void failed(String message) {
        errors++;
        lastError = message;
        lastErrorAt = Optional.of(clock.instant());
    }

    /** It rests. */
    public synchronized void resting(State newState, Duration rest) {
        state = newState;
        nextLook = Optional.of(clock.instant().plus(rest));
    }

    /** Nobody follows it any more. */
    public synchronized void stopped() {
        state = State.STOPPED;
        nextLook = Optional.empty();
    }

    /** How it does now. */
    public synchronized SourceHealth now() {
        return new SourceHealth(
                name,
                kind,
                where,
                state,
                lastRecord,
                lastLook,
                nextLook,
                lag,
                counts,
                extent,
                errors,
                lastError,
                lastErrorAt);
    }
}
