package io.vaultlens.collector.source;

import java.time.Clock;
import java.time.Duration;

/**
 * What every source may use.
 *
 * @param limits how much it takes into memory
 * @param buffers arrays to read into
 * @param clock the time
 * @param rest how long a source that is looked at again and again rests between two looks
 */
public record SourceContext(Limits limits, Buffers buffers, Clock clock, Duration rest) {}
