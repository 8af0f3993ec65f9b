package io.vaultlens.collector.ingest;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that rows not yet committed take, of all sources together; any thread may use it. */
final class Budget {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    Budget(long most) {
        this.most = most;
    }

    void take(long bytes) {
        taken.addAndGet(bytes);
    }

    void give(long bytes) {
        taken.addAndGet(-bytes);
    }

    /** Whether those who have something are to commit it before they take more. */
    boolean isSpent() {
        return taken.get() > most;
    }
}
