package io.vaultlens.collector.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Writes the store's file anew beside the old one, as small as its rows are.
 *
 * <p>The new file is written and checked under another name, gets its own in one move, and only
 * then is the old one removed: a process killed at any instant leaves one of the two, whole.
 */
final class Shrinking {
    private static final int REOPENINGS = 50;
    private static final int REST_MILLIS = 100;

    private final Path folder;
    private final StoreSettings settings;
    private final List<Equipment> equipment;

    Shrinking(Path folder, StoreSettings settings, List<Equipment> equipment) {
        this.folder = folder;
        this.settings = settings;
        this.equipment = equipment;
    }

    /** Writes the new file and opens it; runs while nothing else writes. */
    Database run(Database old) throws SQLException, IOException {
        Path draft = DataFolder.draft(folder);
        Path file = DataFolder.nextFile(folder);
        try {
            DataFolder.remove(draft);
            copy(old, draft);
            sync(draft, StandardOpenOption.WRITE);
            settings.listener().shrinking();
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            sync(folder, StandardOpenOption.READ);
        } finally {
            DataFolder.remove(draft);
        }
        try {
            return open(file);
        } catch (SQLException | RuntimeException e) {
            DataFolder.remove(file);
            throw e;
        }
    }

    private void copy(Database old, Path draft) throws SQLException {
        try (Connection connection = old.connect();
                Statement statement = connection.createStatement()) {
            String name = StoredColumn.quote(connection.getCatalog());
            statement.execute("ATTACH '" + draft.toString().replace("'", "''") + "' AS shrunk");
            try {
                statement.execute("COPY FROM DATABASE " + name + " TO shrunk");
                statement.execute("CHECKPOINT shrunk");
            } finally {
                statement.execute("DETACH shrunk");
            }
            if (!StoredFile.of(connection).equals(StoredFile.of(draft))) {
                throw new SQLException("the new file has other rows than the old one");
            }
        }
    }

    private static void sync(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    private Database open(Path file) throws SQLException {
        Database fresh =
                new Database(
                        Optional.of(file),
                        Connections.open(Optional.of(folder), settings),
                        settings.threads());
        try (Connection connection = fresh.connect()) {
            for (Equipment each : equipment) {
                each.add(connection);
            }
            return fresh;
        } catch (SQLException e) {
            fresh.close();
            throw e;
        }
    }

    /** Opens the file that is there, once nobody reads any more from what DuckDB gave up. */
    Database reopened() throws SQLException {
        for (int tries = REOPENINGS; ; tries--) {
            Database fresh = open(DataFolder.file(folder));
            try (Connection connection = fresh.connect()) {
                StoredFile.of(connection);
                return fresh;
            } catch (SQLException e) {
                fresh.close();
                if (tries == 0) {
                    throw e;
                }
                rest();
            }
        }
    }

    private static void rest() {
        try {
            Thread.sleep(REST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes the old file and removes it; whoever reads from it still does so to the end. */
    void remove(Database old) {
        try {
            old.close();
            DataFolder.remove(old.file().orElseThrow());
        } catch (SQLException | IOException e) {
            // Where an open file cannot be removed, the next start does it.
        }
    }
}
