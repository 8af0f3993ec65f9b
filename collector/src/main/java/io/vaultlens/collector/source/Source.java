package io.vaultlens.collector.source;

import java.util.List;

/** Something records come from. */
public interface Source {
    /** The name that runs and dead letters show. */
    String name();

    /**
     * Reads what is new since the positions, in order.
     *
     * @return one clear line for each part that could not be read to its end
     */
    List<String> read(Positions positions, Sink sink);
}
