package io.vaultlens.collector.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** The one thread that writes; a transaction runs on it from begin to commit. */
final class Writer implements AutoCloseable {
    /** Gives the database after a failure. */
    @FunctionalInterface
    interface Revival {
        /**
         * The database.
         *
         * @param fatal whether it answers nothing more until its file is opened again
         */
        Database database(boolean fatal) throws SQLException;
    }

    /** Takes a step that may make a checkpoint. */
    @FunctionalInterface
    interface Guard {
        void run(Database.Step step) throws SQLException;
    }

    /** How long a running transaction may take to end when the store closes. */
    private static final long CLOSE_SECONDS = 8;

    private final StoreListener listener;
    private final Guard guard;
    private final Revival revival;
    private final Runnable undone;
    private final ExecutorService executor;
    private volatile Thread thread;
    private volatile Connection connection;

    /**
     * Writes by this connection.
     *
     * @param guard takes each commit and checkpoint
     * @param revival gives the database again after a failure
     * @param undone hears that a transaction was undone
     */
    Writer(
            Connection connection,
            StoreListener listener,
            Guard guard,
            Revival revival,
            Runnable undone)
            throws SQLException {
        this.connection = connection;
        this.listener = listener;
        this.guard = guard;
        this.revival = revival;
        this.undone = undone;
        connection.setAutoCommit(false);
        // A platform thread: a native call would hold a virtual thread's carrier.
        executor = Executors.newSingleThreadExecutor(this::newThread);
    }

    private Thread newThread(Runnable work) {
        thread = Thread.ofPlatform().name("store-writer").daemon().unstarted(work);
        return thread;
    }

    <T> T run(Transaction<T> work) {
        if (Thread.currentThread() == thread) {
            try {
                return work.run(connection);
            } catch (SQLException e) {
                throw Store.failed(e);
            }
        }
        return await(() -> transaction(work));
    }

    void checkpoint() {
        await(() -> {
            try {
                guard.run(() -> {
                    listener.checkpointing();
                    checkpointNow();
                });
                listener.done();
            } catch (SQLException e) {
                // Readers may hold it back; the log keeps everything until the next one.
                rollback(e);
            }
            return null;
        });
    }

    /**
     * Moves everything from the log into the file and gives a connection that keeps it so until it
     * is rolled back: while another transaction has written, DuckDB makes no checkpoint.
     */
    Connection still(Database database) {
        return await(() -> {
            strictCheckpoint();
            Connection held = database.connect();
            try (Statement statement = held.createStatement()) {
                held.setAutoCommit(false);
                statement.execute("UPDATE store_version SET version = version");
                return held;
            } catch (SQLException e) {
                held.close();
                throw e;
            }
        });
    }

    /** Writes go to another database from here on: the one that the work gives. */
    void replace(Callable<Database> work) {
        await(() -> {
            Connection fresh = work.call().connect();
            fresh.setAutoCommit(false);
            Connection old = connection;
            connection = fresh;
            old.close();
            return null;
        });
    }

    private void lastCheckpoint() {
        try {
            strictCheckpoint();
        } catch (SQLException e) {
            // The log keeps everything until the next start.
        }
    }

    private void strictCheckpoint() throws SQLException {
        try {
            guard.run(this::checkpointNow);
        } catch (SQLException e) {
            rollback(e);
            throw e;
        }
    }

    private void checkpointNow() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
            connection.commit();
        }
    }

    private <T> T transaction(Transaction<T> work) throws SQLException {
        try {
            T result = work.run(connection);
            guard.run(() -> {
                listener.committing();
                connection.commit();
            });
            listener.done();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollback(e);
            throw e;
        }
    }

    private void rollback(Throwable cause) {
        undone.run();
        boolean fatal = FaultText.isFatal(cause);
        try {
            connection.rollback();
            if (!fatal) {
                return;
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
            fatal |= FaultText.isFatal(e);
        }
        renew(fatal, cause);
    }

    /**
     * Writes by a new connection: one whose commit failed has no transaction any more and begins
     * none, so that each of its statements would be committed alone.
     */
    private void renew(boolean fatal, Throwable cause) {
        try {
            connection.close();
            Connection fresh = revival.database(fatal).connect();
            fresh.setAutoCommit(false);
            connection = fresh;
        } catch (Exception e) {
            // The next write fails too, and tries again.
            cause.addSuppressed(e);
        }
    }

    /**
     * Waits to the end even when interrupted: only then does the caller know what was committed.
     */
    private <T> T await(Callable<T> work) {
        Future<T> future = submit(work);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw unwrapped(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> Future<T> submit(Callable<T> work) {
        try {
            return executor.submit(work);
        } catch (RejectedExecutionException e) {
            throw new StoreException("the store is closed", e);
        }
    }

    private static RuntimeException unwrapped(Throwable cause) {
        return switch (cause) {
            case SQLException e -> Store.failed(e);
            case RuntimeException e -> e;
            case Error e -> throw e;
            default ->
                    new StoreException("the store could not do this: " + cause.getMessage(), cause);
        };
    }

    @Override
    public void close() {
        // So that a store that was closed well has no log beside it.
        executor.submit(this::lastCheckpoint);
        executor.shutdown();
        try {
            if (executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                connection.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw Store.failed(e);
        }
    }
}
