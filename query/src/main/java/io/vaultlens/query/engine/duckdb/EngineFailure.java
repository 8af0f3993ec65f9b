package io.vaultlens.query.engine.duckdb;

import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.QueryException.Kind;
import io.vaultlens.query.text.Span;
import java.util.regex.Pattern;

/** Turns what DuckDB says into one line for a query's author. */
final class EngineFailure {
    private static final Pattern CLASS =
            Pattern.compile("^(java\\.\\S+: )?[A-Za-z -]+ Error: (java\\.\\S+Exception: )?");

    private EngineFailure() {}

    static QueryException from(Throwable failure, String text) {
        String message = String.valueOf(failure.getMessage());
        Span all = new Span(0, text.length());
        if (message.contains("Out of Memory Error")
                || message.contains("max_temp_directory_size")) {
            return QueryException.at(
                    text,
                    all,
                    Kind.LIMIT,
                    "the query needs more memory than the engine has; narrow it by time or columns");
        }
        String line = message.lines().findFirst().orElse("");
        String reason = CLASS.matcher(line).replaceFirst("");
        return QueryException.at(
                text, all, Kind.RUNTIME, "the data could not be computed with: " + reason);
    }
}
