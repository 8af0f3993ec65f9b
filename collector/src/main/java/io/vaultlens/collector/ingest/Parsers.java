package io.vaultlens.collector.ingest;

import io.vaultlens.collector.mapping.Plans;
import io.vaultlens.collector.mapping.RecordMapper;
import io.vaultlens.collector.source.Block;
import io.vaultlens.collector.source.Buffers;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that parse, shared by all sources; any thread may hand blocks to them. */
final class Parsers {
    private static final long IDLE_SECONDS = 30;

    private final Plans plans;
    private final IngestSettings settings;
    private final Buffers buffers;
    private final ConcurrentLinkedQueue<BlockParser> idle = new ConcurrentLinkedQueue<>();
    private final ThreadPoolExecutor threads;

    Parsers(Plans plans, IngestSettings settings, Buffers buffers) {
        this.plans = plans;
        this.settings = settings;
        this.buffers = buffers;
        threads =
                new ThreadPoolExecutor(
                        settings.threads(),
                        settings.threads(),
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().name("ingest-parser-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    Future<ParsedBlock> submit(Block block) {
        return threads.submit(() -> parse(block));
    }

    /** A parser that failed is not used again. */
    private ParsedBlock parse(Block block) {
        BlockParser known = idle.poll();
        BlockParser parser =
                known == null
                        ? new BlockParser(new RecordMapper(plans, settings.recordBytes()), settings)
                        : known;
        ParsedBlock parsed = parser.parse(block);
        idle.add(parser);
        buffers.give(block.data());
        return parsed;
    }
}
