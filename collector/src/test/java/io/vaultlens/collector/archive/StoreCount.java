package io.vaultlens.collector.archive;

import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.collector.store.Store;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** The same figures as {@link IndependentCount}, asked of a store. */
public final class StoreCount {
    private final Connection connection;
    private final Map<String, Long> figures = new TreeMap<>();

    private StoreCount(Connection connection) {
        this.connection = connection;
    }

    /** Counts what the store holds. */
    public static Map<String, Long> of(Store store) {
        try (Connection connection = store.reader()) {
            StoreCount count = new StoreCount(connection);
            count.add("SELECT 'DeadLetters', count(*) FROM DeadLetters");
            for (TableDef table : store.catalog().tables()) {
                if (!table.system() && !table.isView()) {
                    count.table(table);
                }
            }
            count.add(
                    "SELECT 'latest ' || JobStatus, count(*) FROM AddonAzureBackupJobs_current"
                            + " GROUP BY ALL");
            return count.figures;
        } catch (SQLException e) {
            throw new IllegalStateException("the store cannot be counted", e);
        }
    }

    private void table(TableDef table) throws SQLException {
        String name = table.name();
        add("SELECT '%1$s', count(*) FROM \"%1$s\"".formatted(name));
        sum(table, "JobDurationInSecs", "seconds");
        sum(table, "StorageConsumedInMBs", "megabytes");
        if (table.column("SchemaVersion").isPresent()) {
            add("SELECT '%1$s ' || SchemaVersion, count(*) FROM %1$s GROUP BY ALL".formatted(name));
        }
        for (int i = 0; i < table.current().size(); i++) {
            String key = String.join(", ", table.current().get(i).by());
            add(
                    """
                    SELECT 'wrong rows in %2$s', count(*) FROM (
                        (SELECT _key FROM "%1$s"
                         QUALIFY row_number() OVER (
                             PARTITION BY %3$s ORDER BY TimeGenerated DESC, _key DESC) = 1)
                        EXCEPT ALL (SELECT _key FROM %2$s)
                        UNION ALL
                        ((SELECT _key FROM %2$s) EXCEPT ALL (SELECT _key FROM "%1$s"
                         QUALIFY row_number() OVER (
                             PARTITION BY %3$s ORDER BY TimeGenerated DESC, _key DESC) = 1)))\
                    """
                            .formatted(name, table.currentTable(i), key));
        }
    }

    private void sum(TableDef table, String column, String unit) throws SQLException {
        if (table.column(column).isPresent()) {
            add(
                    "SELECT '%1$s %3$s', coalesce(sum(round(%2$s)), 0)::BIGINT FROM %1$s"
                            .formatted(table.name(), column, unit));
        }
    }

    /** Figures of nothing are left out, as a count by hand never meets them. */
    private void add(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                if (rows.getLong(2) != 0) {
                    figures.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
    }
}
