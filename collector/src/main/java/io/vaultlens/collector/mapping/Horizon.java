package io.vaultlens.collector.mapping;

import io.vaultlens.collector.catalog.Ticks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Up to which time records are taken: some time ahead of the clock, because clocks differ.
 *
 * <p>A record of next year, sent by a machine whose clock is wrong, would be the latest of its
 * thing for a year. How far back a record's time lies does not matter: archives hold old ones.
 *
 * @param clock the time
 * @param ahead how far ahead of it a record's time may lie
 */
public record Horizon(Clock clock, Duration ahead) {
    long latestTicks() {
        return Ticks.fromInstant(clock.instant().plus(ahead));
    }

    String reason(long ticks) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return "time %s lies more than %d hours ahead of the clock, %s (aheadHours)"
                .formatted(Ticks.toInstant(ticks), ahead.toHours(), now);
    }
}
