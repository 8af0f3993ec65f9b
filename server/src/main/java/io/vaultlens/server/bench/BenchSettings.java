package io.vaultlens.server.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a benchmark measures and how it tells.
 *
 * @param records job records to make and take in
 * @param sliceRecords so many of them lie in files at a time, some 1.1 GB for a million
 * @param warmUp how long each question is asked at most before it is measured
 * @param format how the figures are printed
 * @param work a folder for its files; a temporary one where empty
 */
public record BenchSettings(
        long records, long sliceRecords, Duration warmUp, Format format, Optional<Path> work) {
    /** Few enough for a small disk. */
    public static final long SLICE_RECORDS = 5_000_000;

    /** Long enough for Java to learn what it runs. */
    public static final Duration WARM_UP = Duration.ofSeconds(10);

    /** How figures are printed. */
    public enum Format {
        /** Lines for people. */
        TABLE,
        /** One JSON array. */
        JSON
    }
}
