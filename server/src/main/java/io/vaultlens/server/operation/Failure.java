package io.vaultlens.server.operation;

import io.vaultlens.collector.catalog.CatalogException;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.server.config.ConfigException;
import java.util.List;

/** Says a failure to a person: one line, or one for each mistake in what they wrote. */
public final class Failure {
    private Failure() {}

    /** The lines, without the names of classes. */
    public static List<String> lines(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return List.of("this failed with " + failure.getClass().getSimpleName());
        }
        return switch (failure) {
            case QueryException e -> message.lines().toList();
            case ConfigException e -> message.lines().toList();
            case CatalogException e -> message.lines().toList();
            default -> List.of(message.strip().replaceAll("\\s*\\R\\s*", "; "));
        };
    }
}
