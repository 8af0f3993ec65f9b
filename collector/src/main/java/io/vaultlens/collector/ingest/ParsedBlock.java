package io.vaultlens.collector.ingest;

import io.vaultlens.collector.source.Extent;
import io.vaultlens.collector.source.Position;
import io.vaultlens.collector.store.Chunk;
import java.util.List;
import java.util.Optional;

/**
 * A block after parsing.
 *
 * @param chunks its rows
 * @param pieces what else came of each piece, in order
 * @param read how many records it had
 * @param newestTicks the latest time of its rows; 0 where it has none
 * @param extent how much of the source is read with it
 */
record ParsedBlock(
        List<Chunk> chunks, List<PieceResult> pieces, long read, long newestTicks, Extent extent) {
    /**
     * What came of one piece.
     *
     * @param file the file's id
     * @param line the line that begins the piece; 0 where it follows the piece before
     * @param lines how many lines the piece has
     * @param letters the records to keep aside, with lines counted within the piece
     * @param takenBack the place of a record that is read again
     * @param after how far the file is read
     */
    record PieceResult(
            long file,
            long line,
            long lines,
            List<DeadLetter> letters,
            Optional<Batch.TakenBack> takenBack,
            Optional<Position> after) {}
}
