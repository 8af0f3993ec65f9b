package io.vaultlens.collector.store;

import io.vaultlens.collector.store.TableCopy.Shape;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * A new file with all that a store's file holds, which follows it while it is written.
 *
 * <p>One thread at a time uses it. Nobody may make a checkpoint of the old file meanwhile.
 */
final class FileCopy implements AutoCloseable {
    private static final String NAME = "shrunk";

    private final Connection connection;
    private final StoppableStatements statements;
    private final Map<String, TableCopy> tables = new TreeMap<>();

    /** Makes the file, with nothing in it. */
    FileCopy(Database old, Path file) throws SQLException {
        connection = old.connect();
        statements = new StoppableStatements(connection);
        try {
            statements.execute("ATTACH '" + file.toString().replace("'", "''") + "' AS " + NAME);
            String catalog = StoredColumn.quote(connection.getCatalog());
            statements.execute("COPY FROM DATABASE " + catalog + " TO " + NAME + " (SCHEMA)");
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Brings every table to its present state; returns how many rows that were. */
    long follow() throws SQLException {
        Map<String, Shape> shapes = shapes();
        for (Iterator<String> known = tables.keySet().iterator(); known.hasNext(); ) {
            String name = known.next();
            if (!shapes.containsKey(name)) {
                tables.get(name).drop();
                known.remove();
            }
        }
        long rows = 0;
        for (Map.Entry<String, Shape> shape : shapes.entrySet()) {
            rows +=
                    tables.computeIfAbsent(
                                    shape.getKey(), it -> new TableCopy(statements, NAME, it))
                            .follow(shape.getValue());
        }
        connection.commit();
        return rows;
    }

    /** How each table of the old file is made. */
    private Map<String, Shape> shapes() throws SQLException {
        String sql =
                "SELECT table_name, sql[strpos(sql, '('):], coalesce(comment, '')"
                        + " FROM duckdb_tables() WHERE NOT temporary"
                        + " AND database_name = current_database()";
        return statements.ask(
                sql,
                rows -> {
                    Map<String, Shape> shapes = new TreeMap<>();
                    while (rows.next()) {
                        shapes.put(
                                rows.getString(1), new Shape(rows.getString(2), rows.getString(3)));
                    }
                    return shapes;
                });
    }

    /** Looks for what following does not see; the next time sees it. */
    void lookForChanges() throws SQLException {
        for (String name : StoredFile.tables(connection)) {
            if (tables.containsKey(name)) {
                tables.get(name).lookForChanges();
            }
        }
        connection.commit();
    }

    /** Writes to the disk what came, so that less is left for the end. */
    void checkpoint() throws SQLException {
        statements.execute("CHECKPOINT " + NAME);
        connection.commit();
    }

    /** Makes it a file of a store; no other thread may write to the old one any more. */
    void finish() throws SQLException {
        follow();
        for (TableCopy table : tables.values()) {
            table.check();
        }
        connection.commit();
        for (TableCopy table : tables.values()) {
            table.finish();
        }
        connection.commit();
        checkpoint();
        connection.setAutoCommit(true);
        statements.execute("DETACH " + NAME);
    }

    /** Ends it; what runs fails. Any thread may call it. */
    void stop() {
        statements.stop();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
