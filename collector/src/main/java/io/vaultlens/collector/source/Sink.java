package io.vaultlens.collector.source;

/** Takes what a source reads; it waits when more comes than can be dealt with. */
@FunctionalInterface
public interface Sink {
    /** Takes the next block. */
    void accept(Block block);
}
