package io.vaultlens.collector.mapping;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that are looked for again and again, compared eight at a time; used by one thread. */
final class KnownText {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long[] words = new long[0];
    private int length;

    /** Which bits of the last word count. */
    private long mask;

    /** Remembers these bytes in place of those before. */
    void set(byte[] source, int from, int to) {
        length = to - from;
        int count = length + 7 >> 3;
        if (words.length < count) {
            words = new long[count + 4];
        }
        byte[] padded = Arrays.copyOfRange(source, from, from + count * 8);
        for (int i = 0; i < count; i++) {
            words[i] = (long) LONGS.get(padded, i * 8);
        }
        mask = -1L >>> (count * 8 - length) * 8;
    }

    int length() {
        return length;
    }

    /** Whether the bytes from this place on, up to the end, begin with those remembered. */
    boolean isAt(byte[] data, int at, int end) {
        int last = (length + 7 >> 3) - 1;
        if (last < 0 || at + length > end || at + last * 8 + 8 > data.length) {
            return false;
        }
        for (int i = 0; i < last; i++) {
            if ((long) LONGS.get(data, at + i * 8) != words[i]) {
                return false;
            }
        }
        return (((long) LONGS.get(data, at + last * 8) ^ words[last]) & mask) == 0;
    }
}
