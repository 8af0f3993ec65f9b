package io.vaultlens.collector.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/**
 * Opens DuckDB locked down: no file but its own, no extension, no setting that can be changed
 * later.
 *
 * <p>All properties are given at once, because each of them closes a door that another would need.
 */
final class Connections {
    private static final int MANY_TASKS = 1000;

    private Connections() {}

    static DuckDBConnection open(Optional<Path> folder, StoreSettings settings)
            throws SQLException {
        // Merging row groups at each checkpoint would cost as much as writing them did.
        return open(folder, settings, 0);
    }

    /** Gives back the room of rows that are gone, which no other checkpoint does. */
    static void tidy(Path folder, StoreSettings settings) throws SQLException {
        Database database =
                new Database(
                        Optional.of(DataFolder.file(folder)),
                        open(Optional.of(folder), settings, MANY_TASKS),
                        settings.threads());
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            database.guarded(() -> statement.execute("CHECKPOINT"));
        } finally {
            database.close();
        }
    }

    /** Opens a file to look at it; it stays as it is. */
    static Connection look(Path file) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("access_mode", "READ_ONLY");
        properties.setProperty("enable_external_access", "false");
        properties.setProperty("lock_configuration", "true");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("allow_community_extensions", "false");
        return DriverManager.getConnection("jdbc:duckdb:" + file, properties);
    }

    private static DuckDBConnection open(
            Optional<Path> folder, StoreSettings settings, int vacuumTasks) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("max_vacuum_tasks", String.valueOf(vacuumTasks));
        properties.setProperty("jdbc_stream_results", "true");
        properties.setProperty("enable_external_access", "false");
        properties.setProperty("lock_configuration", "true");
        properties.setProperty("autoinstall_known_extensions", "false");
        // JSON is built in, but a journal that speaks of it is read before it is known.
        properties.setProperty("autoload_known_extensions", "true");
        properties.setProperty("allow_community_extensions", "false");
        properties.setProperty("memory_limit", settings.memoryMegabytes() + "MB");
        properties.setProperty("threads", String.valueOf(settings.threads()));
        // While the log is moved into the file, who pushes waits: so it is moved early, in parts.
        properties.setProperty("checkpoint_threshold", "96MB");
        properties.setProperty("preserve_insertion_order", "false");
        String url = "jdbc:duckdb:";
        if (folder.isPresent()) {
            String temp = folder.get().resolve("temp").toString();
            properties.setProperty("temp_directory", temp);
            properties.setProperty("max_temp_directory_size", settings.spillMegabytes() + "MB");
            properties.setProperty("allowed_directories", "['" + temp.replace("'", "''") + "']");
            url += DataFolder.file(folder.get());
        }
        Connection connection = DriverManager.getConnection(url, properties);
        return connection.unwrap(DuckDBConnection.class);
    }
}
