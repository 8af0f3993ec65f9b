package io.vaultlens.collector.mapping;

/** Strict UTF-8: no overlong form, no half of a surrogate pair, nothing above U+10FFFF. */
final class Utf8 {
    private Utf8() {}

    /** Whether all bytes from one place up to another are valid. */
    static boolean isValid(byte[] data, int from, int to) {
        int at = from;
        while (at < to) {
            if (data[at] >= 0) {
                at++;
            } else {
                int length = sequence(data, at, to);
                if (length == 0) {
                    return false;
                }
                at += length;
            }
        }
        return true;
    }

    /** The length of the sequence of two to four bytes that starts here; 0 where it is none. */
    static int sequence(byte[] data, int at, int to) {
        int first = data[at] & 0xFF;
        if (first >= 0xC2 && first <= 0xDF) {
            return follows(data, at + 1, to, 0x80, 0xBF) ? 2 : 0;
        }
        if (first >= 0xE0 && first <= 0xEF) {
            int low = first == 0xE0 ? 0xA0 : 0x80;
            int high = first == 0xED ? 0x9F : 0xBF;
            return follows(data, at + 1, to, low, high) && follows(data, at + 2, to, 0x80, 0xBF)
                    ? 3
                    : 0;
        }
        if (first >= 0xF0 && first <= 0xF4) {
            int low = first == 0xF0 ? 0x90 : 0x80;
            int high = first == 0xF4 ? 0x8F : 0xBF;
            return follows(data, at + 1, to, low, high)
                            && follows(data, at + 2, to, 0x80, 0xBF)
                            && follows(data, at + 3, to, 0x80, 0xBF)
                    ? 4
                    : 0;
        }
        return 0;
    }

    private static boolean follows(byte[] data, int at, int to, int low, int high) {
        return at < to && (data[at] & 0xFF) >= low && (data[at] & 0xFF) <= high;
    }

    /** Writes a character of up to 0x10FFFF; returns the place after it. */
    static int encode(int character, byte[] target, int at) {
        int next = at;
        if (character < 0x80) {
            target[next++] = (byte) character;
        } else if (character < 0x800) {
            target[next++] = (byte) (0xC0 | character >> 6);
            target[next++] = (byte) (0x80 | character & 0x3F);
        } else if (character < 0x10000) {
            target[next++] = (byte) (0xE0 | character >> 12);
            target[next++] = (byte) (0x80 | character >> 6 & 0x3F);
            target[next++] = (byte) (0x80 | character & 0x3F);
        } else {
            target[next++] = (byte) (0xF0 | character >> 18);
            target[next++] = (byte) (0x80 | character >> 12 & 0x3F);
            target[next++] = (byte) (0x80 | character >> 6 & 0x3F);
            target[next++] = (byte) (0x80 | character & 0x3F);
        }
        return next;
    }
}
