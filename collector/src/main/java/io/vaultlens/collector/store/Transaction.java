package io.vaultlens.collector.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Work that commits as a whole or leaves no trace. */
@FunctionalInterface
public interface Transaction<T> {
    /** Runs on the store's writer thread; commits when it returns, rolls back when it throws. */
    T run(Connection connection) throws SQLException;
}
