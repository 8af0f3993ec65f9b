package io.vaultlens.collector.source;

import java.util.List;

/**
 * Bytes read from one or several files, cut where records end.
 *
 * @param data the bytes; whoever takes the block gives them back when it is done
 * @param pieces the pieces in order
 * @param doneBytes how much of the source, as it lies on disk, is read with this block
 * @param totalBytes how much there is to read
 */
public record Block(byte[] data, List<Piece> pieces, long doneBytes, long totalBytes) {}
