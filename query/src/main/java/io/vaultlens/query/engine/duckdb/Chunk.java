package io.vaultlens.query.engine.duckdb;

/**
 * Some rows of an answer, column by column.
 *
 * @param columns the values, by column and then row
 * @param size how many rows there are
 * @param last whether no more follow
 */
record Chunk(Object[][] columns, int size, boolean last) {
    /** As many rows as DuckDB hands over at once. */
    static final int ROWS = 2048;
}
