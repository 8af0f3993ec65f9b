package io.vaultlens.collector.source;

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

/** A file on disk being read. */
final class DiskFile extends OpenFile {
    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final long modifiedNanos;
    private final boolean packed;

    DiskFile(Path path, long unpackedBytes) throws IOException {
        super(unpackedBytes);
        this.path = path;
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
        return channel.read(first, 0) == 2 && isPacked(first.get(0), first.get(1));
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    protected long modified() {
        return modifiedNanos;
    }

    @Override
    protected boolean packed() {
        return packed;
    }

    @Override
    protected InputStream bytesFrom(long offset) {
        return new Bytes(offset);
    }

    private final class Bytes extends PlaceStream {
        Bytes(long place) {
            super(place);
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int count = channel.read(ByteBuffer.wrap(target, from, length), place);
            place += Math.max(count, 0);
            return count;
        }
    }

    /** Its first bytes and those before the offset. */
    @Override
    protected String print(long offset) throws IOException {
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

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
