package io.vaultlens.collector.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A 64-bit hash of values, the same in every process and version: it is kept on disk.
 *
 * <p>Each step folds the 128-bit product with a constant; texts are followed by their length, so
 * that "a", "bc" and "ab", "c" differ.
 */
final class Hash {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FIRST = 0x9E37_79B9_7F4A_7C15L;
    private static final long SECOND = 0xD1B5_4A32_D192_ED03L;

    private long state = FIRST;

    /** Starts anew. */
    Hash reset() {
        state = FIRST;
        return this;
    }

    void add(long value) {
        state = fold(state ^ value, SECOND);
    }

    void add(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        long hash = state;
        for (; at + 8 <= end; at += 8) {
            hash = fold(hash ^ (long) LONGS.get(bytes, at), SECOND);
        }
        long rest = 0;
        for (int shift = 0; at < end; at++, shift += 8) {
            rest |= (bytes[at] & 0xFFL) << shift;
        }
        hash = fold(hash ^ rest, SECOND);
        state = fold(hash ^ length, FIRST);
    }

    long value() {
        return fold(state ^ SECOND, FIRST);
    }

    private static long fold(long a, long b) {
        // The sum with a constant keeps a zero from swallowing all that came before.
        long left = a + FIRST;
        return Math.multiplyHigh(left, b) ^ (left * b) ^ Long.rotateLeft(a, 23);
    }
}
