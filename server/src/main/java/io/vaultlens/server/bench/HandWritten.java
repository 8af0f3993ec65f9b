package io.vaultlens.server.bench;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.ColumnDef;
import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.Origin;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.collector.store.StoreSettings;
import io.vaultlens.query.result.ResultColumn;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What a person would write who has DuckDB, the same files and one question: the yardstick.
 *
 * <p>Its own database file, the same DuckDB, threads and memory as our store.
 */
final class HandWritten implements AutoCloseable {
    private static final long TICKS_IN_HOUR = 36_000_000_000L;

    private final Connection connection;

    HandWritten(Path file, StoreSettings same) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        properties.setProperty("threads", String.valueOf(same.threads()));
        properties.setProperty("memory_limit", same.memoryMegabytes() + "MB");
        properties.setProperty("preserve_insertion_order", "false");
        connection = DriverManager.getConnection("jdbc:duckdb:" + file, properties);
    }

    /** DuckDB's own reader into a bare table. */
    void readAll(Path archive) throws SQLException {
        execute(
                "CREATE TABLE records AS SELECT * FROM read_json('"
                        + everyFile(archive)
                        + "', format = 'newline_delimited', ignore_errors = true,"
                        + " hive_partitioning = false)");
        execute("CHECKPOINT");
    }

    /**
     * The latest row of each job, of an archive that goes on where the one before ended. What is
     * told of a job once more, is so within hours.
     */
    void addJobs(Path archive, Catalog catalog) throws SQLException {
        TableDef jobs = catalog.table("AddonAzureBackupJobs").orElseThrow();
        buildLatest("fresh", archive, jobs, "Job", "\"JobUniqueId\"");
        execute("CREATE TABLE IF NOT EXISTS latest_jobs AS SELECT * FROM fresh LIMIT 0");
        String both =
                """
                f."JobUniqueId" = l."JobUniqueId" AND l."TimeGenerated" >= %d\
                """
                        .formatted(firstTicks("fresh") - 3 * TICKS_IN_HOUR);
        execute(
                "DELETE FROM fresh f USING latest_jobs l WHERE "
                        + both
                        + " AND l.\"TimeGenerated\" >= f.\"TimeGenerated\"");
        execute("DELETE FROM latest_jobs l USING fresh f WHERE " + both);
        execute("INSERT INTO latest_jobs SELECT * FROM fresh");
        execute("DROP TABLE fresh");
        execute("CHECKPOINT");
    }

    private long firstTicks(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT min(\"TimeGenerated\") FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** All other tables that the questions in SQL ask: nothing else has to be looked at in them. */
    void buildTables(Path archive, Catalog catalog) throws SQLException {
        TableDef core = catalog.table("CoreAzureBackup").orElseThrow();
        TableDef policies = catalog.table("AddonAzureBackupPolicy").orElseThrow();
        TableDef storage = catalog.table("AddonAzureBackupStorage").orElseThrow();
        buildLatest("latest_items", archive, core, "BackupItem", "\"BackupItemUniqueId\"");
        buildLatest(
                "latest_links", archive, core, "BackupItemAssociation", "\"BackupItemUniqueId\"");
        buildLatest(
                "latest_policies",
                archive,
                policies,
                "Policy",
                "\"PolicyUniqueId\", \"ResourceId\"");
        execute("CREATE TABLE storage AS " + history(archive, storage));
        buildChanges(archive);
        buildLegacyJobs(archive);
        execute("CHECKPOINT");
    }

    private void buildChanges(Path archive) throws SQLException {
        execute(
                """
                CREATE TABLE machine_changes AS
                SELECT _ResourceId AS machine, ConfigChangeType AS kind,
                  lower(coalesce(SoftwareName, SvcName)) AS name,
                  lower(coalesce(Current, 'state ' || SvcState)) AS became,
                  epoch_us(TimeGenerated::TIMESTAMP) * 10 + 621355968000000000 AS changed
                FROM read_json('%s', format = 'newline_delimited', hive_partitioning = false,
                  columns = {TimeGenerated: 'VARCHAR', _ResourceId: 'VARCHAR',
                    ConfigChangeType: 'VARCHAR', SoftwareName: 'VARCHAR', Current: 'VARCHAR',
                    SvcName: 'VARCHAR', SvcState: 'VARCHAR'})
                """
                        .formatted(everyFile(archive.resolve(ChangeLog.FOLDER))));
    }

    private void buildLegacyJobs(Path archive) throws SQLException {
        String folder = "insights-logs-" + LegacyJobs.CATEGORY.toLowerCase(Locale.ROOT);
        execute(
                """
                CREATE TABLE legacy_jobs AS
                SELECT properties.JobUniqueId AS job, properties.SchemaVersion AS schema_version,
                  properties.JobStatus AS status, properties.JobFailureCode AS code,
                  epoch_us(time::TIMESTAMP) * 10 + 621355968000000000 AS time
                FROM read_json('%s', format = 'newline_delimited', hive_partitioning = false,
                  columns = {time: 'VARCHAR', operationName: 'VARCHAR',
                    properties: 'STRUCT(JobUniqueId VARCHAR, SchemaVersion VARCHAR,
                      JobStatus VARCHAR, JobFailureCode VARCHAR)'})
                WHERE operationName = 'Job'
                """
                        .formatted(everyFile(archive.resolve(folder))));
    }

    private void buildLatest(
            String name, Path archive, TableDef table, String operation, String key)
            throws SQLException {
        execute("CREATE TABLE history AS " + history(archive, table));
        execute(
                "CREATE TABLE %s AS SELECT * FROM history WHERE rowid IN (SELECT arg_max(rowid,"
                                .formatted(name)
                        + " \"TimeGenerated\") FROM history WHERE \"OperationName\" = '%s' GROUP BY %s)"
                                .formatted(operation, key));
        execute("DROP TABLE history");
        execute("CHECKPOINT");
    }

    private static String history(Path archive, TableDef table) {
        return "SELECT " + columns(table) + " FROM " + records(archive, table);
    }

    private static String records(Path archive, TableDef table) {
        String fields =
                table.columns().stream()
                        .filter(column -> property(column) != null)
                        .map(column -> '"' + column.name() + "\" " + readAs(column.type()))
                        .collect(Collectors.joining(", "));
        return "read_json('"
                + everyFile(
                        archive.resolve("insights-logs-" + table.name().toLowerCase(Locale.ROOT)))
                + "', format = 'newline_delimited', hive_partitioning = false, columns = {time: 'VARCHAR',"
                + " resourceId: 'VARCHAR', category: 'VARCHAR', operationName: 'VARCHAR', properties:"
                + " 'STRUCT("
                + fields
                + ")'})";
    }

    private static String everyFile(Path archive) {
        return archive.toString().replace("'", "''") + "/**/*.json";
    }

    private static String readAs(ColumnType type) {
        return switch (type) {
            case REAL -> "DOUBLE";
            case DYNAMIC -> "JSON";
            default -> "VARCHAR";
        };
    }

    /** The first of the column's origins where it is a property; null for the envelope's own. */
    private static String property(ColumnDef column) {
        if (column.origins().isEmpty()) {
            return null;
        }
        return switch (column.origins().getFirst()) {
            case Origin.Field(var path) when path.size() == 2 -> path.get(1);
            case Origin.Rest(var path) -> path.get(1);
            default -> null;
        };
    }

    private static String columns(TableDef table) {
        return table.columns().stream()
                .map(column -> value(column) + " AS \"" + column.name() + '"')
                .collect(Collectors.joining(", "));
    }

    private static String value(ColumnDef column) {
        String raw =
                property(column) == null ? envelope(column) : "properties.\"" + column.name() + '"';
        return switch (column.type()) {
            case STRING -> "coalesce(" + raw + ", '')";
            case DATETIME ->
                    "epoch_us(nullif(" + raw + ", '')::TIMESTAMP) * 10 + 621355968000000000";
            default -> raw;
        };
    }

    private static String envelope(ColumnDef column) {
        return switch (column.name()) {
            case "TimeGenerated" -> "time";
            case "ResourceId" -> "resourceId";
            case "_ResourceId" -> "lower(resourceId)";
            case "_SubscriptionId" -> "lower(split_part(resourceId, '/', 3))";
            case "Category", "Type" -> "category";
            case "OperationName" -> "operationName";
            case "SourceSystem" -> "'Azure'";
            default -> column.type() == ColumnType.REAL ? "NULL::DOUBLE" : "''";
        };
    }

    /** Runs a question and reads every value of every row. */
    long rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            long count = 0;
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    rows.getObject(column);
                }
                count++;
            }
            return count;
        }
    }

    /** Runs a question and takes the fingerprint of its answer, with the columns in this order. */
    Fingerprint fingerprint(String sql, List<ResultColumn> columns) throws Exception {
        Fingerprint print = new Fingerprint(columns.stream().map(ResultColumn::type).toList());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int[] places = places(columns, rows.getMetaData());
            while (rows.next()) {
                print.add(column -> rows.getObject(places[column]));
            }
        }
        return print;
    }

    /** Where the columns stand: found by their names, or, where those are others, in this order. */
    private static int[] places(List<ResultColumn> columns, ResultSetMetaData given)
            throws SQLException {
        Map<String, Integer> byName = new HashMap<>();
        for (int column = 1; column <= given.getColumnCount(); column++) {
            byName.put(given.getColumnLabel(column), column);
        }
        boolean named = columns.stream().allMatch(column -> byName.containsKey(column.name()));
        int[] places = new int[columns.size()];
        for (int column = 0; column < places.length; column++) {
            places[column] = named ? byName.get(columns.get(column).name()) : column + 1;
        }
        return places;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
