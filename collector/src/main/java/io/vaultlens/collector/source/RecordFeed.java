package io.vaultlens.collector.source;

import java.util.Optional;

/**
 * Hands records over that a source makes or receives one at a time; used by one thread.
 *
 * <p>Records and positions go the way of those in files: a position is committed in the transaction
 * of the records that were added before it, or of later ones.
 */
public final class RecordFeed {
    private final BlockBuilder block;
    private Extent extent = Extent.NONE;

    /** A feed into the sink. */
    public RecordFeed(Buffers buffers, Sink sink) {
        this.block = new BlockBuilder(buffers, sink);
    }

    /**
     * Adds one JSON value: a record, or an object with an array of {@code records}.
     *
     * @param place where it stands, for the dead letters: the file and the offset tell records that
     *     are kept aside from others
     */
    public void add(byte[] json, Position place) {
        if (block.room() < json.length) {
            flush();
        }
        while (block.room() < json.length) {
            block.grow();
        }
        int from = block.fill();
        block.put(json);
        block.add(piece(Piece.Kind.ELEMENT, place, from, Optional.empty()));
    }

    /** Adds all JSON values of a text: one, one on each line, or those of one array. */
    public void addAll(byte[] text, Position place) {
        JsonValues.of(text).forEach(json -> add(json, place));
    }

    /** Says how far the source is read with the records added so far. */
    public void position(Position after) {
        block.add(piece(Piece.Kind.POSITION, after, block.fill(), Optional.of(after)));
    }

    private Piece piece(Piece.Kind kind, Position place, int from, Optional<Position> after) {
        return new Piece(
                kind,
                place.id(),
                place.file(),
                place.offset(),
                1,
                from,
                block.fill(),
                after,
                Optional.empty());
    }

    /** Says how much there is to read and how much of it is read. */
    public void extent(Extent read) {
        extent = read;
        block.extent(read);
    }

    /** How much was said to be read. */
    public Extent extent() {
        return extent;
    }

    /** Hands over what was added so far. */
    public void flush() {
        block.flush(block.fill());
    }

    /** Hands over what is left; nothing is added after that. */
    public void finish() {
        block.finish();
    }
}
