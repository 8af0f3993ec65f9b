package io.vaultlens.collector.ingest;

import io.vaultlens.collector.source.Position;
import io.vaultlens.collector.store.Chunk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one transaction is to write; used by one thread. */
final class Batch {
    /**
     * A record kept aside as unfinished that is read again.
     *
     * @param path the file
     * @param offset the byte at which it begins
     */
    record TakenBack(String path, long offset) {}

    private final Map<Long, Long> linesBefore;
    private final Map<String, List<Chunk>> chunks = new LinkedHashMap<>();
    private final List<DeadLetter> letters = new ArrayList<>();
    private final List<TakenBack> takenBack = new ArrayList<>();
    private final List<Long> answered = new ArrayList<>();
    private final Map<Long, Position> positions = new LinkedHashMap<>();
    private long rows;
    private long bytes;
    private long read;
    private long newestTicks;

    Batch() {
        this(new HashMap<>());
    }

    private Batch(Map<Long, Long> linesBefore) {
        this.linesBefore = linesBefore;
    }

    /** The batch that follows: it goes on counting lines. */
    Batch next() {
        return new Batch(linesBefore);
    }

    void add(ParsedBlock block) {
        read += block.read();
        newestTicks = Math.max(newestTicks, block.newestTicks());
        block.chunks().forEach(this::add);
        for (ParsedBlock.PieceResult piece : block.pieces()) {
            long before =
                    piece.line() > 0
                            ? piece.line() - 1
                            : linesBefore.getOrDefault(piece.file(), 0L);
            for (DeadLetter letter : piece.letters()) {
                add(letter.onLine(before + letter.line()));
            }
            linesBefore.put(piece.file(), before + piece.lines());
            piece.takenBack().ifPresent(takenBack::add);
            piece.after()
                    .map(position -> position.withLine(before + piece.lines()))
                    .ifPresent(position -> positions.put(position.id(), position));
        }
    }

    void add(Chunk chunk) {
        chunks.computeIfAbsent(chunk.layout().table().name(), name -> new ArrayList<>()).add(chunk);
        rows += chunk.rows();
        bytes += chunk.size();
    }

    void add(DeadLetter letter) {
        letters.add(letter);
        bytes += 2L * letter.record().length() + 500;
    }

    /** A record kept aside, by its key, that this batch has the row of. */
    void answer(long letter) {
        answered.add(letter);
    }

    List<Long> answered() {
        return answered;
    }

    void countRead(long records) {
        read += records;
    }

    boolean isFull(IngestSettings settings) {
        return rows >= settings.batchRows() || bytes >= settings.batchBytes();
    }

    boolean isEmpty() {
        return read == 0 && positions.isEmpty() && takenBack.isEmpty();
    }

    Map<String, List<Chunk>> chunks() {
        return chunks;
    }

    List<DeadLetter> letters() {
        return letters;
    }

    List<TakenBack> takenBack() {
        return takenBack;
    }

    Collection<Position> positions() {
        return positions.values();
    }

    long read() {
        return read;
    }

    /** About how much memory it takes. */
    long bytes() {
        return bytes;
    }

    /** The latest time of its records; 0 where it has none. */
    long newestTicks() {
        return newestTicks;
    }
}
