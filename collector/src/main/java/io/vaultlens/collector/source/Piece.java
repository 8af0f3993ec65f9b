package io.vaultlens.collector.source;

import java.util.Optional;

/**
 * Some bytes of one file within a {@link Block}.
 *
 * @param kind what the bytes are
 * @param file the file's id
 * @param path the file's path
 * @param offset the byte in the file that stands at {@code from}
 * @param line the line that begins there, counted from 1; 0 where it follows the piece before
 * @param from where the bytes begin in the block
 * @param to where they end
 * @param after how far the file is read with this piece
 * @param excess for {@link Kind#EXCESS} and {@link Kind#UNFINISHED} what is known of the record
 */
public record Piece(
        Kind kind,
        long file,
        String path,
        long offset,
        long line,
        int from,
        int to,
        Optional<Position> after,
        Optional<Excess> excess) {
    /** What the bytes are. */
    public enum Kind {
        /** Whole lines, a record on each. */
        LINES,
        /** One JSON value. */
        ELEMENT,
        /** A record too long to be read: its first bytes. */
        EXCESS,
        /** A record that ends with the file before it is whole. */
        UNFINISHED,
        /** No bytes: the record at this offset, kept aside as unfinished, is read again. */
        TAKEN_BACK,
        /** No bytes: only the file's position moves. */
        POSITION
    }

    /**
     * A record of which only the first bytes are at hand.
     *
     * @param length its length in bytes
     * @param sha256 the checksum of all of it, in hexadecimal
     */
    public record Excess(long length, String sha256) {}
}
