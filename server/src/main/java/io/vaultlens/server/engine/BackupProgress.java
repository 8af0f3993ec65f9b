package io.vaultlens.server.engine;

/**
 * How far a backup is.
 *
 * @param step what it does: {@code reading}, {@code verifying} or {@code pruning}
 * @param files files done in this step
 * @param bytes bytes done in this step
 */
public record BackupProgress(String step, long files, long bytes) {}
