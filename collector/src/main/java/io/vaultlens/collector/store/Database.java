package io.vaultlens.collector.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/** One opened file of a store, or a store in memory; any thread may use it. */
final class Database {
    private final Optional<Path> file;
    private final DuckDBConnection root;
    private final ChunkFunction chunks;
    private final KnownColumns columns = new KnownColumns();
    private final SmallInserts inserts = new SmallInserts();
    private final Statements statements = new Statements();
    private final Optional<CheckpointGuard> guard;
    private final Object committing = new Object();
    private FileChannel bytes;

    /** Something that may make a checkpoint. */
    @FunctionalInterface
    interface Step {
        void run() throws SQLException;
    }

    Database(Optional<Path> file, DuckDBConnection root, int threads) throws SQLException {
        this.file = file;
        this.root = root;
        this.chunks = ChunkFunction.register(root, threads);
        this.guard = file.map(CheckpointGuard::new);
    }

    /** The file; none for a store in memory. */
    Optional<Path> file() {
        return file;
    }

    /** What the writer thread needs to write by its connection. */
    Session session(Connection connection) {
        return new Session(connection, chunks, statements, columns);
    }

    /** How few rows are written, for the writer thread. */
    SmallInserts inserts() {
        return inserts;
    }

    /**
     * Forgets what was known of its tables: a transaction that may have altered them was undone.
     */
    void forget() {
        columns.forget();
        inserts.forget();
        statements.forget();
    }

    /** A further connection, which sees what the others commit. */
    DuckDBConnection connect() throws SQLException {
        return root.duplicate();
    }

    /**
     * Commits or makes a checkpoint; a process killed in its midst leaves a file that can be
     * opened.
     */
    void guarded(Step step) throws SQLException {
        if (guard.isEmpty()) {
            step.run();
            return;
        }
        synchronized (committing) {
            try {
                guard.get().keep(this);
            } catch (IOException e) {
                // No reason not to write, on a full disk for example; the next time tries again.
            }
            step.run();
        }
    }

    /**
     * The file's bytes, to be read and not closed.
     *
     * <p>A process that closes a file gives up its locks on it, whoever took them: so this channel
     * stays open for as long as DuckDB has the file.
     */
    synchronized FileChannel bytes() throws IOException {
        if (bytes == null) {
            bytes = FileChannel.open(file.orElseThrow(), StandardOpenOption.READ);
        }
        return bytes;
    }

    synchronized void close() throws SQLException {
        root.close();
        try {
            if (bytes != null) {
                bytes.close();
            }
            if (guard.isPresent()) {
                guard.get().release();
            }
        } catch (IOException e) {
            throw new SQLException("the store's file cannot be closed: " + e.getMessage(), e);
        }
    }
}
