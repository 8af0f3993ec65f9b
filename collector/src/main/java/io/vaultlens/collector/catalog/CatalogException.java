package io.vaultlens.collector.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The catalogue cannot be used; its message lists every mistake, one a line. */
public final class CatalogException extends RuntimeException {
    private final transient List<Mistake> mistakes;

    /** Sorts the mistakes by file and line. */
    public CatalogException(List<Mistake> mistakes) {
        super(sorted(mistakes).map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = sorted(mistakes).toList();
    }

    /** All mistakes by file and line. */
    public List<Mistake> mistakes() {
        return mistakes;
    }

    private static Stream<Mistake> sorted(List<Mistake> mistakes) {
        return mistakes.stream()
                .sorted(Comparator.comparing(Mistake::file).thenComparingInt(Mistake::line));
    }
}
