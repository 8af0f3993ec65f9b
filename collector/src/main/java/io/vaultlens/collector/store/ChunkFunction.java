package io.vaultlens.collector.store;

import java.sql.Connection;
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

    /** So many rows are read by one thread. */
    static final long FEW_ROWS = 20_000;

    private final int threads;

    /** What the statement reads that this thread binds. */
    private final ThreadLocal<Feed> feed = new ThreadLocal<>();

    /** What the writer's statement reads, on whatever thread: it may have been bound long ago. */
    private volatile Feed current;

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

    /** A step that needs the database. */
    @FunctionalInterface
    interface Step<T> {
        T run() throws SQLException;
    }

    /** Takes a step during which {@code records()} gives these rows, from the first one on. */
    <T> T reading(Feed rows, Step<T> step) throws SQLException {
        rows.rewind();
        feed.set(rows);
        current = rows;
        try {
            return step.run();
        } finally {
            feed.remove();
            current = null;
        }
    }

    /**
     * Runs a statement that reads these rows from {@code records()}; returns how many it touched.
     */
    long run(Connection connection, Feed rows, String sql) throws SQLException {
        return reading(
                rows,
                () -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.executeLargeUpdate(sql);
                    }
                });
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
        Optional<Feed> bound = info.getBindData();
        Optional<Feed> rows = bound.map(_ -> current);
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
