package io.vaultlens.collector.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with a clear failure when more comes out of a compressed file than is allowed. */
final class LimitedStream extends FilterInputStream {
    private final long most;
    private long count;

    LimitedStream(InputStream stream, long most) {
        super(stream);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (count >= most) {
            throw new IOException("it unpacks to more than " + most + " bytes (unpackedBytes)");
        }
        int read = super.read(target, from, (int) Math.min(length, most - count));
        count += Math.max(read, 0);
        return read;
    }
}
