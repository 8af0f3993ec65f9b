package io.vaultlens.dashboards.page;

import io.vaultlens.query.result.Rows;

/** One running question: whoever stops it may come before its rows do. For two threads. */
final class ConsoleRun {
    private Rows rows;
    private boolean cancelled;

    synchronized void opened(Rows opened) {
        rows = opened;
        if (cancelled) {
            rows.cancel();
        }
    }

    synchronized void cancel() {
        cancelled = true;
        if (rows != null) {
            rows.cancel();
        }
    }
}
