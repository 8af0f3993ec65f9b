package io.vaultlens.collector.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Functions written in Java that a database is to know; they are not stored in its file. */
@FunctionalInterface
public interface Equipment {
    /** Makes them known to the whole database of this connection. */
    void add(Connection connection) throws SQLException;
}
