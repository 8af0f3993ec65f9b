package io.vaultlens.collector.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds line ends, eight bytes at a time. */
final class LineEnd {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;

    private LineEnd() {}

    /** The next line feed, or the end of the bytes. */
    static int find(byte[] data, int from, int to) {
        int at = from;
        while (at + 8 <= to) {
            long word = (long) LONGS.get(data, at) ^ ONES * '\n';
            long found = (word - ONES) & ~word & HIGHS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >> 3);
            }
            at += 8;
        }
        while (at < to && data[at] != '\n') {
            at++;
        }
        return at;
    }
}
