package io.vaultlens.collector.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;

/** The writer's connection during one transaction, with what it takes to hand it rows. */
record Session(
        Connection connection, ChunkFunction function, Statements statements, KnownColumns known) {
    /** Takes a row of an answer. */
    @FunctionalInterface
    interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    /** A session for statements that read no rows handed over. */
    static Session of(Connection connection) {
        return new Session(connection, ChunkFunction.NONE, new Statements(), new KnownColumns());
    }

    /** Runs a statement as it is, once. */
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs a statement that reads these rows, once; returns how many rows it touched. */
    long run(Feed rows, String sql) throws SQLException {
        return function.run(connection, rows, sql);
    }

    /** Runs a statement that reads these rows and will come again. */
    void change(Feed rows, String sql) throws SQLException {
        function.reading(rows, () -> prepared(sql).executeLargeUpdate());
    }

    /** Takes the rows at these places, if any, out of a table, whose name is given in quotes. */
    void delete(String table, Collection<Long> places) throws SQLException {
        if (!places.isEmpty()) {
            String sql = "DELETE FROM " + table + " WHERE rowid IN (FROM records())";
            change(new NumberFeed(places), sql);
        }
    }

    /** Asks a question that will come again, with these rows and parameters. */
    void ask(Feed rows, String sql, Reader reader, long... parameters) throws SQLException {
        function.reading(
                rows,
                () -> {
                    PreparedStatement statement = prepared(sql);
                    for (int i = 0; i < parameters.length; i++) {
                        statement.setLong(i + 1, parameters[i]);
                    }
                    try (ResultSet answer = statement.executeQuery()) {
                        while (answer.next()) {
                            reader.read(answer);
                        }
                    }
                    return null;
                });
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        return statements.of(connection, sql);
    }

    /** Asks a question that comes again and reads no rows handed over. */
    void ask(String sql, Reader reader) throws SQLException {
        try (ResultSet answer = prepared(sql).executeQuery()) {
            while (answer.next()) {
                reader.read(answer);
            }
        }
    }

    /** Whether a stored table has no row. */
    boolean isEmpty(String table) throws SQLException {
        String sql = "SELECT 1 FROM %s LIMIT 1".formatted(StoredColumn.quote(table));
        try (ResultSet rows = prepared(sql).executeQuery()) {
            return !rows.next();
        }
    }
}
