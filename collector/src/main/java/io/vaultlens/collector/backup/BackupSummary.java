package io.vaultlens.collector.backup;

import java.time.Instant;

/**
 * What a backup holds, in figures.
 *
 * @param taken the moment whose state it holds
 * @param product the version of Vaultlens that wrote it
 * @param tables how many tables
 * @param rows how many rows in all
 * @param bytes how many bytes of files
 */
public record BackupSummary(Instant taken, String product, int tables, long rows, long bytes) {
    static BackupSummary of(Manifest manifest) {
        return new BackupSummary(
                Instant.parse(manifest.taken()),
                manifest.product(),
                manifest.rows().size(),
                manifest.allRows(),
                manifest.bytes());
    }
}
