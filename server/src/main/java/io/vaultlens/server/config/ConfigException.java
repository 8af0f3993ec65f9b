package io.vaultlens.server.config;

import io.vaultlens.collector.catalog.Mistake;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; its message lists every mistake, one a line. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Sorts the mistakes by line. */
    public ConfigException(List<Mistake> mistakes) {
        super(
                mistakes.stream()
                        .sorted(Comparator.comparingInt(Mistake::line))
                        .map(Mistake::toString)
                        .collect(Collectors.joining("\n")));
    }
}
