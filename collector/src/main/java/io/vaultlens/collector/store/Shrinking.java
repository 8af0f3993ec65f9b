package io.vaultlens.collector.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Writes the store's file anew beside the old one, as small as its rows are, while that one is read
 * and written: first all of it, then what was written meanwhile, the last of that while nobody
 * writes.
 *
 * <p>The new file is written and checked under another name, gets its own in one move, and only
 * then is the old one removed: a process killed at any instant leaves one of the two, whole.
 */
final class Shrinking {
    /** Rows that are taken over within a blink. */
    private static final int FEW_ROWS = 5_000;

    private static final int MOST_ROUNDS = 10;
    private static final int REOPENINGS = 50;
    private static final int REST_MILLIS = 100;

    private final Path folder;
    private final StoreSettings settings;
    private final List<Equipment> equipment;
    private Optional<FileCopy> running = Optional.empty();
    private boolean stopped;

    /** Puts another database in the old one's place. */
    @FunctionalInterface
    interface Swap {
        /** Runs this while nothing else writes. */
        void run(Callable<Database> fresh);
    }

    Shrinking(Path folder, StoreSettings settings, List<Equipment> equipment) {
        this.folder = folder;
        this.settings = settings;
        this.equipment = equipment;
    }

    /**
     * Writes the new file while the old one is read and written, and has the writer go on with it.
     *
     * @param swap hands over what makes the new database, to be run while nothing else writes
     */
    void run(Database old, Swap swap) throws SQLException, IOException {
        Path draft = DataFolder.draft(folder);
        DataFolder.remove(draft);
        try (FileCopy copy = new FileCopy(old, draft)) {
            begun(copy);
            copy.follow();
            settings.listener().copied();
            catchUp(copy);
            swap.run(() -> {
                copy.finish();
                return named(draft);
            });
        } finally {
            DataFolder.remove(draft);
        }
    }

    private synchronized void begun(FileCopy copy) throws SQLException {
        if (stopped) {
            throw new SQLException("the store is closed");
        }
        running = Optional.of(copy);
    }

    /** Ends it without a new file. Any thread may call it. */
    synchronized void stop() {
        stopped = true;
        running.ifPresent(FileCopy::stop);
    }

    /** Takes over what was written since, until little is: that is left for the swap. */
    private static void catchUp(FileCopy copy) throws SQLException {
        long rows = Long.MAX_VALUE;
        for (int round = 0; round < MOST_ROUNDS && rows > FEW_ROWS; round++) {
            copy.lookForChanges();
            rows = copy.follow();
            copy.checkpoint();
        }
    }

    /** Gives the new file its name and opens it. */
    private Database named(Path draft) throws SQLException, IOException {
        Path file = DataFolder.nextFile(folder);
        settings.listener().shrinking();
        try {
            Draft.finish(draft, file);
            return open(file);
        } catch (SQLException | IOException | RuntimeException e) {
            DataFolder.remove(file);
            throw e;
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
