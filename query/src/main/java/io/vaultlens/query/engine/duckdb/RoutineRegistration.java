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

/** Makes the functions written in Java known to a database; all its connections then see them. */
public final class RoutineRegistration {
    private RoutineRegistration() {}

    /** Registers routines; those already there are replaced. */
    public static void register(Connection connection, List<Routine> routines) throws SQLException {
        for (Routine routine : routines) {
            register(connection, routine);
        }
    }

    private static void register(Connection connection, Routine routine) throws SQLException {
        DuckDBColumnType[] parameters =
                routine.parameters().stream()
                        .map(RoutineRegistration::type)
                        .toArray(DuckDBColumnType[]::new);
        try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
            builder.withName(routine.name())
                    .withParameters(parameters)
                    .withReturnType(type(routine.result()))
                    .withVectorizedFunction((rows, out) -> apply(routine, rows, out))
                    .register(connection);
        }
    }

    private static DuckDBColumnType type(ColumnType type) {
        return switch (type) {
            case BOOL -> DuckDBColumnType.BOOLEAN;
            case INT -> DuckDBColumnType.INTEGER;
            case LONG, DATETIME, TIMESPAN -> DuckDBColumnType.BIGINT;
            case REAL -> DuckDBColumnType.DOUBLE;
            case STRING, DYNAMIC, GUID, DECIMAL -> DuckDBColumnType.VARCHAR;
        };
    }

    private static void apply(
            Routine routine, DuckDBDataChunkReader rows, DuckDBWritableVector out) {
        int count = routine.parameters().size();
        DuckDBReadableVector[] columns = new DuckDBReadableVector[count];
        for (int i = 0; i < count; i++) {
            columns[i] = rows.vector(i);
        }
        for (long row = 0; row < rows.rowCount(); row++) {
            Object[] arguments = new Object[count];
            for (int i = 0; i < count; i++) {
                arguments[i] = value(columns[i], routine.parameters().get(i), row);
            }
            write(out, row, routine.body().apply(arguments));
        }
    }

    private static Object value(DuckDBReadableVector column, ColumnType type, long row) {
        if (column.isNull(row)) {
            return null;
        }
        return switch (type) {
            case BOOL -> column.getBoolean(row);
            case INT -> column.getInt(row);
            case LONG, DATETIME, TIMESPAN -> column.getLong(row);
            case REAL -> column.getDouble(row);
            case STRING, DYNAMIC, GUID, DECIMAL -> column.getString(row);
        };
    }

    private static void write(DuckDBWritableVector out, long row, Object value) {
        switch (value) {
            case null -> out.setNull(row);
            case Boolean truth -> out.setBoolean(row, truth);
            case Integer number -> out.setInt(row, number);
            case Long number -> out.setLong(row, number);
            case Double number -> out.setDouble(row, number);
            case String text -> out.setString(row, text);
            default -> throw new IllegalArgumentException("a routine gave " + value.getClass());
        }
    }
}
