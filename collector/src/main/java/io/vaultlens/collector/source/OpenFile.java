package io.vaultlens.collector.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** A file being read, packed or not, wherever it lies; used by one thread. */
public abstract class OpenFile implements AutoCloseable {
    /** How many bytes before a position tell whether they are still the same. */
    protected static final int PRINT_BYTES = 1024;

    /** Reads from a place of its own, so that several can read a file one after another. */
    protected abstract static class PlaceStream extends InputStream {
        /** Where the next byte is read. */
        protected long place;

        /** A stream that begins at this byte. */
        protected PlaceStream(long place) {
            this.place = place;
        }

        @Override
        public final int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }
    }

    private final long unpackedBytes;

    /** A file that may unpack to so many bytes. */
    protected OpenFile(long unpackedBytes) {
        this.unpackedBytes = unpackedBytes;
    }

    /** What people call it. */
    public abstract String name();

    /** How many bytes it has, packed as it lies. */
    public abstract long size();

    /** A number that is another one whenever the file was changed. */
    protected abstract long modified();

    /** Whether it is compressed by gzip. */
    protected abstract boolean packed() throws IOException;

    /** A stream of its bytes, as they lie, from an offset on. */
    protected abstract InputStream bytesFrom(long offset) throws IOException;

    /** What tells the bytes before an offset from others. */
    protected abstract String print(long offset) throws IOException;

    /** Whether a failure to read says that the file is damaged, and not only out of reach now. */
    protected boolean isDamage(IOException failure) {
        return true;
    }

    /** Whether a file that begins with these bytes is compressed. */
    protected static boolean isPacked(byte first, byte second) {
        return first == (byte) 0x1F && second == (byte) 0x8B;
    }

    /** A stream of the content from a byte on; a packed file is unpacked from its start. */
    final InputStream contentFrom(long offset) throws IOException {
        if (!packed()) {
            return bytesFrom(offset);
        }
        InputStream raw = new BufferedInputStream(bytesFrom(0), 1 << 16);
        return new LimitedStream(new GZIPInputStream(raw, 1 << 16), unpackedBytes);
    }

    /** What the file looked like when it was opened. */
    final Etag etag(Etag.Kind kind, long offset, Etag.Rest rest) throws IOException {
        String print = kind == Etag.Kind.LINES ? print(offset) : "-";
        return new Etag(kind, size(), modified(), print, rest);
    }

    /** The mark of a position within the file, which will be read on. */
    final Etag etagWithin(long offset) throws IOException {
        return packed()
                ? new Etag(Etag.Kind.WHOLE, -1, 0, "-", Etag.Rest.NONE)
                : new Etag(Etag.Kind.LINES, -1, 0, print(offset), Etag.Rest.NONE);
    }

    @Override
    public abstract void close() throws IOException;
}
