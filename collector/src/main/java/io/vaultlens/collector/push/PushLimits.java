package io.vaultlens.collector.push;

import java.time.Duration;

/**
 * How much one push, and all that wait, may take.
 *
 * @param sentBytes the longest body as it is sent
 * @param bodyBytes the longest body once it is unpacked
 * @param recordBytes the longest record
 * @param waitingBytes unpacked bytes of all bodies that are being read or wait for their commit
 * @param longest how long a body may take to come
 * @param keys how many idempotency keys are known, the newest
 * @param keysKept how long one is known
 */
public record PushLimits(
        long sentBytes,
        long bodyBytes,
        int recordBytes,
        long waitingBytes,
        Duration longest,
        int keys,
        Duration keysKept) {}
