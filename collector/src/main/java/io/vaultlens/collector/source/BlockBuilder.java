package io.vaultlens.collector.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gathers bytes and pieces until a block is full; used by one thread. */
final class BlockBuilder {
    private final Buffers buffers;
    private final Sink sink;
    private byte[] data;
    private int fill;
    private List<Piece> pieces = new ArrayList<>();
    private Extent extent = Extent.NONE;

    BlockBuilder(Buffers buffers, Sink sink) {
        this.buffers = buffers;
        this.sink = sink;
        this.data = buffers.take();
    }

    byte[] data() {
        return data;
    }

    /** Where the next byte goes. */
    int fill() {
        return fill;
    }

    int room() {
        return data.length - fill;
    }

    void extent(Extent read) {
        extent = read;
    }

    Extent extent() {
        return extent;
    }

    void add(Piece piece) {
        pieces.add(piece);
    }

    /** Reads once; the number of bytes, or -1 at the end. */
    int read(InputStream stream) throws IOException {
        int count = stream.read(data, fill, data.length - fill);
        fill += Math.max(count, 0);
        return count;
    }

    void put(byte value) {
        data[fill++] = value;
    }

    void put(byte[] values) {
        System.arraycopy(values, 0, data, fill, values.length);
        fill += values.length;
    }

    /** Forgets all bytes from this place on. */
    void rewind(int place) {
        fill = place;
    }

    void grow() {
        data = Arrays.copyOf(data, data.length * 2);
    }

    /** Hands over all pieces; the bytes from this place on begin the next block. */
    void flush(int keepFrom) {
        byte[] next = buffers.take();
        int kept = fill - keepFrom;
        if (kept > next.length) {
            next = new byte[Math.max(data.length, kept)];
        }
        System.arraycopy(data, keepFrom, next, 0, kept);
        byte[] full = data;
        List<Piece> gathered = pieces;
        data = next;
        fill = kept;
        pieces = new ArrayList<>();
        if (gathered.isEmpty()) {
            buffers.give(full);
        } else {
            sink.accept(new Block(full, gathered, extent));
        }
    }

    /** Hands over what is left. */
    void finish() {
        flush(fill);
        buffers.give(data);
    }
}
