package io.vaultlens.collector.catalog;

import java.time.Duration;
import java.time.Instant;

/**
 * The 64-bit count of 100 ns in which the store and the query room keep moments and lengths of
 * time.
 *
 * <p>A moment counts from 0001-01-01T00:00:00Z, as KQL's datetime does, so that its whole range and
 * all seven digits fit.
 */
public final class Ticks {
    /** Ticks in one second. */
    public static final long PER_SECOND = 10_000_000L;

    /** Ticks in one day. */
    public static final long PER_DAY = 86_400L * PER_SECOND;

    /** The Unix epoch in ticks since 0001-01-01. */
    public static final long UNIX_EPOCH = 621_355_968_000_000_000L;

    /** The last moment KQL knows, 9999-12-31T23:59:59.9999999Z. */
    public static final long MAX_DATETIME = 3_155_378_975_999_999_999L;

    private Ticks() {}

    /** Ticks of a moment; what is finer than 100 ns is cut off. */
    public static long fromInstant(Instant instant) {
        return UNIX_EPOCH + instant.getEpochSecond() * PER_SECOND + instant.getNano() / 100;
    }

    /** The moment that these ticks since 0001-01-01 mean. */
    public static Instant toInstant(long ticks) {
        long fromUnix = ticks - UNIX_EPOCH;
        return Instant.ofEpochSecond(
                Math.floorDiv(fromUnix, PER_SECOND), Math.floorMod(fromUnix, PER_SECOND) * 100);
    }

    /** Ticks of a length of time; what is finer than 100 ns is cut off. */
    public static long fromDuration(Duration duration) {
        return Math.addExact(
                Math.multiplyExact(duration.getSeconds(), PER_SECOND), duration.getNano() / 100);
    }

    /** The length of time that these ticks mean. */
    public static Duration toDuration(long ticks) {
        return Duration.ofSeconds(
                Math.floorDiv(ticks, PER_SECOND), Math.floorMod(ticks, PER_SECOND) * 100);
    }
}
