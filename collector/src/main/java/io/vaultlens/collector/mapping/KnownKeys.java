package io.vaultlens.collector.mapping;

import java.util.Arrays;

/**
 * The keys of the records before in their order: mostly those of the next one, byte for byte. Used
 * by one thread.
 */
final class KnownKeys {
    private static final int MOST = 256;
    private static final int AHEAD = 4;

    private KnownKey[] keys = new KnownKey[32];
    private int count;
    private int expected;

    /** A record begins. */
    void begin() {
        expected = 0;
    }

    /** The key that begins here; null where it is none of those expected. */
    KnownKey at(byte[] data, int at, int end) {
        int last = Math.min(count, expected + AHEAD);
        for (int i = expected; i < last; i++) {
            if (keys[i].isAt(data, at, end)) {
                expected = i + 1;
                return keys[i];
            }
        }
        return null;
    }

    /** Notes a key that was not expected; others are met after it as before. */
    KnownKey add(byte[] data, int from, int to) {
        if (count == MOST) {
            count = 0;
            expected = 0;
        }
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, count * 2);
        }
        System.arraycopy(keys, expected, keys, expected + 1, count - expected);
        KnownKey key = new KnownKey(data, from, to);
        keys[expected++] = key;
        count++;
        return key;
    }
}
