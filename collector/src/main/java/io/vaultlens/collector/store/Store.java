package io.vaultlens.collector.store;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.collector.catalog.Ticks;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;

/**
 * The tables of one data folder: one writer, any number of readers, each seeing a consistent state.
 *
 * <p>Any thread may use it. Writes run one after another on a thread of their own.
 */
public final class Store implements AutoCloseable {
    /** Rows that leave in one transaction, and those of one ingestion more at most. */
    private static final long EXPIRED_ROWS = 200_000;

    private final Catalog catalog;
    private final Optional<DataFolder> folder;
    private final StoreSettings settings;
    private final Writer writer;
    private final Object revival = new Object();
    private final ReentrantLock upkeep = new ReentrantLock();
    private final List<Equipment> equipment = new CopyOnWriteArrayList<>();
    private volatile Database database;
    private volatile Shrinking shrinking;

    private Store(
            Catalog catalog, Optional<DataFolder> folder, StoreSettings settings, Database database)
            throws SQLException {
        this.catalog = catalog;
        this.folder = folder;
        this.settings = settings;
        this.database = database;
        this.writer =
                new Writer(
                        database.connect(),
                        settings.listener(),
                        step -> this.database.guarded(step),
                        this::revived,
                        () -> this.database.forget());
    }

    /** Whether the folder holds a store. */
    public static boolean exists(Path folder) {
        return Files.isRegularFile(DataFolder.file(folder));
    }

    /**
     * Opens the folder, makes it where it is missing, and adds what the catalogue has new.
     *
     * @throws StoreException where the folder is another process's, a newer version's or cannot be
     *     written
     */
    public static Store open(Path folder, Catalog catalog, StoreSettings settings) {
        DataFolder owned = DataFolder.own(folder);
        owned.tidy();
        try {
            return opened(catalog, Optional.of(owned), Optional.of(folder), settings);
        } catch (StoreException e) {
            owned.close();
            throw e;
        } catch (SQLException e) {
            owned.close();
            throw DataFolder.cannotOpen(folder, e);
        }
    }

    /** A store without a folder, gone when it is closed. */
    public static Store inMemory(Catalog catalog) {
        try {
            return opened(catalog, Optional.empty(), Optional.empty(), StoreSettings.standard());
        } catch (SQLException e) {
            throw new StoreException(
                    "cannot open a store in memory: " + DataFolder.firstLine(e), e);
        }
    }

    private static Store opened(
            Catalog catalog,
            Optional<DataFolder> owned,
            Optional<Path> folder,
            StoreSettings settings)
            throws SQLException {
        DuckDBConnection root = Connections.open(folder, settings);
        if (Migration.version(root) > Migration.VERSION) {
            root.close();
            throw DataFolder.newer(folder.orElse(Path.of("")), null);
        }
        boolean rewrites = folder.isPresent() && Migration.rewrites(root, catalog);
        if (rewrites) {
            // A store that was closed has no log, so that the file alone is a copy of it.
            root.close();
            KeptCopy.make(folder.get());
            root = Connections.open(folder, settings);
        }
        if (folder.isPresent() && Migration.isUntidy(root, catalog)) {
            root.close();
            Connections.tidy(folder.get(), settings);
            root = Connections.open(folder, settings);
        }
        return opened(catalog, owned, folder, settings, root, rewrites);
    }

    private static Store opened(
            Catalog catalog,
            Optional<DataFolder> owned,
            Optional<Path> folder,
            StoreSettings settings,
            DuckDBConnection root,
            boolean rewrites)
            throws SQLException {
        try {
            Database database =
                    new Database(folder.map(DataFolder::file), root, settings.threads());
            Store store = new Store(catalog, owned, settings, database);
            if (rewrites) {
                store.write(connection -> Migration.gather(connection, catalog));
            }
            store.write(connection -> {
                Migration.run(connection, catalog);
                return null;
            });
            return store;
        } catch (SQLException | RuntimeException e) {
            root.close();
            throw e;
        }
    }

    /** The tables it was opened with. */
    public Catalog catalog() {
        return catalog;
    }

    /** What it was opened with. */
    public StoreSettings settings() {
        return settings;
    }

    /** The data folder; none for a store in memory. */
    public Optional<Path> folder() {
        return folder.map(DataFolder::path);
    }

    /** A connection of the caller's own, with streaming results; the caller closes it. */
    public Connection reader() {
        Database seen = database;
        try {
            return seen.connect();
        } catch (SQLException e) {
            synchronized (revival) {
                // Where the file was opened again meanwhile, there is another to read from.
                if (database == seen) {
                    throw failed(e);
                }
            }
            return reader();
        }
    }

    /**
     * Opens the file again where DuckDB gave it up, which it does where a disk is full in the midst
     * of a checkpoint: what was committed is in the file and its log. Runs on the writer thread.
     */
    private Database revived(boolean fatal) throws SQLException {
        if (!fatal) {
            return database;
        }
        DataFolder owned = folder.orElseThrow(() -> new SQLException("a store in memory is gone"));
        synchronized (revival) {
            database.close();
            database = new Shrinking(owned.path(), settings, equipment).reopened();
            return database;
        }
    }

    /**
     * Runs the work in one transaction on the writer thread and returns after the commit; called
     * from within a transaction, it joins it.
     */
    public <T> T write(Transaction<T> work) {
        return writer.run(connection -> {
            folder.ifPresent(owned -> database.file().ifPresent(owned::checkRoom));
            return work.run(connection);
        });
    }

    /** Adds rows to a system table; a column that a row does not name stays empty. */
    public void append(String table, List<Map<String, Object>> rows) {
        TableWriter tableWriter = new TableWriter(systemTable(table));
        write(connection -> {
            tableWriter.append(connection, rows);
            return null;
        });
    }

    /**
     * Replaces all rows of a system table, for tables that are filled from a file at each start.
     */
    public void replace(String table, List<Map<String, Object>> rows) {
        TableDef target = systemTable(table);
        TableWriter tableWriter = new TableWriter(target);
        write(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DELETE FROM " + StoredColumn.quote(target.name()));
            }
            tableWriter.append(connection, rows);
            return null;
        });
    }

    /**
     * Takes out of a table what arrived before a moment, some rows in a transaction, so that others
     * write in between; returns how many rows there were.
     */
    public long expire(String table, Instant before) {
        TableLayout layout = new TableLayout(catalog.table(table).orElseThrow());
        long ticks = Ticks.fromInstant(before);
        List<Long> steps =
                write(connection -> Expiry.steps(connection, layout, ticks, EXPIRED_ROWS));
        long gone = 0;
        for (long step : steps) {
            gone +=
                    write(connection -> {
                        long rows = new Expiry(connection, layout).run(step);
                        settings.listener().inTransaction();
                        return rows;
                    });
        }
        return gone;
    }

    /** How scattered the rows of each table of current rows may be. */
    public List<Scatter> scatter() {
        try (Connection connection = database.connect()) {
            return Clustering.scatter(connection, catalog);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Lays the rows of a table of current rows together by vault and time. Questions and writes go
     * on; these wait for the short moment in which the new table takes the old one's place.
     *
     * @return whether it did: not where what others wrote meanwhile took rows away; then nothing
     *     has changed
     */
    public boolean cluster(String table) {
        upkeep.lock();
        try {
            folder.ifPresent(owned ->
                    owned.checkRoomForCopy(
                            use(), "the rows of " + table + " cannot be laid together"));
            Clustering clustering = Clustering.of(catalog, table);
            try (Connection connection = database.connect()) {
                connection.setAutoCommit(false);
                clustering.build(connection);
                database.guarded(connection::commit);
            }
            settings.listener().clustering();
            return write(connection -> {
                database.forget();
                return clustering.replace(connection);
            });
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            upkeep.unlock();
        }
    }

    private TableDef systemTable(String name) {
        return catalog.table(name)
                .filter(TableDef::system)
                .orElseThrow(() -> new StoreException("there is no system table " + name));
    }

    /** Adds parsed rows within a transaction of {@link #write}. */
    public HistoryWriter history(Connection connection) {
        return new HistoryWriter(connection, database);
    }

    /** Moves what was committed from the log into the file. */
    public void checkpoint() {
        writer.checkpoint();
    }

    /**
     * Runs the work while the file stays as it is between two transactions. Writes go on, in the
     * log alone: a transaction that is held open keeps DuckDB from moving them into the file.
     */
    public <T> T whileStill(StillFile.Work<T> work) throws IOException {
        if (database.file().isEmpty()) {
            throw new StoreException("a store in memory has no file");
        }
        upkeep.lock();
        try (Connection held = writer.still(database)) {
            try {
                FileChannel bytes = database.bytes();
                return work.run(new StillFile(bytes, bytes.size(), held));
            } finally {
                held.rollback();
            }
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            upkeep.unlock();
        }
    }

    /** How large the store's file is and how much of it is free; nothing for a store in memory. */
    public FileUse use() {
        try (Connection connection = database.connect()) {
            return FileUse.of(connection);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Writes the file anew without what is free in it. Reading and writing go on; writes wait for
     * the short moment in which the new file takes the old one's place. Questions that began before
     * read the old file to their end.
     *
     * @throws StoreException where the disk has no room for the new file beside the old one; then
     *     nothing has changed
     */
    public void shrink() {
        DataFolder owned =
                folder.orElseThrow(() -> new StoreException("a store in memory has no file"));
        upkeep.lock();
        try {
            owned.checkRoomForCopy(use(), "the store cannot be shrunk");
            Database old = database;
            shrinking = new Shrinking(owned.path(), settings, equipment);
            try (Connection held = writer.still(old)) {
                shrinking.run(old, fresh -> writer.replace(() -> swapped(old, fresh)));
                held.rollback();
            }
            shrinking.remove(old);
        } catch (SQLException e) {
            throw failed(e);
        } catch (IOException e) {
            throw new StoreException("the store cannot be shrunk: " + e.getMessage(), e);
        } finally {
            upkeep.unlock();
        }
    }

    private Database swapped(Database old, Callable<Database> fresh) throws Exception {
        if (database != old) {
            throw new StoreException("the store was opened again while it was shrunk; try again");
        }
        database = fresh.call();
        return database;
    }

    /**
     * Says what made functions known to the database, so that it does again where the file was
     * written anew.
     */
    public void equippedBy(Equipment more) {
        equipment.add(more);
    }

    static StoreException failed(SQLException e) {
        return new StoreException(FaultText.ofStatement(DataFolder.firstLine(e)), e);
    }

    /** Ends the writer within seconds and closes the file; what was not committed never was. */
    @Override
    public void close() {
        if (shrinking != null) {
            shrinking.stop();
        }
        writer.close();
        try {
            database.close();
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            folder.ifPresent(DataFolder::close);
        }
    }
}
