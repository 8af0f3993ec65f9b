package io.vaultlens.collector.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How much of the store's file is in use.
 *
 * @param bytes how large it is
 * @param freeBytes how much of it is free, and about how much rows take up that are gone
 */
public record FileUse(long bytes, long freeBytes) {
    static FileUse of(Connection connection) throws SQLException {
        long free;
        long all;
        String sizes =
                "SELECT total_blocks * block_size, free_blocks * block_size"
                        + " FROM pragma_database_size() WHERE database_name = current_database()";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sizes)) {
            rows.next();
            all = rows.getLong(1);
            free = rows.getLong(2);
        }
        return new FileUse(all, free + (long) ((all - free) * goneShare(connection)));
    }

    /** The share of the rows on disk that are deleted: rows beside them keep their room taken. */
    private static double goneShare(Connection connection) throws SQLException {
        String sql =
                "SELECT coalesce(sum(estimated_size), 0) FROM duckdb_tables()"
                        + " WHERE NOT temporary AND database_name = current_database()";
        double stored;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            stored = rows.getDouble(1);
        }
        long there =
                StoredFile.of(connection).rows().values().stream().mapToLong(Long::longValue).sum();
        return stored <= there ? 0 : (stored - there) / stored;
    }

    /** The free share in percent. */
    public int freePercent() {
        return bytes == 0 ? 0 : (int) (100 * freeBytes / bytes);
    }
}
