package io.vaultlens.query.engine.duckdb;

import io.vaultlens.query.engine.EngineQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

/**
 * One statement's calls into DuckDB, one after the other on the engine's threads.
 *
 * <p>A thread is held for a step only, never while the reader is slow. A statement that is done,
 * has failed or is not wanted any more gives its connection back. Safe for all threads.
 */
final class StatementSteps {
    private final EngineQuery query;
    private final DuckDbEngine.Connections connections;
    private final EngineThreads threads;
    private final Object lock = new Object();
    private Connection connection;
    private Statement statement;
    private ResultSet rows;
    private boolean working;
    private boolean unwanted;

    StatementSteps(EngineQuery query, DuckDbEngine.Connections connections, EngineThreads threads) {
        this.query = query;
        this.connections = connections;
        this.threads = threads;
    }

    /** The next rows, once a thread has fetched them. */
    CompletableFuture<Chunk> fetch() {
        CompletableFuture<Chunk> answer = new CompletableFuture<>();
        threads.call(() -> step(answer));
        return answer;
    }

    /** Interrupts what runs and lets go of the rest. */
    void cancel() {
        final Statement running;
        synchronized (lock) {
            unwanted = true;
            running = working ? statement : null;
        }
        if (running != null) {
            // Until a statement is planned, DuckDB lets nobody cancel it: the thread of all
            // deadlines must not wait for one.
            Thread.ofVirtual().name("duckdb-cancel").start(() -> interrupt(running));
        }
        close();
    }

    /** Gives the connection back, after the step that may be running. */
    void close() {
        synchronized (lock) {
            unwanted = true;
            if (working || connection == null) {
                return;
            }
        }
        threads.call(this::release);
    }

    private void step(CompletableFuture<Chunk> answer) {
        synchronized (lock) {
            if (unwanted) {
                answer.cancel(false);
                return;
            }
            working = true;
        }
        Chunk chunk = null;
        Exception failure = null;
        try {
            open();
            chunk = read();
        } catch (SQLException wrong) {
            failure = reason(wrong);
        } catch (RuntimeException wrong) {
            failure = wrong;
        }
        boolean done;
        synchronized (lock) {
            working = false;
            done = unwanted || failure != null || chunk.last();
        }
        if (done) {
            release();
        }
        if (failure == null) {
            answer.complete(chunk);
        } else {
            answer.completeExceptionally(failure);
        }
    }

    private void open() throws SQLException {
        if (rows != null) {
            return;
        }
        Connection opened = connections.open();
        synchronized (lock) {
            connection = opened;
            statement = opened.createStatement();
        }
        rows = statement.executeQuery(query.sql());
    }

    /**
     * What went wrong: a statement that streams loses its message, so it is asked again, its rows
     * thrown away.
     */
    private SQLException reason(SQLException failure) {
        synchronized (lock) {
            boolean lost = String.valueOf(failure.getMessage()).contains("Invalid result set");
            if (unwanted || !lost || connection == null) {
                return failure;
            }
        }
        try (Statement again = connection.createStatement()) {
            synchronized (lock) {
                statement = again;
            }
            again.executeQuery("EXPLAIN ANALYZE " + query.sql()).close();
            return failure;
        } catch (SQLException message) {
            return message;
        }
    }

    private Chunk read() throws SQLException {
        int width = query.columns().size();
        Object[][] columns = new Object[width][Chunk.ROWS];
        int size = 0;
        while (size < Chunk.ROWS) {
            if (!rows.next()) {
                return new Chunk(columns, size, true);
            }
            Cells.read(rows, query.columns(), columns, size++);
        }
        return new Chunk(columns, size, false);
    }

    /** Closes what is open; a fault while closing helps nobody any more. */
    private void release() {
        Connection held;
        synchronized (lock) {
            held = connection;
            connection = null;
            unwanted = true;
        }
        if (held != null) {
            try (Connection closing = held) {
                statement.close();
            } catch (SQLException ignored) {
                // The connection is of no more use either way.
            }
        }
    }

    private static void interrupt(Statement running) {
        try {
            running.cancel();
        } catch (SQLException ignored) {
            // It has just ended by itself.
        }
    }
}
