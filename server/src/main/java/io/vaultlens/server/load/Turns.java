package io.vaultlens.server.load;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs what calls the store on a bounded number of platform threads, one turn after another.
 *
 * <p>A native call holds the thread that carries a virtual one, and there are no more of these than
 * cores: a few long queries would keep every request waiting. So requests wait here, and the
 * carriers stay free.
 */
public final class Turns implements AutoCloseable {
    private static final long IDLE_SECONDS = 60;

    private final ThreadPoolExecutor threads;
    private final int running;
    private final int waiting;

    /** So many at once, and so many that may wait. */
    public Turns(String name, int running, int waiting) {
        this.running = running;
        this.waiting = waiting;
        this.threads =
                new ThreadPoolExecutor(
                        running,
                        running,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        waiting == 0
                                ? new SynchronousQueue<>()
                                : new LinkedBlockingQueue<>(waiting),
                        Thread.ofPlatform().daemon().name(name + "-", 1).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Waits for a turn, runs the work there and gives what it gives or throws what it throws. */
    public <T> T run(Callable<T> work) throws Exception {
        Future<T> done;
        try {
            done = threads.submit(work);
        } catch (RejectedExecutionException e) {
            throw new Busy(running, waiting);
        }
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        } catch (InterruptedException e) {
            done.cancel(true);
            throw e;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
