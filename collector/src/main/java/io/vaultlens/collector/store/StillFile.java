package io.vaultlens.collector.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The store's file while it stays as it was between two transactions, for whoever copies it.
 *
 * @param bytes the file, to be read by position and not closed
 * @param size how many of its bytes count; what comes after belongs to later transactions
 * @param rows a connection that sees the same state
 */
public record StillFile(FileChannel bytes, long size, Connection rows) {
    /** What is done with it. */
    @FunctionalInterface
    public interface Work<T> {
        /** Runs on the caller's thread. */
        T run(StillFile file) throws IOException, SQLException;
    }
}
