package io.vaultlens.collector.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Runs statements by one connection on one thread, until another thread stops that. */
final class StoppableStatements {
    private final Connection connection;
    private boolean stopped;
    private Statement running;

    StoppableStatements(Connection connection) {
        this.connection = connection;
    }

    /** Whom they run by. */
    Connection connection() {
        return connection;
    }

    /** Takes an answer. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            begin(statement);
            statement.execute(sql);
        } finally {
            end();
        }
    }

    <T> T ask(String sql, Reader<T> reader) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            begin(statement);
            try (ResultSet rows = statement.executeQuery(sql)) {
                return reader.read(rows);
            }
        } finally {
            end();
        }
    }

    /** The first value of an answer; empty where there is none. */
    String text(String sql) throws SQLException {
        return ask(sql, rows -> rows.next() ? rows.getString(1) : "");
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    List<Long> numbers(String sql) throws SQLException {
        return ask(
                sql,
                rows -> {
                    List<Long> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(rows.getLong(1));
                    }
                    return found;
                });
    }

    private synchronized void begin(Statement statement) throws SQLException {
        if (stopped) {
            throw new SQLException("it was stopped");
        }
        running = statement;
    }

    private synchronized void end() {
        running = null;
    }

    /** Ends what runs, and lets nothing more run. Any thread may call it. */
    synchronized void stop() {
        stopped = true;
        if (running != null) {
            try {
                running.cancel();
            } catch (SQLException e) {
                // It ends by itself, and nothing comes after it.
            }
        }
    }
}
