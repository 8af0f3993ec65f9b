package io.vaultlens.server.access;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts wrong sign-ins of each address within a minute. For all threads. */
public final class Throttle {
    private static final int MOST_ADDRESSES = 100_000;

    private final Map<String, Integer> wrong = new ConcurrentHashMap<>();
    private final Clock clock;
    private final int limit;
    private Instant minute = Instant.EPOCH;

    /** At most this many wrong sign-ins a minute. */
    public Throttle(Clock clock, int limit) {
        this.clock = clock;
        this.limit = limit;
    }

    /** Whether this address has used up its minute. */
    public boolean isShut(String address) {
        turn();
        return wrong.getOrDefault(address, 0) >= limit;
    }

    /** Takes note of a wrong sign-in. */
    public void wrong(String address) {
        turn();
        if (wrong.size() < MOST_ADDRESSES) {
            wrong.merge(address, 1, Integer::sum);
        }
    }

    private synchronized void turn() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        if (!now.equals(minute)) {
            minute = now;
            wrong.clear();
        }
    }
}
