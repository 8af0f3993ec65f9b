package io.vaultlens.collector.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes out of a table what arrived before a moment, within a transaction, and keeps its current
 * state what a plain query finds in the history that is left.
 *
 * <p>Where the latest row of a thing goes and an older one, which came in late, stays, the older
 * one is current then; where no row of it stays, it has no current row either.
 */
final class Expiry {
    private final Connection connection;
    private final TableLayout layout;
    private final CurrentState current;

    Expiry(Connection connection, TableLayout layout) {
        this.connection = connection;
        this.layout = layout;
        this.current = new CurrentState(connection, layout);
    }

    /**
     * The moments to go up to, one after another: between two of them came at least so many rows,
     * and no more than that and one transaction's.
     */
    static List<Long> steps(Connection connection, TableLayout layout, long before, long rows)
            throws SQLException {
        String sql =
                "SELECT _arrived, count(*) FROM %s WHERE _arrived < %d GROUP BY 1 ORDER BY 1"
                        .formatted(StoredColumn.quote(layout.table().name()), before);
        List<Long> steps = new ArrayList<>();
        long gathered = 0;
        try (Statement statement = connection.createStatement();
                ResultSet arrivals = statement.executeQuery(sql)) {
            while (arrivals.next()) {
                gathered += arrivals.getLong(2);
                if (gathered >= rows) {
                    steps.add(arrivals.getLong(1) + 1);
                    gathered = 0;
                }
            }
        }
        if (gathered > 0) {
            steps.add(before);
        }
        return steps;
    }

    /** Takes them out and returns how many there were. */
    long run(long before) throws SQLException {
        for (int key = 0; key < layout.table().current().size(); key++) {
            note(key, before);
        }
        long gone = 0;
        for (String table : layout.table().historyTables()) {
            gone +=
                    execute(
                            "DELETE FROM %s WHERE _arrived < %d"
                                    .formatted(StoredColumn.quote(table), before));
        }
        for (int key = 0; key < layout.table().current().size(); key++) {
            if (key == layout.table().sharedKey()) {
                new PastRows(Session.of(connection), layout).giveBack(gone(key));
            } else if (layout.table().baseKey(key) == key) {
                renew(key);
            }
        }
        for (int key = 0; key < layout.table().current().size(); key++) {
            if (layout.table().baseKey(key) != key) {
                renewRest(layout.table().baseKey(key), key);
            }
        }
        return gone;
    }

    /** The items whose current row goes, with the item of the base key. */
    private void note(int key, long before) throws SQLException {
        execute(
                "CREATE OR REPLACE TEMP TABLE expired%d AS SELECT DISTINCT %s AS _item, %s AS _base"
                                .formatted(
                                        key,
                                        TableLayout.itemName(key),
                                        TableLayout.itemName(layout.table().baseKey(key)))
                        + " FROM %s WHERE _arrived < %d"
                                .formatted(StoredColumn.quote(layout.currentStore(key)), before));
    }

    /** The condition on rows of items whose current row went. */
    private static String gone(int key) {
        return TableLayout.itemName(key) + " IN (SELECT _item FROM expired" + key + ")";
    }

    private void renew(int key) throws SQLException {
        String store = StoredColumn.quote(layout.currentStore(key));
        // All of an item's hash: of two keys with one hash, both are found again.
        if (execute("DELETE FROM " + store + " WHERE " + gone(key)) > 0 && isLeft(gone(key))) {
            current.insertLatest(key, gone(key));
        }
    }

    private void renewRest(int base, int rest) throws SQLException {
        execute(
                "CREATE OR REPLACE TEMP TABLE split AS SELECT _item FROM expired%d UNION SELECT _base"
                                .formatted(base)
                        + " FROM expired"
                        + rest);
        String gone = TableLayout.itemName(base) + " IN (SELECT _item FROM split)";
        String store = StoredColumn.quote(layout.currentStore(rest));
        execute("DELETE FROM " + store + " WHERE " + gone);
        if (isLeft(gone)) {
            current.rebuildRest(base, rest, store);
        }
    }

    /** Whether history has rows of these; mostly it has none. */
    private boolean isLeft(String condition) throws SQLException {
        String sql =
                "SELECT 1 FROM %s WHERE %s LIMIT 1"
                        .formatted(StoredColumn.quote(layout.table().name()), condition);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }

    private long execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return Math.max(0, statement.getLargeUpdateCount());
        }
    }
}
