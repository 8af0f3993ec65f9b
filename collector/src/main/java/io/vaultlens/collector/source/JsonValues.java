package io.vaultlens.collector.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes a text apart into the JSON values it holds: one, one on each line, one behind the other, or
 * those of one array.
 */
final class JsonValues {
    private JsonValues() {}

    /** The values in order; what is no JSON is given as it stands, up to the end of its line. */
    static List<byte[]> of(byte[] text) {
        List<byte[]> values = new ArrayList<>();
        int at = Structure.space(text, 0, text.length);
        boolean array = at < text.length && text[at] == '[' && isOneArray(text, at);
        at += array ? 1 : 0;
        while (true) {
            at = behindSpace(text, at, array);
            if (at >= text.length || array && text[at] == ']') {
                return values;
            }
            int end = behindValue(text, at);
            values.add(Arrays.copyOfRange(text, at, end));
            at = end;
        }
    }

    private static boolean isOneArray(byte[] text, int from) {
        Structure structure = new Structure();
        int at = from;
        while (at < text.length && !structure.complete()) {
            structure.add(text[at++]);
        }
        return structure.complete() && Structure.space(text, at, text.length) == text.length;
    }

    private static int behindSpace(byte[] text, int from, boolean array) {
        int at = Structure.space(text, from, text.length);
        while (array && at < text.length && text[at] == ',') {
            at = Structure.space(text, at + 1, text.length);
        }
        return at;
    }

    private static int behindValue(byte[] text, int from) {
        boolean opens = text[from] == '{' || text[from] == '[';
        Structure structure = new Structure();
        for (int at = from; at < text.length; at++) {
            if (text[at] == '\n' && (!opens || structure.inText())) {
                return at;
            }
            structure.add(text[at]);
            if (opens && structure.complete()) {
                return at + 1;
            }
        }
        return text.length;
    }
}
