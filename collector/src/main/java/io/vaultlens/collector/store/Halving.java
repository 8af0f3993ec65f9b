package io.vaultlens.collector.store;

import io.vaultlens.collector.catalog.TableDef;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Brings the history of a table to how it lies now: in two halves, the past rows and the latest
 * ones of the shared key, or in one table where there is no such key.
 */
final class Halving {
    private final Session session;
    private final TableLayout layout;

    Halving(Connection connection, TableLayout layout) {
        this.session = Session.of(connection);
        this.layout = layout;
    }

    /**
     * Renames the table, where it lies otherwise, and takes out of it what is current.
     *
     * @param present the columns of the tables that are there, which is kept true
     * @param gathered whether it has all rows and there are no current ones
     */
    void run(Map<String, Map<String, String>> present, boolean gathered) throws SQLException {
        String name = layout.table().name();
        String past = TableDef.past(name);
        boolean halved = layout.table().sharedKey() >= 0;
        if (halved && present.containsKey(name)) {
            rename(name, past, present);
            if (!gathered) {
                takeOutCurrent(past);
            }
        } else if (!halved && present.containsKey(past)) {
            session.execute("DROP VIEW IF EXISTS " + StoredColumn.quote(name));
            rename(past, name, present);
        }
    }

    private void rename(String from, String to, Map<String, Map<String, String>> present)
            throws SQLException {
        session.execute(
                "ALTER TABLE %s RENAME TO %s"
                        .formatted(StoredColumn.quote(from), StoredColumn.quote(to)));
        present.put(to, present.remove(from));
    }

    private void takeOutCurrent(String past) throws SQLException {
        List<String> identity = layout.table().identity();
        session.execute(
                "DELETE FROM %s p WHERE EXISTS (SELECT 1 FROM %s c WHERE c._key = p._key AND %s)"
                        .formatted(
                                StoredColumn.quote(past),
                                StoredColumn.quote(layout.currentStore(layout.table().sharedKey())),
                                CurrentState.same("c", "p", identity)));
    }
}
