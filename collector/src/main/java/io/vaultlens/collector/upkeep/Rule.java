package io.vaultlens.collector.upkeep;

import java.time.Duration;

/**
 * How long the rows of one table are kept.
 *
 * @param table the table
 * @param age how long after its arrival a row goes
 */
public record Rule(String table, Duration age) {}
