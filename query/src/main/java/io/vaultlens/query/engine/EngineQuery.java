package io.vaultlens.query.engine;

import io.vaultlens.query.result.ResultColumn;
import java.time.Duration;
import java.util.List;

/**
 * One statement for an engine.
 *
 * @param sql the statement, in the engine's own dialect
 * @param columns the columns of the answer, the first ones of the statement; further columns of the
 *     statement are for its order alone
 * @param text the query as its author wrote it, for the place of an error
 * @param rows the most rows that may be read
 * @param time how long it may take until the last row
 */
public record EngineQuery(
        String sql, List<ResultColumn> columns, String text, long rows, Duration time) {
    public EngineQuery {
        columns = List.copyOf(columns);
    }
}
