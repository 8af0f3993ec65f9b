package io.vaultlens.query.engine.duckdb;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.query.result.ResultColumn;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Reads values by the types that the plan gives them, whatever JDBC says of the columns. */
final class Cells {
    private Cells() {}

    /** Reads the current row into a chunk's row. */
    static void read(ResultSet rows, List<ResultColumn> columns, Object[][] into, int row)
            throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            into[i][row] = cell(rows, i + 1, columns.get(i).type());
        }
    }

    private static Object cell(ResultSet rows, int column, ColumnType type) throws SQLException {
        return switch (type) {
            case BOOL -> present(rows, rows.getBoolean(column));
            case INT -> present(rows, rows.getInt(column));
            case LONG, TIMESPAN -> present(rows, rows.getLong(column));
            case DATETIME -> moment(rows, rows.getLong(column));
            case REAL -> present(rows, rows.getDouble(column));
            case DECIMAL -> shortest(rows.getBigDecimal(column));
            case STRING -> text(rows.getString(column));
            case GUID -> rows.getObject(column);
            case DYNAMIC -> json(rows.getString(column));
        };
    }

    private static Object present(ResultSet rows, Object value) throws SQLException {
        return rows.wasNull() ? null : value;
    }

    /** There is none before the year 1 and after 9999. */
    private static Object moment(ResultSet rows, long ticks) throws SQLException {
        return rows.wasNull() || ticks < 0 || ticks > Ticks.MAX_DATETIME ? null : ticks;
    }

    /** Without the zeros that fill the scale. */
    private static BigDecimal shortest(BigDecimal value) {
        if (value == null || value.signum() == 0) {
            return value == null ? null : BigDecimal.ZERO;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static String json(String value) {
        return value == null || value.equals("null") ? null : value;
    }
}
