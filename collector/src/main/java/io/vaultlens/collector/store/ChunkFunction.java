package io.vaultlens.collector.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * The table function {@code records()}, through which parsed rows enter DuckDB.
 *
 * <p>Every connection can name it, but only the writer thread gives it rows; to all others it is
 * empty.
 */
final class ChunkFunction implements DuckDBTableFunction<Optional<Feed>, Optional<Feed>, Object> {
    /** Gives no rows; no statement reads from it. */
    static final ChunkFunction NONE = new ChunkFunction(1);

    private static final long FEW_ROWS = 20_000;

    private final int threads;
    private final ThreadLocal<Feed> feed = new ThreadLocal<>();

    private ChunkFunction(int threads) {
        this.threads = threads;
    }

    static ChunkFunction register(Connection connection, int threads) throws SQLException {
        ChunkFunction function = new ChunkFunction(threads);
        try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
            builder.withName("records").withFunction(function).register(connection);
        }
        return function;
    }

    /**
     * Runs a statement that reads these rows from {@code records()}; returns how many it touched.
     */
    long run(Connection connection, Feed rows, String sql) throws SQLException {
        rows.rewind();
        feed.set(rows);
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        } finally {
            feed.remove();
        }
    }

    /**
     * Runs a statement that inserts rows read from {@code records()}; returns how many it inserted.
     *
     * <p>Where an insert returns something, DuckDB appends each row once, on one thread; else each
     * of its threads gathers rows that are then appended again, which pays for many rows only.
     */
    long insert(Connection connection, Feed rows, String sql) throws SQLException {
        if (rows.size() > FEW_ROWS) {
            return run(connection, rows, sql);
        }
        rows.rewind();
        feed.set(rows);
        try (Statement statement = connection.createStatement();
                ResultSet inserted = statement.executeQuery(sql + " RETURNING 1")) {
            long count = 0;
            while (inserted.next()) {
                count++;
            }
            return count;
        } finally {
            feed.remove();
        }
    }

    @Override
    public Optional<Feed> bind(DuckDBTableFunctionBindInfo info) {
        Optional<Feed> rows = Optional.ofNullable(feed.get());
        rows.ifPresentOrElse(
                given -> given.bind(info),
                () -> info.addResultColumn("nothing", DuckDBColumnType.INTEGER));
        return rows;
    }

    @Override
    public Optional<Feed> init(DuckDBTableFunctionInitInfo info) {
        Optional<Feed> rows = info.getBindData();
        boolean few = rows.map(given -> given.size() <= FEW_ROWS).orElse(true);
        info.setMaxThreads(few ? 1 : threads);
        return rows;
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter writer) {
        Optional<Feed> rows = info.getInitData();
        return rows.map(given -> given.fill(writer)).orElse(0);
    }
}
