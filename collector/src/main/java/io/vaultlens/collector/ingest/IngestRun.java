package io.vaultlens.collector.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * What one run did: each record read was written, was a repeat, or was kept aside.
 *
 * @param read records seen
 * @param written rows that are new
 * @param repeated records that were there already, or came twice
 * @param keptAside records in {@code DeadLetters}
 * @param failures one line for each path that could not be read to its end
 */
public record IngestRun(
        long read, long written, long repeated, long keptAside, List<String> failures) {
    /** A run that found nothing to do. */
    public static final IngestRun NOTHING = new IngestRun(0, 0, 0, 0, List.of());

    public IngestRun {
        failures = List.copyOf(failures);
    }

    /** Both runs taken together. */
    public IngestRun plus(IngestRun other) {
        List<String> both = new ArrayList<>(failures);
        both.addAll(other.failures);
        return new IngestRun(
                read + other.read,
                written + other.written,
                repeated + other.repeated,
                keptAside + other.keptAside,
                both);
    }
}
