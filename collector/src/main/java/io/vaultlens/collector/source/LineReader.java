package io.vaultlens.collector.source;

import io.vaultlens.collector.mapping.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Reads lines into blocks and says how far the file is read; used by one thread. */
final class LineReader {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final BlockBuilder block;
    private final Limits limits;
    private final boolean waits;
    private final OpenFile file;
    private final Position known;

    /** Where in the block the bytes of this file begin that are in no piece yet. */
    private int start;

    /** The byte of the file that stands there. */
    private long offset;

    /** The line that begins there; 0 once the lines before are counted by who parses them. */
    private long line;

    LineReader(BlockBuilder block, Limits limits, boolean waits, OpenFile file, Position known) {
        this.block = block;
        this.limits = limits;
        this.waits = waits;
        this.file = file;
        this.known = known;
        this.offset = known.offset();
        this.line = known.line() + 1;
        this.start = block.fill();
    }

    /** Reads to the end; what is in the block behind the place of construction is read already. */
    void read(InputStream stream) throws IOException {
        boolean first = offset == 0;
        if (first && block.fill() - start >= MARK.length) {
            skipMark();
            first = false;
        }
        while (block.room() > 0 || makeRoom(stream)) {
            if (block.read(stream) < 0) {
                end();
                return;
            }
            if (first && block.fill() - start >= MARK.length) {
                skipMark();
                first = false;
            }
        }
        end();
    }

    private void skipMark() {
        byte[] data = block.data();
        for (int i = 0; i < MARK.length; i++) {
            if (data[start + i] != MARK[i]) {
                return;
            }
        }
        start += MARK.length;
        offset += MARK.length;
    }

    /** Hands over whole lines and makes room for more; false when the file ended meanwhile. */
    private boolean makeRoom(InputStream stream) throws IOException {
        int newline = lastNewline();
        if (newline >= start) {
            addLines(newline + 1, Optional.of(file.etagWithin(offset + newline + 1 - start)));
        }
        if (start > 0) {
            block.flush(start);
            start = 0;
            return true;
        }
        if (block.data().length <= Math.max(limits.recordBytes(), limits.wholeBytes())) {
            block.grow();
            return true;
        }
        return skipLongLine(stream);
    }

    private int lastNewline() {
        byte[] data = block.data();
        int at = block.fill() - 1;
        while (at >= start && data[at] != '\n') {
            at--;
        }
        return at;
    }

    private void addLines(int to, Optional<Etag> etag) {
        Optional<Position> after = etag.map(tag -> known.at(offset + to - start, tag));
        add(Piece.Kind.LINES, to, after, Optional.empty());
    }

    private void add(
            Piece.Kind kind, int to, Optional<Position> after, Optional<Piece.Excess> excess) {
        block.add(
                new Piece(kind, known.id(), known.file(), offset, line, start, to, after, excess));
        offset += to - start;
        start = to;
        line = 0;
    }

    /** Reads past a line that is too long to hold, keeping its head; memory stays as it is. */
    private boolean skipLongLine(InputStream stream) throws IOException {
        Head head = new Head(limits.headBytes());
        byte[] data = block.data();
        head.add(data, 0, block.fill());
        long length = block.fill();
        boolean ended = false;
        int restFrom = 0;
        int restTo = 0;
        while (!ended) {
            int count = stream.read(data, 0, data.length);
            if (count < 0) {
                break;
            }
            int newline = 0;
            while (newline < count && data[newline] != '\n') {
                newline++;
            }
            ended = newline < count;
            head.add(data, 0, newline);
            length += newline + (ended ? 1 : 0);
            restFrom = Math.min(newline + 1, count);
            restTo = count;
        }
        byte[] rest = Arrays.copyOfRange(data, restFrom, Math.max(restFrom, restTo));
        byte[] first = head.first();
        block.rewind(0);
        block.put(first);
        long behind = offset + length;
        start = 0;
        add(
                Piece.Kind.EXCESS,
                first.length,
                Optional.of(known.at(behind, file.etagWithin(behind))),
                Optional.of(head.excess()));
        offset = behind;
        block.flush(first.length);
        block.put(rest);
        start = 0;
        return ended;
    }

    /** Deals with the bytes behind the last line end, and marks the file as read. */
    private void end() throws IOException {
        int newline = lastNewline();
        if (newline >= start) {
            addLines(newline + 1, Optional.empty());
        }
        int restTo = block.fill();
        Etag.Rest rest = Etag.Rest.NONE;
        long position = offset + restTo - start;
        if (Structure.space(block.data(), start, restTo) < restTo) {
            if (Json.isObject(block.data(), start, restTo)) {
                addLines(restTo, Optional.empty());
            } else if (waits) {
                rest = Etag.Rest.WAITS;
                position = offset;
                block.rewind(start);
            } else {
                rest = Etag.Rest.KEPT_ASIDE;
                position = offset;
                add(Piece.Kind.UNFINISHED, restTo, Optional.empty(), Optional.empty());
            }
        }
        Etag.Kind kind = file.packed() ? Etag.Kind.WHOLE : Etag.Kind.LINES;
        mark(position, file.etag(kind, position, rest));
    }

    /** Keeps the whole lines read so far; the file is read on behind them. */
    void pause() throws IOException {
        int newline = lastNewline();
        if (newline >= start) {
            addLines(newline + 1, Optional.of(file.etagWithin(offset + newline + 1 - start)));
        }
        block.rewind(start);
    }

    /** Keeps what was readable of a damaged file; it is read again from its start next time. */
    void fail() throws IOException {
        int newline = lastNewline();
        if (newline >= start) {
            addLines(newline + 1, Optional.empty());
        }
        long position = offset;
        Etag.Rest rest = Etag.Rest.NONE;
        if (Structure.space(block.data(), start, block.fill()) < block.fill()) {
            rest = Etag.Rest.KEPT_ASIDE;
            add(Piece.Kind.UNFINISHED, block.fill(), Optional.empty(), Optional.empty());
        }
        mark(position, file.etag(Etag.Kind.FAILED, position, rest));
    }

    private void mark(long position, Etag etag) {
        int end = block.fill();
        start = end;
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
