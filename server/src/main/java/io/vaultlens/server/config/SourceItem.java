package io.vaultlens.server.config;

import java.nio.file.Path;

/**
 * A place that records come from while the server runs.
 *
 * @param name what people call it
 * @param kind which source reads it, {@code folder} for a folder of archive blobs
 * @param path where it is
 */
public record SourceItem(String name, String kind, Path path) {}
