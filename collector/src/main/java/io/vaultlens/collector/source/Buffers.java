package io.vaultlens.collector.source;

import java.util.concurrent.ConcurrentLinkedQueue;

/** Arrays that blocks are read into, used again and again; any thread may give one back. */
public final class Buffers {
    /** How long an array is: room for some hundred records. */
    public static final int LENGTH = 1 << 20;

    private static final int MOST = 16;

    private final ConcurrentLinkedQueue<byte[]> free = new ConcurrentLinkedQueue<>();
    private final int length;

    /** Arrays of {@value #LENGTH} bytes. */
    public Buffers() {
        this(LENGTH);
    }

    /** Arrays of another length. */
    public Buffers(int length) {
        this.length = length;
    }

    /** An array to read into. */
    public byte[] take() {
        byte[] buffer = free.poll();
        return buffer == null ? new byte[length] : buffer;
    }

    /** Gives an array back; one that had to grow for a long record is let go. */
    public void give(byte[] buffer) {
        if (buffer.length == length && free.size() < MOST) {
            free.add(buffer);
        }
    }
}
