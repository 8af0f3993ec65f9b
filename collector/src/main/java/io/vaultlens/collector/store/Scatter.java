package io.vaultlens.collector.store;

/**
 * How much of a table of current rows came since its rows were last laid together.
 *
 * @param table the stored table
 * @param rows the rows that it takes up room for, those that are gone included
 * @param settled the rows it had when they were last laid together; 0: never
 */
public record Scatter(String table, long rows, long settled) {
    /** A smaller table is read in milliseconds however it lies. */
    private static final long WORTH_IT = 500_000;

    /** Whether enough rows came since, at a time when little else is written. */
    public boolean isMuch() {
        return came() >= WORTH_IT && came() >= settled / 4;
    }

    /** Whether so many rows came since that waiting for a quiet time would cost more. */
    public boolean isTooMuch() {
        return came() >= Math.max(20 * WORTH_IT, settled);
    }

    private long came() {
        return rows - settled;
    }
}
