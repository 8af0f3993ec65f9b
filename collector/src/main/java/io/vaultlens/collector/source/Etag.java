package io.vaultlens.collector.source;

import java.util.Optional;

/**
 * What a file looked like when it was read.
 *
 * @param kind how it is read on
 * @param size its size; negative while it has not been read to its end
 * @param modifiedNanos when it was changed
 * @param print the checksum of its first bytes and of those before the position
 * @param rest what became of bytes behind the position
 */
public record Etag(Kind kind, long size, long modifiedNanos, String print, Rest rest) {
    /** How a file is read on when it has changed. */
    public enum Kind {
        /** From its position, as long as what lies before is the same. */
        LINES,
        /** From its start: a document or a compressed file; repeats are known by their identity. */
        WHOLE,
        /** From its start, whether it has changed or not: it could not be read to its end. */
        FAILED
    }

    /** What became of an unfinished record at the end of a file. */
    public enum Rest {
        NONE,
        WAITS,
        KEPT_ASIDE
    }

    /** The text form. */
    public String toText() {
        return kind + " " + size + " " + modifiedNanos + " " + rest + " " + print;
    }

    /** Reads the text form; empty for the text of a file never read. */
    public static Optional<Etag> fromText(String text) {
        String[] parts = text.split(" ", 5);
        if (parts.length < 5) {
            return Optional.empty();
        }
        Kind kind = Kind.valueOf(parts[0]);
        long size = Long.parseLong(parts[1]);
        long modified = Long.parseLong(parts[2]);
        return Optional.of(new Etag(kind, size, modified, parts[4], Rest.valueOf(parts[3])));
    }
}
