package io.vaultlens.collector.source;

import java.util.List;

/**
 * Bytes read from one or several files, cut where records end.
 *
 * @param data the bytes; whoever takes the block gives them back when it is done
 * @param pieces the pieces in order
 * @param extent how much of the source is read with this block
 */
public record Block(byte[] data, List<Piece> pieces, Extent extent) {}
