package io.vaultlens.query.engine.duckdb;

import io.vaultlens.query.engine.Dialect;
import io.vaultlens.query.engine.EngineQuery;
import io.vaultlens.query.engine.SqlEngine;
import io.vaultlens.query.function.Library;
import io.vaultlens.query.function.Routine;
import io.vaultlens.query.result.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Runs statements on DuckDB, on a bounded number of threads of its own; safe for all threads. */
public final class DuckDbEngine implements SqlEngine {
    /** Opens a connection of its own for each statement, with streaming results. */
    @FunctionalInterface
    public interface Connections {
        Connection open() throws SQLException;
    }

    private final Dialect dialect = new DuckDbDialect();
    private final Connections connections;
    private final EngineThreads threads;

    /**
     * An engine over a store, which learns the functions that are written in Java.
     *
     * @param statements how many statements may work at the same time; more wait for their turn
     */
    public DuckDbEngine(Connections connections, int statements) {
        this.connections = connections;
        this.threads = new EngineThreads(statements);
        register(Library.standard().routines());
    }

    /** Makes functions written in Java known to the store's database, once for all connections. */
    void register(List<Routine> routines) {
        try (Connection connection = connections.open()) {
            Routines.register(connection, routines);
        } catch (SQLException e) {
            throw new IllegalStateException("the engine refuses a function of its own", e);
        }
    }

    /** Makes the functions written in Java known to another database than the first. */
    public static void addFunctions(Connection connection) throws SQLException {
        Routines.register(connection, Library.standard().routines());
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Rows run(EngineQuery query) {
        return new DuckDbRows(query, new StatementSteps(query, connections, threads), threads);
    }

    @Override
    public void close() {
        threads.close();
    }
}
