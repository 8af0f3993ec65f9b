package io.vaultlens.collector.push;

import io.vaultlens.collector.push.PushRefused.Reason;
import io.vaultlens.collector.source.Block;
import io.vaultlens.collector.source.Extent;
import io.vaultlens.collector.source.Piece;
import io.vaultlens.collector.source.Sink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a body into records as it comes: one object, several on lines of their own or one after
 * another, or an array of them. It holds no more than a part of the body and the longest record.
 *
 * <p>Used by one thread, for one body.
 */
final class BodyReader {
    private static final int FIRST_BYTES = 1 << 14;
    private static final int PART_BYTES = 1 << 18;

    private final BodyStream body;
    private final int recordBytes;
    private final Sink sink;
    private byte[] data = new byte[FIRST_BYTES];
    private int fill;
    private boolean ended;

    /** The byte of the body that stands first in the data, and the line that begins there. */
    private long offset;

    private long line = 1;

    BodyReader(BodyStream body, int recordBytes, Sink sink) {
        this.body = body;
        this.recordBytes = recordBytes;
        this.sink = sink;
    }

    /** Reads to the end. */
    void read(boolean linesAreRecords) throws IOException, PushRefused {
        int begin = toContent();
        if (linesAreRecords) {
            lines();
        } else if (data[begin] == '[') {
            values(begin + 1, true);
        } else if (isLines(begin)) {
            lines();
        } else {
            values(begin, false);
        }
    }

    /** Reads up to the first byte that is no white space; it must begin an object or an array. */
    private int toContent() throws IOException, PushRefused {
        int at = 0;
        while (true) {
            if (at == 0 && fill >= 3 && isMark()) {
                at = 3;
            }
            while (at < fill && isSpace(data[at])) {
                at++;
            }
            if (at < fill && (fill >= 3 || ended)) {
                break;
            }
            if (ended) {
                throw new PushRefused(Reason.NO_JSON, "the body is empty");
            }
            at = at < fill ? 0 : at;
            more(0);
        }
        if (data[at] != '{' && data[at] != '[') {
            throw new PushRefused(
                    Reason.NO_JSON,
                    "the body is no JSON object and no array of them: it begins with "
                            + shown(data[at]));
        }
        if (at >= 3 && isMark()) {
            Arrays.fill(data, 0, 3, (byte) ' ');
        }
        return at;
    }

    private boolean isMark() {
        return data[0] == (byte) 0xEF && data[1] == (byte) 0xBB && data[2] == (byte) 0xBF;
    }

    private static boolean isSpace(byte value) {
        return value == ' ' || value == '\t' || value == '\r' || value == '\n';
    }

    private static String shown(byte value) {
        return value > ' ' && value < 127 ? "'" + (char) value + "'" : "byte " + (value & 0xFF);
    }

    /** Whether the line that begins here ends with the value that begins it. */
    private boolean isLines(int begin) throws IOException, PushRefused {
        JsonDepth depth = new JsonDepth();
        int at = begin;
        while (true) {
            while (at < fill) {
                if (data[at] == '\n') {
                    return depth.isOutside();
                }
                depth.add(data[at++]);
            }
            if (ended) {
                // A single line: what is wrong with it is told of it as a record.
                return true;
            }
            more(0);
        }
    }

    /**
     * Reads once more; the bytes from a place on stay, and stand first in the data afterwards if
     * there was no room.
     *
     * @return how far the bytes moved to the front
     */
    private int more(int keepFrom) throws IOException, PushRefused {
        int moved = 0;
        if (fill == data.length) {
            moved = makeRoom(keepFrom);
        }
        int count = body.read(data, fill, data.length - fill);
        ended = count < 0;
        fill += Math.max(count, 0);
        return moved;
    }

    private int makeRoom(int keepFrom) throws PushRefused {
        if (keepFrom == 0 && data.length > recordBytes) {
            throw new PushRefused(
                    Reason.TOO_LARGE,
                    "the record at byte %d (line %d) is longer than %d megabytes (limits.lineMegabytes)"
                            .formatted(offset, line, recordBytes >> 20));
        }
        int kept = fill - keepFrom;
        boolean small = data.length < PART_BYTES || kept > data.length / 2;
        byte[] target = small ? new byte[Math.max(PART_BYTES, data.length * 2)] : data;
        System.arraycopy(data, keepFrom, target, 0, kept);
        data = target;
        fill = kept;
        offset += keepFrom;
        return keepFrom;
    }

    private void lines() throws IOException, PushRefused {
        int start = 0;
        while (!ended) {
            if (fill == data.length) {
                int end = behindLastLine(start);
                handOverLines(start, end);
                start = end;
            }
            start -= more(start);
        }
        handOverLines(start, fill);
    }

    private int behindLastLine(int start) {
        int at = fill;
        while (at > start && data[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    private void handOverLines(int from, int to) {
        if (to > from) {
            handOver(List.of(piece(Piece.Kind.LINES, from, to, line)));
            line += count(from, to);
        }
    }

    private int count(int from, int to) {
        int count = 0;
        for (int at = from; at < to; at++) {
            count += data[at] == '\n' ? 1 : 0;
        }
        return count;
    }

    private Piece piece(Piece.Kind kind, int from, int to, long atLine) {
        return new Piece(
                kind, 0, "", offset + from, atLine, from, to, Optional.empty(), Optional.empty());
    }

    private void handOver(List<Piece> pieces) {
        if (!pieces.isEmpty()) {
            sink.accept(new Block(data, pieces, Extent.NONE));
        }
    }

    /** Reads values, those of an array or those that stand one after another. */
    private void values(int begin, boolean array) throws IOException, PushRefused {
        Values values = new Values(begin, array);
        line += count(0, begin);
        while (true) {
            values.scan();
            if (ended) {
                break;
            }
            if (fill == data.length) {
                handOver(values.take());
            }
            values.moved(more(values.firstByteToKeep()));
        }
        values.end();
        handOver(values.take());
    }

    /** Finds where values begin and end. */
    private final class Values {
        private final boolean array;
        private final JsonDepth depth = new JsonDepth();
        private List<Piece> found = new ArrayList<>();
        private boolean closed;
        private int at;
        private int begin = -1;
        private long beginLine;

        Values(int at, boolean array) {
            this.at = at;
            this.array = array;
        }

        void scan() throws PushRefused {
            while (at < fill) {
                byte value = data[at];
                if (begin < 0) {
                    between(value);
                } else {
                    within(value);
                }
                line += value == '\n' ? 1 : 0;
                at++;
            }
        }

        private void between(byte value) throws PushRefused {
            if (isSpace(value) || array && !closed && value == ',') {
                return;
            }
            if (closed) {
                throw new PushRefused(
                        Reason.NO_JSON,
                        "something follows the array, at byte "
                                + (offset + at)
                                + " (line "
                                + line
                                + ")");
            }
            if (array && value == ']') {
                closed = true;
                return;
            }
            begin = at;
            beginLine = line;
            depth.begin(value);
        }

        private void within(byte value) {
            boolean delimiter = isSpace(value) || value == ',' || value == ']';
            if (depth.isOutside() && delimiter) {
                found(at);
                closed = array && value == ']';
            } else if (depth.isInText() && value == '\n') {
                // No text goes over a line's end: the value is damaged and ends here.
                found(at);
            } else if (depth.add(value)) {
                found(at + 1);
            }
        }

        private void found(int end) {
            found.add(piece(Piece.Kind.ELEMENT, begin, end, beginLine));
            begin = -1;
        }

        void end() throws PushRefused {
            if (begin >= 0 && depth.isOutside() && !array) {
                found(fill);
            }
            if (begin >= 0 || array && !closed) {
                throw new PushRefused(
                        Reason.NO_JSON,
                        "the body ends before its JSON does, on line "
                                + line
                                + "; nothing of it is taken");
            }
        }

        List<Piece> take() {
            List<Piece> taken = found;
            found = new ArrayList<>();
            return taken;
        }

        int firstByteToKeep() {
            return begin < 0 ? at : begin;
        }

        void moved(int bytes) {
            at -= bytes;
            begin -= begin < 0 ? 0 : bytes;
        }
    }
}
