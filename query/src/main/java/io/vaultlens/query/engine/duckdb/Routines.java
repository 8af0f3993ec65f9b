package io.vaultlens.query.engine.duckdb;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.function.Routine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;

/** Makes functions written in Java known to DuckDB; every connection of its database sees them. */
final class Routines {
    private Routines() {}

    static void register(Connection connection, List<Routine> routines) throws SQLException {
        for (Routine routine : routines) {
            try (DuckDBScalarFunctionBuilder function = DuckDBFunctions.scalarFunction()) {
                function.withName(routine.name());
                for (ColumnType type : routine.parameters()) {
                    function.withParameter(travelling(type));
                }
                function.withReturnType(travelling(routine.result()))
                        .withVectorizedFunction((rows, into) -> apply(routine, rows, into))
                        .register(connection);
            }
        }
    }

    private static DuckDBColumnType travelling(ColumnType type) {
        if (Routine.asText(type)) {
            return DuckDBColumnType.VARCHAR;
        }
        return switch (type) {
            case BOOL -> DuckDBColumnType.BOOLEAN;
            case INT -> DuckDBColumnType.INTEGER;
            case REAL -> DuckDBColumnType.DOUBLE;
            default -> DuckDBColumnType.BIGINT;
        };
    }

    private static void apply(
            Routine routine, DuckDBDataChunkReader rows, DuckDBWritableVector into) {
        int width = routine.parameters().size();
        for (long row = 0; row < rows.rowCount(); row++) {
            Object[] arguments = new Object[width];
            for (int i = 0; i < width; i++) {
                arguments[i] = value(rows.vector(i), row, routine.parameters().get(i));
            }
            write(routine.body().apply(arguments), into, row, routine.result());
        }
    }

    private static Object value(DuckDBReadableVector vector, long row, ColumnType type) {
        if (vector.isNull(row)) {
            return null;
        }
        if (Routine.asText(type)) {
            return vector.getString(row);
        }
        return switch (type) {
            case BOOL -> vector.getBoolean(row);
            case INT -> vector.getInt(row);
            case REAL -> vector.getDouble(row);
            default -> vector.getLong(row);
        };
    }

    private static void write(Object value, DuckDBWritableVector into, long row, ColumnType type) {
        if (value == null) {
            into.setNull(row);
        } else if (Routine.asText(type)) {
            into.setString(row, (String) value);
        } else {
            switch (type) {
                case BOOL -> into.setBoolean(row, (boolean) value);
                case INT -> into.setInt(row, (int) value);
                case REAL -> into.setDouble(row, (double) value);
                default -> into.setLong(row, (long) value);
            }
        }
    }
}
