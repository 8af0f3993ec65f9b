package io.vaultlens.dashboards.page;

import io.vaultlens.dashboards.chart.Sparkline;

/**
 * One figure that a person looks at first.
 *
 * @param name what it counts
 * @param figure its value
 * @param unit what the value is of
 * @param change how it moved, in words
 * @param mood {@code good}, {@code bad} or {@code muted}: what the move means
 * @param course how it went day by day
 * @param address the question behind it
 * @param meaning how it is counted, in a sentence
 */
public record Tile(
        String name,
        String figure,
        String unit,
        String change,
        String mood,
        Sparkline course,
        String address,
        String meaning) {}
