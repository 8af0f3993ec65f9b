package io.vaultlens.collector.push;

import io.vaultlens.collector.ingest.Delivery;
import io.vaultlens.collector.ingest.IngestRun;
import java.util.List;

/**
 * What became of a push, once it is committed.
 *
 * @param read records it had
 * @param written records that are new
 * @param repeated records that were there already, or came twice
 * @param keptAside records that no table takes, kept among the dead letters
 * @param asides the first of these with their places in the body
 */
public record PushAnswer(
        long read, long written, long repeated, long keptAside, List<Delivery.Aside> asides) {
    /** So many records kept aside are told one by one. */
    static final int MOST_ASIDES = 100;

    public PushAnswer {
        asides = List.copyOf(asides);
    }

    static PushAnswer of(Delivery delivery, IngestRun run) {
        List<Delivery.Aside> all = delivery.keptAside();
        return new PushAnswer(
                run.read(),
                run.written(),
                run.repeated(),
                run.keptAside(),
                all.subList(0, Math.min(MOST_ASIDES, all.size())));
    }
}
