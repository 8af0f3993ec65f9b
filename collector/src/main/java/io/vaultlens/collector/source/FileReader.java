package io.vaultlens.collector.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;

/** Reads one file from its position to its end; used by one thread. */
final class FileReader {
    private static final int PEEK_BYTES = 1 << 16;

    private final BlockBuilder block;
    private final Limits limits;
    private final boolean waits;

    /**
     * A reader into blocks.
     *
     * @param waits whether an unfinished record at the end waits for more, or is kept aside
     */
    FileReader(BlockBuilder block, Limits limits, boolean waits) {
        this.block = block;
        this.limits = limits;
        this.waits = waits;
    }

    /** Reads what is new; says what kept it from reading to the end. */
    Optional<String> read(Path path, Position known) {
        try (OpenFile file = new OpenFile(path, limits.unpackedBytes())) {
            Optional<Etag> etag = Etag.fromText(known.etag());
            etag.filter(before -> before.rest() == Etag.Rest.KEPT_ASIDE)
                    .ifPresent(before -> takeBack(known));
            long from = start(file, known, etag);
            Position start = from == 0 ? new Position(known.id(), known.file(), 0, 0, "") : known;
            return content(file, start);
        } catch (IOException e) {
            return Optional.of(path + " could not be read to its end: " + reason(e));
        }
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
                        && !file.packed()
                        && file.size() >= known.offset()
                        && etag.get().print().equals(file.print(known.offset()));
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
            lines.fail();
            return Optional.of(file.path() + " could not be read to its end: " + reason(e));
        }
    }

    private Optional<String> document(OpenFile file, Position start, FileShape shape)
            throws IOException {
        DocumentReader reader = new DocumentReader(block, limits, waits, file, start);
        try (InputStream stream = file.contentFrom(0)) {
            reader.read(stream, shape);
            return Optional.empty();
        } catch (IOException e) {
            reader.fail();
            return Optional.of(file.path() + " could not be read to its end: " + reason(e));
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
