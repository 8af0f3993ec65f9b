package io.vaultlens.query;

import java.time.Duration;

/**
 * How much one query may cost.
 *
 * @param rows the most rows an answer may have; at one more the query ends with an error that names
 *     the limit
 * @param time how long it may run, from the first plan to the last row
 */
public record QueryLimits(long rows, Duration time) {
    /** What a person at a screen gets: 500,000 rows within a minute. */
    public static final QueryLimits STANDARD = new QueryLimits(500_000, Duration.ofSeconds(60));
}
