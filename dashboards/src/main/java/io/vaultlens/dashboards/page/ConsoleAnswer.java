package io.vaultlens.dashboards.page;

import io.vaultlens.query.result.ResultColumn;
import java.util.List;

/**
 * The first rows of an answer, for readers without scripts.
 *
 * @param asked whether a question was asked
 * @param columns the columns
 * @param rows the rows as text
 * @param count what is shown of how many, and how long it took
 * @param fault what is wrong with the question, or {@code ""}
 * @param faultLine the line it is in, or {@code ""}
 * @param sql what the question became
 */
public record ConsoleAnswer(
        boolean asked,
        List<ResultColumn> columns,
        List<List<String>> rows,
        String count,
        String fault,
        String faultLine,
        String sql) {
    /** No question asked. */
    public static final ConsoleAnswer NONE =
            new ConsoleAnswer(false, List.of(), List.of(), "", "", "", "");

    /** Whether a column is written to the right. */
    public boolean number(int column) {
        return switch (columns.get(column).type()) {
            case INT, LONG, REAL, DECIMAL, TIMESPAN -> true;
            default -> false;
        };
    }
}
