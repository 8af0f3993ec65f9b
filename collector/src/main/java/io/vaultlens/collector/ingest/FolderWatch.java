package io.vaultlens.collector.ingest;

/** A folder that is being followed; closing it ends that. */
public final class FolderWatch implements AutoCloseable {
    @Override
    public void close() {}
}
