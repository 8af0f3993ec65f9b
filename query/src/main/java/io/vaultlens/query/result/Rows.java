package io.vaultlens.query.result;

import io.vaultlens.query.text.QueryException;
import java.util.List;

/**
 * The typed rows of one result table, read forwards while the engine still works.
 *
 * <p>One thread reads; {@link #cancel()} may come from any thread. {@link #close()} is always owed.
 */
public interface Rows extends AutoCloseable {
    /** The columns in order. */
    List<ResultColumn> columns();

    /**
     * Steps to the next row.
     *
     * @return false after the last one
     * @throws QueryException when a limit is reached, the query was cancelled or the data cannot be
     *     computed with, also after rows were read
     */
    boolean next();

    /**
     * A value of the current row.
     *
     * @param index the column, counted from 0
     * @return null, or by type: Boolean, Integer, Long, Double, BigDecimal, String, Long ticks for
     *     datetime and timespan (see {@link io.vaultlens.collector.catalog.Ticks}), UUID, and JSON
     *     text for dynamic
     */
    Object value(int index);

    /** Stops the query as soon as possible; the reader then meets a {@link QueryException}. */
    void cancel();

    @Override
    void close();
}
