package io.vaultlens.collector.ingest;

import io.vaultlens.collector.mapping.Mapped;
import io.vaultlens.collector.mapping.Place;
import io.vaultlens.collector.mapping.RecordMapper;
import io.vaultlens.collector.mapping.Rejected;
import io.vaultlens.collector.source.Block;
import io.vaultlens.collector.source.Piece;
import io.vaultlens.collector.store.Chunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes rows of the records in a block; used by one thread. */
final class BlockParser {
    private final RecordMapper mapper;
    private final IngestSettings settings;

    BlockParser(RecordMapper mapper, IngestSettings settings) {
        this.mapper = mapper;
        this.settings = settings;
    }

    ParsedBlock parse(Block block) {
        List<ParsedBlock.PieceResult> results = new ArrayList<>();
        long kept = 0;
        for (Piece piece : block.pieces()) {
            List<DeadLetter> letters = new ArrayList<>();
            long lines = 0;
            mapper.readFrom(piece.path());
            switch (piece.kind()) {
                case LINES -> lines = lines(block.data(), piece);
                case ELEMENT -> element(block.data(), piece);
                case EXCESS, UNFINISHED -> {
                    letters.add(DeadLetter.of(piece, block.data(), settings).onLine(1));
                    lines = piece.kind() == Piece.Kind.EXCESS ? 1 : 0;
                    kept++;
                }
                case TAKEN_BACK, POSITION -> {}
            }
            for (Rejected rejected : mapper.takeRejected()) {
                letters.add(DeadLetter.of(rejected, piece.path(), settings));
            }
            Optional<Batch.TakenBack> back =
                    piece.kind() == Piece.Kind.TAKEN_BACK
                            ? Optional.of(new Batch.TakenBack(piece.path(), piece.offset()))
                            : Optional.empty();
            results.add(
                    new ParsedBlock.PieceResult(
                            piece.file(), piece.line(), lines, letters, back, piece.after()));
        }
        Mapped mapped = mapper.finish();
        return new ParsedBlock(
                mapped.chunks(),
                results,
                mapped.read() + kept,
                mapped.chunks().stream().mapToLong(Chunk::newestTicks).max().orElse(0),
                block.extent());
    }

    private long lines(byte[] data, Piece piece) {
        long shift = piece.offset() - piece.from();
        long line = 0;
        int at = piece.from();
        while (at < piece.to()) {
            int newline = LineEnd.find(data, at, piece.to());
            line++;
            int end = newline > at && data[newline - 1] == '\r' ? newline - 1 : newline;
            if (!isBlank(data, at, end)) {
                record(data, at, end, new Place(piece.file(), shift, line));
            }
            at = newline + 1;
        }
        return line;
    }

    private void element(byte[] data, Piece piece) {
        long shift = piece.offset() - piece.from();
        record(data, piece.from(), piece.to(), new Place(piece.file(), shift, 1));
    }

    private void record(byte[] data, int from, int to, Place place) {
        if (to - from <= settings.recordBytes()) {
            mapper.add(data, from, to, place);
        } else {
            mapper.reject(
                    Arrays.copyOfRange(data, from, to),
                    place.file(),
                    from + place.shift(),
                    place.line(),
                    "longer than " + settings.recordBytes() + " bytes (recordBytes)");
        }
    }

    private static boolean isBlank(byte[] data, int from, int to) {
        for (int i = from; i < to; i++) {
            if (data[i] != ' ' && data[i] != '\t' && data[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
