package io.vaultlens.collector.mapping;

import java.nio.charset.StandardCharsets;

/** Compares words in ASCII without regard to letter case. */
final class Words {
    private Words() {}

    /** The bytes of a word in lower case. */
    static byte[] folded(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = fold(bytes[i]);
        }
        return bytes;
    }

    static byte fold(byte character) {
        return character >= 'A' && character <= 'Z' ? (byte) (character + 32) : character;
    }

    /** Whether the bytes from this place on are the word, which is given in lower case. */
    static boolean sameFolded(byte[] data, int from, byte[] lower) {
        for (int i = 0; i < lower.length; i++) {
            if (fold(data[from + i]) != lower[i]) {
                return false;
            }
        }
        return true;
    }

    /** A hash that is the same for all letter cases of a word. */
    static int hash(byte[] data, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + fold(data[i]);
        }
        return hash ^ hash >>> 15;
    }
}
