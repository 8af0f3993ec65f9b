package io.vaultlens.collector.source;

import java.nio.charset.StandardCharsets;

/** Follows brackets and quotes of JSON, byte by byte, without checking more; used by one thread. */
final class Structure {
    private int depth;
    private boolean text;
    private boolean escaped;
    private boolean begun;

    /** Takes the next byte. */
    void add(byte value) {
        if (text) {
            if (escaped) {
                escaped = false;
            } else if (value == '\\') {
                escaped = true;
            } else if (value == '"') {
                text = false;
            }
            return;
        }
        switch (value) {
            case '"' -> text = true;
            case '{', '[' -> depth++;
            case '}', ']' -> depth--;
            default -> {}
        }
        begun |= value > ' ' || value < 0;
    }

    void reset() {
        depth = 0;
        text = false;
        escaped = false;
        begun = false;
    }

    /** Whether anything but white space came. */
    boolean begun() {
        return begun;
    }

    boolean inText() {
        return text;
    }

    int depth() {
        return depth;
    }

    /** Whether every bracket and quote that opened has closed. */
    boolean complete() {
        return begun && depth <= 0 && !text;
    }

    /** The first place that is no white space. */
    static int space(byte[] data, int from, int to) {
        int at = from;
        while (at < to && data[at] <= ' ' && data[at] >= 0) {
            at++;
        }
        return at;
    }

    /** Whether a line that begins here ends in these bytes as one whole object. */
    static boolean isWholeLine(byte[] data, int from, int to) {
        Structure structure = new Structure();
        for (int at = from; at < to; at++) {
            if (data[at] == '\n') {
                return structure.complete();
            }
            structure.add(data[at]);
        }
        return structure.complete();
    }

    /**
     * Where the array of the object's own field {@code records} or {@code data} opens; -1 where
     * there is none in these bytes, or where they are no JSON before it.
     */
    static int recordsArray(byte[] data, int from, int to) {
        int at = space(data, from + 1, to);
        while (at < to && data[at] == '"') {
            int keyEnd = closingQuote(data, at, to);
            if (keyEnd < 0) {
                return -1;
            }
            boolean records = isRecords(data, at + 1, keyEnd);
            at = space(data, keyEnd + 1, to);
            if (at >= to || data[at] != ':') {
                return -1;
            }
            at = space(data, at + 1, to);
            if (records && at < to && data[at] == '[') {
                return at;
            }
            at = behindValue(data, at, to);
            if (at < 0 || at >= to || data[at] != ',') {
                return -1;
            }
            at = space(data, at + 1, to);
        }
        return -1;
    }

    private static boolean isRecords(byte[] data, int from, int to) {
        return to - from <= 7
                && isRecords(new String(data, from, to - from, StandardCharsets.ISO_8859_1));
    }

    /**
     * Whether a field of this name holds records: of diagnostics, or of a Resource Graph answer.
     */
    static boolean isRecords(String key) {
        return key.equalsIgnoreCase("records") || key.equalsIgnoreCase("data");
    }

    private static int closingQuote(byte[] data, int open, int to) {
        for (int at = open + 1; at < to; at++) {
            if (data[at] == '"') {
                return at;
            }
            if (data[at] == '\n') {
                return -1;
            }
            at += data[at] == '\\' ? 1 : 0;
        }
        return -1;
    }

    /** Where the value that begins here is over: the comma or bracket behind it. */
    private static int behindValue(byte[] data, int from, int to) {
        Structure structure = new Structure();
        for (int at = from; at < to; at++) {
            boolean end = data[at] == ',' || data[at] == '}' || data[at] == ']';
            if (end && structure.depth == 0 && !structure.text) {
                return at;
            }
            if (structure.text && data[at] == '\n') {
                return -1;
            }
            structure.add(data[at]);
        }
        return -1;
    }
}
