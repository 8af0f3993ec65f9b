package io.vaultlens.collector.store;

import java.util.Arrays;

/** The different texts of a column, numbered from 1 as they come; used by one thread at a time. */
final class TextDictionary {
    private byte[] bytes = new byte[256];
    private int[] ends = new int[16];
    private int[] slots = new int[64];
    private final Hash hash = new Hash();
    private int count;
    private int last;

    /** How many different texts there are. */
    int count() {
        return count;
    }

    /** How many bytes they take. */
    int size() {
        return count == 0 ? 0 : ends[count - 1];
    }

    /** The number of a text, a new one where it has none yet. */
    int number(byte[] source, int from, int length) {
        // Neighbours in a file are alike.
        if (last != 0 && is(last, source, from, length)) {
            return last;
        }
        hash.reset();
        hash.add(source, from, length);
        int slot = (int) hash.value() & slots.length - 1;
        while (slots[slot] != 0) {
            if (is(slots[slot], source, from, length)) {
                last = slots[slot];
                return last;
            }
            slot = slot + 1 & slots.length - 1;
        }
        last = add(source, from, length);
        slots[slot] = last;
        if (count * 2 > slots.length) {
            grow();
        }
        return last;
    }

    private int add(byte[] source, int from, int length) {
        int start = size();
        if (start + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(start + length, bytes.length * 2));
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        System.arraycopy(source, from, bytes, start, length);
        ends[count++] = start + length;
        return count;
    }

    private void grow() {
        slots = new int[slots.length * 2];
        for (int number = 1; number <= count; number++) {
            hash.reset();
            hash.add(bytes, start(number), length(number));
            int slot = (int) hash.value() & slots.length - 1;
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = number;
        }
    }

    private boolean is(int number, byte[] source, int from, int length) {
        int start = start(number);
        return Arrays.equals(bytes, start, ends[number - 1], source, from, from + length);
    }

    /** Gives back what was taken in reserve for long texts. */
    void trim() {
        bytes = trimmed(bytes, size());
    }

    /** The bytes without what was taken in reserve, where that is much. */
    static byte[] trimmed(byte[] bytes, int size) {
        return bytes.length > size + (size >> 2) + 256 ? Arrays.copyOf(bytes, size) : bytes;
    }

    /** The array that holds the texts of all numbers. */
    byte[] bytes() {
        return bytes;
    }

    /** Where the text of a number begins. */
    int start(int number) {
        return number == 1 ? 0 : ends[number - 2];
    }

    /** How many bytes the text of a number has. */
    int length(int number) {
        return ends[number - 1] - start(number);
    }
}
