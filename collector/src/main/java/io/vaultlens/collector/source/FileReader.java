package io.vaultlens.collector.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Reads files, one after another, each from its position to its end; used by one thread.
 *
 * <p>It finds out whether a file has a record on each line, or is one document.
 */
public final class FileReader {
    private static final int PEEK_BYTES = 1 << 16;

    private final BlockBuilder block;
    private final Limits limits;
    private final boolean waits;

    /**
     * A reader into a sink.
     *
     * @param waits whether an unfinished record at a file's end waits for more, or is kept aside
     */
    public FileReader(Buffers buffers, Sink sink, Limits limits, boolean waits) {
        this.block = new BlockBuilder(buffers, sink);
        this.limits = limits;
        this.waits = waits;
    }

    /** Says how much there is to read and how much of it is read. */
    public void extent(Extent read) {
        block.extent(read);
    }

    /** How much was said to be read. */
    public Extent extent() {
        return block.extent();
    }

    /** Hands over what was read so far. */
    public void flush() {
        block.flush(block.fill());
    }

    /** Hands over what is left; nothing is read after that. */
    public void finish() {
        block.finish();
    }

    /** Reads what is new; says what kept it from reading to the end. */
    Optional<String> read(Path path, Position known) {
        try (OpenFile file = new DiskFile(path, limits.unpackedBytes())) {
            return read(file, known);
        } catch (IOException e) {
            return Optional.of(path + " could not be read to its end: " + reason(e));
        }
    }

    /**
     * Reads what is new; says what kept it from reading to the end.
     *
     * @throws IOException where nothing of it could be read
     */
    public Optional<String> read(OpenFile file, Position known) throws IOException {
        Optional<Etag> etag = Etag.fromText(known.etag());
        long from = start(file, known, etag);
        etag.filter(before -> before.rest() == Etag.Rest.KEPT_ASIDE)
                .ifPresent(before -> takeBack(known));
        Position start = from == 0 ? new Position(known.id(), known.file(), 0, 0, "") : known;
        return content(file, start);
    }

    /** Whether a file has changed since it was read to this position. */
    public static boolean isChanged(Position known, long size, long modified) {
        Optional<Etag> etag = Etag.fromText(known.etag());
        return etag.isEmpty()
                || etag.get().size() != size
                || etag.get().modifiedNanos() != modified;
    }

    /** Whether a file is to be tried again though it has not changed. */
    static boolean isUnfinished(Position known, boolean waits) {
        return Etag.fromText(known.etag())
                .filter(etag ->
                        etag.kind() == Etag.Kind.FAILED || etag.rest() == Etag.Rest.WAITS && !waits)
                .isPresent();
    }

    /** Where a file that has grown would be read on. */
    public static long goesOnAt(Position known) {
        boolean lines =
                Etag.fromText(known.etag()).filter(e -> e.kind() == Etag.Kind.LINES).isPresent();
        return lines ? known.offset() : 0;
    }

    private void takeBack(Position known) {
        block.add(
                new Piece(
                        Piece.Kind.TAKEN_BACK,
                        known.id(),
                        known.file(),
                        known.offset(),
                        known.line() + 1,
                        0,
                        0,
                        Optional.empty(),
                        Optional.empty()));
    }

    /** Lines go on where they ended, as long as what lies before is the same. */
    private static long start(OpenFile file, Position known, Optional<Etag> etag)
            throws IOException {
        boolean goesOn =
                etag.isPresent()
                        && etag.get().kind() == Etag.Kind.LINES
                        && file.size() >= known.offset()
                        && etag.get().print().equals(file.print(known.offset()))
                        && !file.packed();
        return goesOn ? known.offset() : 0;
    }

    private Optional<String> content(OpenFile file, Position start) throws IOException {
        if (block.room() < PEEK_BYTES) {
            block.flush(block.fill());
        }
        LineReader lines = new LineReader(block, limits, waits, file, start);
        try (InputStream stream = file.contentFrom(start.offset())) {
            int begin = block.fill();
            if (start.offset() == 0) {
                fill(stream);
                FileShape shape = FileShape.of(block.data(), begin, block.fill(), file);
                if (shape != FileShape.LINES) {
                    block.rewind(begin);
                    return document(file, start, shape);
                }
            }
            lines.read(stream);
            return Optional.empty();
        } catch (IOException e) {
            if (file.isDamage(e)) {
                lines.fail();
            } else {
                lines.pause();
            }
            return Optional.of(file.name() + " could not be read to its end: " + reason(e));
        }
    }

    private Optional<String> document(OpenFile file, Position start, FileShape shape)
            throws IOException {
        int begin = block.fill();
        DocumentReader reader = new DocumentReader(block, limits, waits, file, start);
        try (InputStream stream = file.contentFrom(0)) {
            reader.read(stream, shape);
            return Optional.empty();
        } catch (IOException e) {
            if (file.isDamage(e)) {
                reader.fail();
            } else {
                block.rewind(begin);
            }
            return Optional.of(file.name() + " could not be read to its end: " + reason(e));
        }
    }

    private void fill(InputStream stream) throws IOException {
        int wanted = block.fill() + PEEK_BYTES;
        try {
            while (block.fill() < wanted && block.room() > 0 && block.read(stream) >= 0) {
                // Streams give what they have at hand; the shape needs more.
            }
        } catch (EOFException | ZipException e) {
            // What there is decides; the failure comes again.
        }
    }

    static String reason(IOException e) {
        return switch (e) {
            case EOFException eof -> "the compressed data end too early";
            case ZipException zip -> "the compressed data are damaged (" + zip.getMessage() + ")";
            case NoSuchFileException none -> "there is no such file";
            case AccessDeniedException denied -> "no permission to read it";
            default -> String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        };
    }
}
