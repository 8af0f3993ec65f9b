package io.vaultlens.query.engine.duckdb;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The platform threads on which every call into DuckDB runs.
 *
 * <p>A native call holds the carrier of a virtual thread for as long as it takes; a few long
 * queries would leave none for {@code /health}. Safe for all threads.
 */
final class EngineThreads implements AutoCloseable {
    private final ExecutorService calls;
    private final ScheduledExecutorService clock;

    EngineThreads(int count) {
        calls =
                Executors.newFixedThreadPool(
                        count, Thread.ofPlatform().name("duckdb-", 1).daemon().factory());
        clock =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("duckdb-deadlines").daemon().factory());
    }

    /** Runs a step that calls into DuckDB as soon as a thread is free. */
    void call(Runnable step) {
        calls.execute(step);
    }

    /** Runs a short task later. */
    Future<?> after(Duration delay, Runnable task) {
        return clock.schedule(task, Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        calls.shutdown();
    }
}
