package io.vaultlens.collector.source;

/**
 * How far a file has been read.
 *
 * @param id the file's number in the store
 * @param file its path, or the name of what is no file, such as {@code kafka:host:9093/hub/3}
 * @param offset the byte up to which its records are in the store, or another number that counts
 * @param line how many lines lie before that byte
 * @param etag what tells whether the file is still the same, see {@link Etag}, or where a source
 *     goes on that is none; empty for what was never read
 */
public record Position(long id, String file, long offset, long line, String etag) {
    /** The same file, read further; what tells how to go on is any text of the source's own. */
    public Position at(long newOffset, String newEtag) {
        return new Position(id, file, newOffset, line, newEtag);
    }

    /** The same file, read further. */
    Position at(long newOffset, Etag newEtag) {
        return new Position(id, file, newOffset, line, newEtag.toText());
    }

    /** The same place with the number of lines before it. */
    public Position withLine(long lines) {
        return new Position(id, file, offset, lines, etag);
    }
}
