package io.vaultlens.server.config;

import java.util.List;
import java.util.OptionalInt;

/**
 * How the store is looked after.
 *
 * @param schedule when it is, as a cron expression of five fields in UTC
 * @param shrinkPercent the free share of the store's file above which it is written anew; none:
 *     never
 * @param retention how long rows are kept; a table that none names keeps all of them
 */
public record Maintenance(String schedule, OptionalInt shrinkPercent, List<Retention> retention) {
    /** Every night, and nothing is thrown away. */
    public static final Maintenance STANDARD =
            new Maintenance("30 3 * * *", OptionalInt.of(50), List.of());

    public Maintenance {
        retention = List.copyOf(retention);
    }

    /**
     * How long the rows of one table are kept.
     *
     * @param table the table as the catalogue writes it
     * @param days days since a row arrived
     */
    public record Retention(String table, int days) {}
}
