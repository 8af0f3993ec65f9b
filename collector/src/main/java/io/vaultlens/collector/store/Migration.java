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

    /** A smaller table is not worth tidying. */
    private static final long UNTIDY_ROWS = 500_000;

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
        statements.add(Rekeying.CREATE);
        execute(connection, statements);
        for (TableDef table : catalog.tables()) {
            if (!table.isView()) {
                table(connection, new TableLayout(table));
            }
        }
    }

    private static void table(Connection connection, TableLayout layout) throws SQLException {
        Rekeying rekeying = new Rekeying(connection, layout);
        boolean rekeyed = !layout.table().system() && rekeying.isNeeded();
        if (rekeyed) {
            rekeying.dropCurrent();
        }
        List<String> statements = new ArrayList<>();
        for (String name : layout.storedTables()) {
            statements.addAll(missing(connection, layout, name));
        }
        statements.addAll(layout.views());
        execute(connection, statements);
        if (rekeyed) {
            rekeying.rebuild();
        }
        if (!layout.table().system()) {
            rekeying.note();
        }
    }

    private static void execute(Connection connection, List<String> statements)
            throws SQLException {
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

    /** Whether most of what a table takes up is rows that are gone. */
    static boolean isUntidy(Connection connection, Catalog catalog) throws SQLException {
        Map<String, Long> sizes = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT table_name, estimated_size FROM duckdb_tables()")) {
            while (rows.next()) {
                sizes.put(rows.getString(1), rows.getLong(2));
            }
        }
        for (TableDef table : catalog.tables()) {
            for (String name :
                    table.isView() ? List.<String>of() : new TableLayout(table).storedTables()) {
                long size = sizes.getOrDefault(name, 0L);
                if (size > UNTIDY_ROWS && size > 2 * count(connection, name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT count(*) FROM " + StoredColumn.quote(table))) {
            rows.next();
            return rows.getLong(1);
        }
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
