package io.vaultlens.collector.store;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.TableDef;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Brings a store to what the catalogue declares: it adds tables and columns and drops nothing. */
final class Migration {
    /** The version of the store's shape that this program writes. */
    static final int VERSION = 1;

    private Migration() {}

    /** The version a store was written with; 0 for an empty one. */
    static int version(Connection connection) throws SQLException {
        if (columns(connection, "store_version").isEmpty()) {
            return 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT coalesce(max(version), 0) FROM store_version")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    static void run(Connection connection, Catalog catalog) throws SQLException {
        List<String> statements = new ArrayList<>();
        if (version(connection) == 0) {
            statements.add("CREATE TABLE store_version (version INTEGER NOT NULL)");
            statements.add("INSERT INTO store_version VALUES (" + VERSION + ")");
            statements.add(
                    "CREATE TABLE positions (id BIGINT NOT NULL, source VARCHAR NOT NULL, file VARCHAR"
                            + " NOT NULL, \"offset\" BIGINT NOT NULL, line BIGINT NOT NULL, etag VARCHAR NOT"
                            + " NULL)");
        }
        for (TableDef table : catalog.tables()) {
            if (!table.isView()) {
                TableLayout layout = new TableLayout(table);
                for (String name : layout.storedTables()) {
                    statements.addAll(missing(connection, layout, name));
                }
                statements.addAll(layout.views());
            }
        }
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> missing(Connection connection, TableLayout layout, String name)
            throws SQLException {
        Map<String, String> present = columns(connection, name);
        if (present.isEmpty()) {
            return List.of(layout.create(name));
        }
        List<String> statements = new ArrayList<>();
        for (StoredColumn column : layout.columns()) {
            String type = present.get(column.name());
            if (type == null) {
                statements.addAll(addColumn(name, column));
            } else if (!type.equals(column.sqlType())) {
                String message =
                        "column %s of table %s is kept as %s and declared as %s; a column's type"
                                + " cannot change, declare it under another name";
                throw new StoreException(
                        message.formatted(column.name(), name, type, column.sqlType()));
            }
        }
        return statements;
    }

    /** DuckDB adds no column with a constraint, so the constraint follows. */
    private static List<String> addColumn(String table, StoredColumn column) {
        String alter = "ALTER TABLE " + StoredColumn.quote(table);
        String add = alter + " ADD COLUMN " + column.quoted() + " " + column.sqlType();
        if (column.type() != ColumnType.STRING) {
            return List.of(add);
        }
        return List.of(
                add + " DEFAULT ''", alter + " ALTER COLUMN " + column.quoted() + " SET NOT NULL");
    }

    private static Map<String, String> columns(Connection connection, String table)
            throws SQLException {
        String sql = "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ?";
        Map<String, String> columns = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return columns;
    }
}
