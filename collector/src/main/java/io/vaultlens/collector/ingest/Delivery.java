package io.vaultlens.collector.ingest;

import io.vaultlens.collector.mapping.RecordMapper;
import io.vaultlens.collector.source.Block;
import io.vaultlens.collector.source.Sink;
import java.util.List;

/**
 * Records that came together: they are committed together or not at all; used by one thread at a
 * time.
 */
public final class Delivery implements Sink {
    /**
     * A record of it that no table takes.
     *
     * @param offset the byte at which it begins
     * @param line the line at which it begins, counted from 1
     * @param reason why it is kept aside
     */
    public record Aside(long offset, long line, String reason) {}

    private final String source;
    private final String category;
    private final RecordMapper mapper;
    private final BlockParser parser;
    private final Batch batch = new Batch();
    private long unreadable;

    Delivery(String source, String category, RecordMapper mapper, IngestSettings settings) {
        this.source = source;
        this.category = category;
        this.mapper = mapper;
        this.parser = new BlockParser(mapper, settings);
    }

    /** Makes rows of the records in a block; its bytes may be used again when this returns. */
    @Override
    public void accept(Block block) {
        mapper.readFor(category);
        batch.add(parser.parse(block));
        unreadable += mapper.takeUnreadable();
    }

    /** How many records came so far. */
    public long read() {
        return batch.read();
    }

    /** Whether something came, and none of it was a JSON object. */
    public boolean isNoJson() {
        return batch.read() > 0 && unreadable == batch.read();
    }

    /** The records that no table takes. */
    public List<Aside> keptAside() {
        return batch.letters().stream()
                .map(letter -> new Aside(letter.offset(), letter.line(), letter.reason()))
                .toList();
    }

    String source() {
        return source;
    }

    Batch batch() {
        return batch;
    }

    RecordMapper mapper() {
        return mapper;
    }
}
