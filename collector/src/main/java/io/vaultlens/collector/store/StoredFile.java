package io.vaultlens.collector.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a file of a store holds, for backups and their restoring.
 *
 * @param version the version of the store's shape it was written with
 * @param rows how many rows each table has
 */
public record StoredFile(int version, SortedMap<String, Long> rows) {
    /** The version of the store's shape that this program writes. */
    public static final int VERSION = Migration.VERSION;

    /** The name of the file in its data folder. */
    public static final String NAME = "store.duckdb";

    /** What a connection sees. */
    public static StoredFile of(Connection connection) throws SQLException {
        SortedMap<String, Long> rows = new TreeMap<>();
        for (String table : tables(connection)) {
            try (Statement statement = connection.createStatement();
                    ResultSet count =
                            statement.executeQuery(
                                    "SELECT count(*) FROM " + StoredColumn.quote(table))) {
                count.next();
                rows.put(table, count.getLong(1));
            }
        }
        return new StoredFile(Migration.version(connection), rows);
    }

    /** Looks into a file that nobody has open. */
    public static StoredFile of(Path file) {
        try (Connection connection = Connections.look(file)) {
            return of(connection);
        } catch (SQLException e) {
            throw DataFolder.cannotOpen(file, e);
        }
    }

    /** The names of the tables that a connection sees. */
    static List<String> tables(Connection connection) throws SQLException {
        String sql =
                "SELECT table_name FROM duckdb_tables() WHERE NOT temporary"
                        + " AND database_name = current_database()";
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
