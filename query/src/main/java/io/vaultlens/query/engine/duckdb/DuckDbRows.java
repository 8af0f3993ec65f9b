package io.vaultlens.query.engine.duckdb;

import io.vaultlens.query.engine.EngineQuery;
import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.result.Rows;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.QueryException.Kind;
import io.vaultlens.query.text.Span;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;

/**
 * The rows of one statement, fetched a chunk ahead of the reader.
 *
 * <p>One thread reads. Whoever stops the query (a caller, its deadline, the row limit) lets the
 * reader go at once, also while a call into DuckDB still winds down on its own thread.
 */
final class DuckDbRows implements Rows {
    private static final Chunk NONE = new Chunk(new Object[0][], 0, false);

    private final EngineQuery query;
    private final StatementSteps steps;
    private final CompletableFuture<Chunk> stopped = new CompletableFuture<>();
    private final Future<?> deadline;
    private CompletableFuture<Chunk> ahead;
    private Chunk chunk = NONE;
    private int row = -1;
    private long read;

    DuckDbRows(EngineQuery query, StatementSteps steps, EngineThreads threads) {
        this.query = query;
        this.steps = steps;
        this.ahead = steps.fetch();
        this.deadline = threads.after(query.time(), this::expire);
    }

    @Override
    public List<ResultColumn> columns() {
        return query.columns();
    }

    @Override
    public boolean next() {
        if (stopped.isCompletedExceptionally()) {
            throw (QueryException) stopped.exceptionNow();
        }
        while (row + 1 >= chunk.size()) {
            if (chunk.last()) {
                deadline.cancel(false);
                return false;
            }
            advance();
        }
        if (++read > query.rows()) {
            stop(Kind.LIMIT, tooManyRows());
            throw fault(Kind.LIMIT, tooManyRows());
        }
        row++;
        return true;
    }

    @Override
    public Object value(int index) {
        return chunk.columns()[index][row];
    }

    @Override
    public void cancel() {
        stop(Kind.CANCELLED, "the query was cancelled");
    }

    @Override
    public void close() {
        deadline.cancel(false);
        steps.close();
    }

    private void advance() {
        try {
            chunk = (Chunk) CompletableFuture.anyOf(ahead, stopped).join();
        } catch (CompletionException failure) {
            if (stopped.isCompletedExceptionally()) {
                throw (QueryException) stopped.exceptionNow();
            }
            throw EngineFailure.from(failure.getCause(), query.text());
        }
        row = -1;
        if (!chunk.last()) {
            ahead = steps.fetch();
        }
    }

    private void expire() {
        String limit =
                "the query ran longer than its limit of %s s; narrow it by time, or raise the limit";
        stop(Kind.LIMIT, limit.formatted(query.time().toSeconds()));
    }

    private void stop(Kind kind, String message) {
        if (stopped.completeExceptionally(fault(kind, message))) {
            steps.cancel();
        }
    }

    private String tooManyRows() {
        return "the answer has more rows than its limit of %,d; add '| take' or '| summarize', or export it"
                .formatted(query.rows());
    }

    private QueryException fault(Kind kind, String message) {
        Span all = new Span(0, query.text().length());
        return QueryException.at(query.text(), all, kind, message);
    }
}
