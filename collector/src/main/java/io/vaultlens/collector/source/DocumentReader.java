package io.vaultlens.collector.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads a file that is one array, or one object with an array of records, element by element.
 *
 * <p>Memory holds one element at a time. An element with a line end inside a text is damaged: it
 * ends there, so that those after it are still read. Used by one thread.
 */
final class DocumentReader {
    private static final int AT_END = -1;

    private final BlockBuilder block;
    private final Limits limits;
    private final boolean waits;
    private final OpenFile file;
    private final Position known;
    private final Structure structure = new Structure();
    private final Window window = new Window();

    private long offset;
    private long line = 1;
    private int start;
    private long elementOffset;
    private long elementLine;
    private Optional<Head> head = Optional.empty();

    DocumentReader(
            BlockBuilder block, Limits limits, boolean waits, OpenFile file, Position known) {
        this.block = block;
        this.limits = limits;
        this.waits = waits;
        this.file = file;
        this.known = known;
    }

    /** Bytes read ahead, with one that can be given back. */
    private static final class Window {
        private InputStream stream = InputStream.nullInputStream();
        private int back = AT_END;

        int next() throws IOException {
            int value = back == AT_END ? stream.read() : back;
            back = AT_END;
            return value;
        }
    }

    /** Reads to the end. */
    void read(InputStream content, FileShape shape) throws IOException {
        start = block.fill();
        window.stream = new BufferedInputStream(content, 1 << 16);
        toArray(shape);
        boolean unfinished = elements(true) || afterArray(shape);
        Etag.Rest rest = Etag.Rest.NONE;
        long position = offset;
        if (unfinished) {
            position = elementOffset;
            rest = waits ? Etag.Rest.WAITS : Etag.Rest.KEPT_ASIDE;
            if (waits) {
                block.rewind(start);
            } else {
                add(Piece.Kind.UNFINISHED);
            }
        }
        mark(position, file.etag(Etag.Kind.WHOLE, position, rest));
    }

    /** Keeps what was readable of a damaged file. */
    void fail() throws IOException {
        Etag.Rest rest = Etag.Rest.NONE;
        if (structure.begun()) {
            rest = Etag.Rest.KEPT_ASIDE;
            add(Piece.Kind.UNFINISHED);
        }
        mark(elementOffset, file.etag(Etag.Kind.FAILED, elementOffset, rest));
    }

    private int next() throws IOException {
        int value = window.next();
        if (value != AT_END) {
            offset++;
            line += value == '\n' ? 1 : 0;
        }
        return value;
    }

    /** Goes behind the bracket that opens the array. */
    private void toArray(FileShape shape) throws IOException {
        int wanted = shape == FileShape.ARRAY ? 0 : 1;
        Structure outer = new Structure();
        StringBuilder key = new StringBuilder();
        String lastKey = "";
        int value;
        while ((value = next()) != AT_END) {
            boolean text = outer.inText();
            if (!text
                    && value == '['
                    && outer.depth() == wanted
                    && (wanted == 0 || Structure.isRecords(lastKey))) {
                return;
            }
            outer.add((byte) value);
            if (outer.depth() == 1 && outer.inText() && text) {
                key.append((char) value);
            } else if (outer.depth() == 1 && text && !outer.inText()) {
                lastKey = key.toString();
                key.setLength(0);
            }
        }
    }

    /**
     * Reads the elements, up to a closing bracket if wanted; true when the file ends within one.
     */
    private boolean elements(boolean inArray) throws IOException {
        while (true) {
            int value = next();
            if (value == AT_END) {
                return false;
            }
            if (value == ']' && inArray) {
                return false;
            }
            if (value <= ' ' || value == ',') {
                continue;
            }
            window.back = value;
            offset--;
            if (!element()) {
                return true;
            }
        }
    }

    /** Reads one element into the block; false when the file ends before it does. */
    private boolean element() throws IOException {
        begin();
        while (true) {
            int value = next();
            if (value == AT_END) {
                return false;
            }
            boolean outside = structure.complete();
            if (outside && (value == ',' || value == ']' || value <= ' ')) {
                window.back = value;
                offset--;
                line -= value == '\n' ? 1 : 0;
                break;
            }
            if (structure.inText() && value == '\n') {
                break;
            }
            put((byte) value);
            if (structure.complete() && isClosing(value)) {
                break;
            }
        }
        add(head.isPresent() ? Piece.Kind.EXCESS : Piece.Kind.ELEMENT);
        return true;
    }

    private static boolean isClosing(int value) {
        return value == '}' || value == ']';
    }

    private void begin() {
        structure.reset();
        head = Optional.empty();
        elementOffset = offset;
        elementLine = line;
        start = block.fill();
    }

    private void put(byte value) {
        if (block.room() == 0) {
            makeRoom();
        }
        block.put(value);
        structure.add(value);
    }

    private void makeRoom() {
        if (start > 0 && head.isEmpty()) {
            block.flush(start);
            start = 0;
        } else if (head.isEmpty()
                && block.data().length <= Math.max(limits.recordBytes(), limits.wholeBytes())) {
            block.grow();
        } else {
            Head begun = head.orElseGet(() -> new Head(limits.headBytes()));
            begun.add(block.data(), start, block.fill());
            head = Optional.of(begun);
            block.rewind(start);
        }
    }

    private void add(Piece.Kind kind) {
        Optional<Piece.Excess> excess = Optional.empty();
        if (head.isPresent()) {
            head.get().add(block.data(), start, block.fill());
            block.rewind(start);
            block.put(head.get().first());
            excess = Optional.of(head.get().excess());
            head = Optional.empty();
        }
        block.add(
                new Piece(
                        kind,
                        known.id(),
                        known.file(),
                        elementOffset,
                        elementLine,
                        start,
                        block.fill(),
                        Optional.empty(),
                        excess));
        structure.reset();
        start = block.fill();
    }

    /** Behind the array stand the other fields of its object; anything after that is kept aside. */
    private boolean afterArray(FileShape shape) throws IOException {
        Structure object = new Structure();
        object.add((byte) '{');
        boolean within = shape == FileShape.ENVELOPE;
        while (within) {
            int value = next();
            if (value == AT_END) {
                return false;
            }
            object.add((byte) value);
            within = !object.complete();
        }
        return elements(false);
    }

    private void mark(long position, Etag etag) {
        int end = block.fill();
        block.add(
                new Piece(
                        Piece.Kind.POSITION,
                        known.id(),
                        known.file(),
                        position,
                        0,
                        end,
                        end,
                        Optional.of(known.at(position, etag)),
                        Optional.empty()));
    }
}
