package io.vaultlens.collector.store;

import io.vaultlens.collector.catalog.ColumnType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The types that the columns of each table were written with, as the catalogue named them: a number
 * and a moment lie in the same type of DuckDB and do not mean the same.
 */
final class WrittenTypes {
    private static final String CREATE =
            "CREATE TABLE IF NOT EXISTS table_types (name VARCHAR NOT NULL, types VARCHAR NOT NULL)";

    private final Connection connection;
    private final Map<String, String> texts = new HashMap<>();

    private WrittenTypes(Connection connection) {
        this.connection = connection;
    }

    static WrittenTypes of(Connection connection) throws SQLException {
        WrittenTypes written = new WrittenTypes(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
            try (ResultSet rows = statement.executeQuery("SELECT name, types FROM table_types")) {
                while (rows.next()) {
                    written.texts.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return written;
    }

    /** The type a column was written with; for a store that did not note it, by DuckDB's own. */
    Optional<ColumnType> type(String table, String column, String sqlType) {
        for (String entry : texts.getOrDefault(table, "").split(" ")) {
            if (entry.startsWith(column + ":")) {
                return Optional.of(ColumnType.valueOf(entry.substring(column.length() + 1)));
            }
        }
        return switch (sqlType) {
            case "BOOLEAN" -> Optional.of(ColumnType.BOOL);
            case "INTEGER" -> Optional.of(ColumnType.INT);
            case "DOUBLE" -> Optional.of(ColumnType.REAL);
            case "DECIMAL(38,17)" -> Optional.of(ColumnType.DECIMAL);
            case "VARCHAR" -> Optional.of(ColumnType.STRING);
            case "UUID" -> Optional.of(ColumnType.GUID);
            case "JSON" -> Optional.of(ColumnType.DYNAMIC);
            default -> Optional.empty();
        };
    }

    private boolean agree(TableLayout layout) {
        return text(layout).equals(texts.get(layout.table().name()));
    }

    /** Notes the types that these tables are written with from now on. */
    void note(List<TableLayout> layouts) throws SQLException {
        List<TableLayout> changed = layouts.stream().filter(layout -> !agree(layout)).toList();
        if (changed.isEmpty()) {
            return;
        }
        String names =
                changed.stream()
                        .map(layout -> literal(layout.table().name()))
                        .collect(Collectors.joining(", "));
        String values =
                changed.stream()
                        .map(layout ->
                                "("
                                        + literal(layout.table().name())
                                        + ", "
                                        + literal(text(layout))
                                        + ")")
                        .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM table_types WHERE name IN (" + names + ")");
            statement.execute("INSERT INTO table_types VALUES " + values);
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String text(TableLayout layout) {
        return layout.columns().stream()
                .map(column -> column.name() + ":" + column.type().name())
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
