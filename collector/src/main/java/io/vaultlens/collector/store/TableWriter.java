package io.vaultlens.collector.store;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.collector.catalog.Ticks;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Adds rows, given as values by column name, to a system table. */
public final class TableWriter {
    private final TableLayout layout;

    /** A writer for one table. */
    public TableWriter(TableDef table) {
        this.layout = new TableLayout(table);
    }

    /**
     * Adds the rows in order; {@code _key} counts up, so that of two at one moment the later wins.
     */
    public void append(Connection connection, List<Map<String, Object>> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        rows.forEach(this::checkNames);
        long key = lastKey(connection);
        try (PreparedStatement insert = connection.prepareStatement(insertSql())) {
            for (Map<String, Object> row : rows) {
                int parameter = 1;
                for (StoredColumn column : layout.columns()) {
                    Object value =
                            switch (column.name()) {
                                case "_key" -> ++key;
                                case "_arrived" -> Ticks.fromInstant(Instant.now());
                                default -> physical(column, row.get(column.name()));
                            };
                    insert.setObject(parameter++, value);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void checkNames(Map<String, Object> row) {
        for (String name : row.keySet()) {
            if (layout.table().column(name).isEmpty()) {
                throw new StoreException(
                        "table " + layout.table().name() + " has no column " + name);
            }
        }
    }

    private long lastKey(Connection connection) throws SQLException {
        String sql =
                "SELECT coalesce(max(_key), 0) FROM " + StoredColumn.quote(layout.table().name());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private String insertSql() {
        String names =
                layout.columns().stream()
                        .map(StoredColumn::quoted)
                        .collect(Collectors.joining(", "));
        String values =
                layout.columns().stream()
                        .map(column -> "?::" + column.sqlType())
                        .collect(Collectors.joining(", "));
        String table = StoredColumn.quote(layout.table().name());
        return "INSERT INTO " + table + " (" + names + ") VALUES (" + values + ")";
    }

    private static Object physical(StoredColumn column, Object value) {
        if (value == null) {
            return column.type() == ColumnType.STRING ? "" : null;
        }
        return switch (value) {
            case Instant instant -> Ticks.fromInstant(instant);
            case Duration duration -> Ticks.fromDuration(duration);
            case String text -> text;
            case Boolean flag -> flag;
            case Integer number -> number;
            case Long number -> number;
            case Double number -> number;
            case BigDecimal number -> number;
            default ->
                    throw new StoreException(
                            "column "
                                    + column.name()
                                    + " cannot take a "
                                    + value.getClass().getSimpleName());
        };
    }
}
