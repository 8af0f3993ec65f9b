package io.vaultlens.query;

import io.vaultlens.query.result.Render;
import io.vaultlens.query.result.Rows;
import java.time.Duration;
import java.util.Optional;

/**
 * The answer to a question, its rows still to be read.
 *
 * @param rows the rows; closing the answer closes them
 * @param render how the question asks to be shown
 * @param sql the statement it became; empty where none was needed
 * @param preparation the time from the text to that statement
 */
public record QueryAnswer(Rows rows, Optional<Render> render, String sql, Duration preparation)
        implements AutoCloseable {
    @Override
    public void close() {
        rows.close();
    }
}
