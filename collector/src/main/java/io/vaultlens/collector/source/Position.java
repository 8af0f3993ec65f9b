package io.vaultlens.collector.source;

/**
 * How far a file has been read.
 *
 * @param id the file's number in the store
 * @param file its path
 * @param offset the byte up to which its records are in the store
 * @param line how many lines lie before that byte
 * @param etag what tells whether the file is still the same, see {@link Etag}; empty for a file
 *     never read
 */
public record Position(long id, String file, long offset, long line, String etag) {
    /** The same file, read further. */
    public Position at(long newOffset, Etag newEtag) {
        return new Position(id, file, newOffset, line, newEtag.toText());
    }

    /** The same place with the number of lines before it. */
    public Position withLine(long lines) {
        return new Position(id, file, offset, lines, etag);
    }
}
