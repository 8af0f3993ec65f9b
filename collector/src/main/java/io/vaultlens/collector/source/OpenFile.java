package io.vaultlens.collector.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;

/** A file being read, packed or not. */
final class OpenFile implements AutoCloseable {
    private static final int PRINT_BYTES = 1024;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final long modifiedNanos;
    private final boolean packed;
    private final long unpackedBytes;

    OpenFile(Path path, long unpackedBytes) throws IOException {
        this.path = path;
        this.unpackedBytes = unpackedBytes;
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        size = attributes.size();
        modifiedNanos = modifiedNanos(attributes);
        channel = FileChannel.open(path, StandardOpenOption.READ);
        packed = isPacked();
    }

    static long modifiedNanos(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    }

    private boolean isPacked() throws IOException {
        ByteBuffer first = ByteBuffer.allocate(2);
        return channel.read(first, 0) == 2
                && first.get(0) == (byte) 0x1F
                && first.get(1) == (byte) 0x8B;
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    boolean packed() {
        return packed;
    }

    /** A stream of the content from a byte on; a packed file is unpacked from its start. */
    InputStream contentFrom(long offset) throws IOException {
        InputStream raw = new PlaceStream(packed ? 0 : offset);
        if (!packed) {
            return raw;
        }
        return new LimitedStream(
                new GZIPInputStream(new BufferedInputStream(raw, 1 << 16), 1 << 16), unpackedBytes);
    }

    /** Reads the file from a place of its own, so that several can read it one after another. */
    private final class PlaceStream extends InputStream {
        private long place;

        PlaceStream(long place) {
            this.place = place;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int count = channel.read(ByteBuffer.wrap(target, from, length), place);
            place += Math.max(count, 0);
            return count;
        }
    }

    /** What tells this content from another: its first bytes and those before an offset. */
    String print(long offset) throws IOException {
        CRC32C sum = new CRC32C();
        int length = (int) Math.min(PRINT_BYTES, offset);
        update(sum, 0, length);
        update(sum, offset - length, length);
        return Long.toHexString(sum.getValue());
    }

    private void update(CRC32C sum, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                break;
            }
        }
        sum.update(bytes.flip());
    }

    /** What the file looked like when it was opened. */
    Etag etag(Etag.Kind kind, long offset, Etag.Rest rest) throws IOException {
        String print = kind == Etag.Kind.LINES ? print(offset) : "-";
        return new Etag(kind, size, modifiedNanos, print, rest);
    }

    /** The mark of a position within the file, which will be read on. */
    Etag etagWithin(long offset) throws IOException {
        return packed
                ? new Etag(Etag.Kind.WHOLE, -1, 0, "-", Etag.Rest.NONE)
                : new Etag(Etag.Kind.LINES, -1, 0, print(offset), Etag.Rest.NONE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
