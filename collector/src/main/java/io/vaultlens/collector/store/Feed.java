package io.vaultlens.collector.store;

import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunctionBindInfo;

/** Rows for a statement that reads {@code records()}; the threads that read them share it. */
interface Feed {
    /** Declares the columns. */
    void bind(DuckDBTableFunctionBindInfo info);

    /** How many rows it gives. */
    long size();

    /** Every statement reads from the start. */
    void rewind();

    /** Fills the vectors with the next rows; 0 when there are no more. */
    int fill(DuckDBDataChunkWriter writer);
}
