package io.vaultlens.server.operation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * Something that a command asks of a data folder: done by the command itself, or by the server that
 * owns the folder, with the same output and exit code.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "operation")
@JsonSubTypes({
    @Type(value = Operation.TakeIn.class, name = "ingest"),
    @Type(value = Operation.Ask.class, name = "query"),
    @Type(value = Operation.Protect.class, name = "protect"),
    @Type(value = Operation.Retry.class, name = "retry"),
    @Type(value = Operation.Replay.class, name = "replay"),
    @Type(value = Operation.BackUp.class, name = "backup"),
    @Type(value = Operation.Shrink.class, name = "shrink")
})
public sealed interface Operation {
    /**
     * Takes files in.
     *
     * @param paths absolute paths of files and folders
     */
    record TakeIn(List<String> paths) implements Operation {}

    /**
     * Asks a question.
     *
     * @param text the question
     * @param language {@code kql} or {@code sql}
     * @param format {@code table}, {@code csv}, {@code json} or {@code xlsx}
     * @param explain whether to show what becomes of it instead
     * @param now the moment that {@code now()} means, in ISO 8601; empty for the present
     */
    record Ask(String text, String language, String format, boolean explain, String now)
            implements Operation {}

    /**
     * Backs an item up.
     *
     * @param item its name
     */
    record Protect(String item) implements Operation {}

    /**
     * Retries a failed job.
     *
     * @param job its id
     */
    record Retry(String job) implements Operation {}

    /** Reads the dead letters again. */
    record Replay() implements Operation {}

    /**
     * Backs up the store itself.
     *
     * @param file the absolute path of the backup
     */
    record BackUp(String file) implements Operation {}

    /** Writes the store's file anew, as small as its rows are. */
    record Shrink() implements Operation {}
}
