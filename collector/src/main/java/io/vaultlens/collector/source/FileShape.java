package io.vaultlens.collector.source;

import java.io.IOException;
import java.io.InputStream;

/**
 * Tells lines from documents by the first bytes of a file.
 *
 * <p>A document is one array, or one object with a field {@code records} or {@code data}, that is
 * not all on one line with lines after it: such a line is a record like any other.
 */
enum FileShape {
    /** A record on each line. */
    LINES,
    /** One array of records. */
    ARRAY,
    /** One object with an array of records. */
    ENVELOPE;

    /** The shape of a file whose first bytes are these. */
    static FileShape of(byte[] data, int from, int to, OpenFile file) throws IOException {
        int at = Structure.space(data, from, to);
        if (at == to) {
            return LINES;
        }
        if (data[at] == '[') {
            return isOneArray(file) ? ARRAY : LINES;
        }
        if (data[at] != '{' || Structure.recordsArray(data, at, to) < 0) {
            return LINES;
        }
        return Structure.isWholeLine(data, at, to) ? LINES : ENVELOPE;
    }

    /** Whether the first line is not a whole array with something behind it. */
    private static boolean isOneArray(OpenFile file) throws IOException {
        Structure structure = new Structure();
        byte[] part = new byte[1 << 16];
        boolean firstLine = true;
        boolean whole = false;
        try (InputStream stream = file.contentFrom(0)) {
            int count;
            while ((count = stream.read(part)) > 0) {
                for (int i = 0; i < count; i++) {
                    if (firstLine && part[i] == '\n' && structure.begun()) {
                        firstLine = false;
                        whole = structure.complete();
                        if (!whole) {
                            return true;
                        }
                    } else if (firstLine) {
                        structure.add(part[i]);
                    } else if (part[i] > ' ' || part[i] < 0) {
                        return false;
                    }
                }
            }
        } catch (IOException e) {
            // A damaged packed file: the reader tells of it.
            return firstLine;
        }
        return true;
    }
}
