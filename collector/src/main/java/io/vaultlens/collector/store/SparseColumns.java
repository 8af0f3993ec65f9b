package io.vaultlens.collector.store;

import io.vaultlens.collector.catalog.ColumnDef;
import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.Origin;
import io.vaultlens.collector.catalog.TableDef;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Columns of filled tables that cost nothing until the first record fills them.
 *
 * <p>Azure's tables are wide, an estate fills a third of their columns, and DuckDB spends as much
 * on writing an empty column as on a full one. So a column begins as a generated one, which is the
 * same constant in every row and is not stored; when the first value comes, a stored one takes its
 * place within the same transaction. Readers see no difference but for the order of columns.
 */
final class SparseColumns {
    private SparseColumns() {}

    /** The column's line in the CREATE TABLE of a table that records fill. */
    static String definition(TableDef table, StoredColumn column) {
        if (isStoredFromTheStart(table, column)) {
            return column.definition();
        }
        String value =
                constant(table, column)
                        .orElse(
                                column.type() == ColumnType.STRING
                                        ? "''"
                                        : "NULL::" + column.sqlType());
        return column.quoted() + " " + column.sqlType() + " GENERATED ALWAYS AS (" + value + ")";
    }

    private static boolean isStoredFromTheStart(TableDef table, StoredColumn column) {
        String name = column.name();
        return table.system()
                || table.column(name).isEmpty() && !name.equals(TableLayout.HIDDEN_BAG)
                || name.equals(CurrentState.TIME)
                || table.identity().contains(name)
                || table.current().stream().anyMatch(key -> key.by().contains(name));
    }

    /** The literal that every row has in this column, where the catalogue says so. */
    static Optional<String> constant(TableDef table, StoredColumn column) {
        List<Origin> origins =
                table.column(column.name()).map(ColumnDef::origins).orElse(List.of());
        if (origins.size() == 1 && origins.getFirst() instanceof Origin.Constant(String text)) {
            return Optional.of("'" + text.replace("'", "''") + "'");
        }
        return Optional.empty();
    }

    /** The columns of a stored table that are still generated. */
    static Set<String> generated(Connection connection, String table) throws SQLException {
        return columns(connection, table, "ALWAYS").keySet();
    }

    /** The columns of a stored table that it stores. */
    static Set<String> stored(Connection connection, String table) throws SQLException {
        return columns(connection, table, "NEVER").keySet();
    }

    /** The names of the columns with their types, as the database names them. */
    private static Map<String, String> columns(
            Connection connection, String table, String generated) throws SQLException {
        String sql =
                "SELECT column_name, data_type FROM information_schema.columns"
                        + " WHERE table_catalog = current_database()"
                        + " AND table_name = ? AND is_generated = ? ORDER BY ordinal_position";
        Map<String, String> types = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            statement.setString(2, generated);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    types.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return types;
    }

    /** Makes these columns stored ones, as far as they are not. */
    static void store(Connection connection, String table, Collection<String> columns)
            throws SQLException {
        Map<String, String> generated = columns(connection, table, "ALWAYS");
        generated.keySet().retainAll(columns);
        String alter = "ALTER TABLE " + StoredColumn.quote(table);
        for (Map.Entry<String, String> column : generated.entrySet()) {
            String name = StoredColumn.quote(column.getKey());
            String empty = column.getValue().equals("VARCHAR") ? " DEFAULT ''" : "";
            try (Statement statement = connection.createStatement()) {
                statement.execute(alter + " DROP COLUMN " + name);
                statement.execute(alter + " ADD COLUMN " + name + " " + column.getValue() + empty);
            }
        }
    }
}
