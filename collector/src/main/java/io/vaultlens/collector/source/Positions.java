package io.vaultlens.collector.source;

/** Knows how far each file has been read. */
@FunctionalInterface
public interface Positions {
    /** The file's position; one at its start, with a number of its own, for a file never read. */
    Position of(String file);
}
