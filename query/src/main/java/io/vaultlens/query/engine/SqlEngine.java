package io.vaultlens.query.engine;

import io.vaultlens.query.result.Rows;

/** A database that runs SQL made for it; nothing above this package knows which one. */
public interface SqlEngine extends AutoCloseable {
    /** How SQL for this engine is spelled. */
    Dialect dialect();

    /**
     * Starts a statement.
     *
     * <p>Returns at once; the rows are waited for when they are read. Callers may be virtual
     * threads: no call into the database runs on them.
     */
    Rows run(EngineQuery query);

    @Override
    void close();
}
