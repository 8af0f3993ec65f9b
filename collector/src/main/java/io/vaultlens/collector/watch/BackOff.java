package io.vaultlens.collector.watch;

import java.time.Duration;

/**
 * How long a source that fails rests: twice as long each time, up to a limit; used by one thread.
 */
final class BackOff {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 20;

    private final Duration first;
    private int failures;

    BackOff(Duration first) {
        this.first = first;
    }

    /** It went well: the next failure rests as short as the first. */
    void reset() {
        failures = 0;
    }

    /** The rest after one more failure; as long at least as the source asked for. */
    Duration next(Duration asked) {
        failures = Math.min(failures + 1, MOST_DOUBLINGS);
        Duration grown = first.multipliedBy(1L << failures);
        Duration rest = grown.compareTo(LONGEST) < 0 ? grown : LONGEST;
        return rest.compareTo(asked) < 0 ? asked : rest;
    }
}
