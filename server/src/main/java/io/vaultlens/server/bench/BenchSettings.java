package io.vaultlens.server.bench;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a benchmark measures and how it tells.
 *
 * @param records job records to make and take in
 * @param format how the figures are printed
 * @param work a folder for its files, some 1.5 GB for a million records; a temporary one where
 *     empty
 */
public record BenchSettings(long records, Format format, Optional<Path> work) {
    /** How figures are printed. */
    public enum Format {
        /** Lines for people. */
        TABLE,
        /** One JSON array. */
        JSON
    }
}
