package io.vaultlens.collector.kill;

import io.vaultlens.collector.archive.StoreCount;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.collector.ingest.Progress;
import io.vaultlens.collector.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Takes an archive in. */
public final class FolderWork implements KillWork {
    private static final int BATCH_ROWS = 1_000;

    @Override
    public void run(Store store, Path input, Moments moments) {
        IngestSettings small = IngestSettings.standard().withBatchRows(BATCH_ROWS);
        new Ingest(store, Clock.systemUTC(), small).paths(List.of(input), Progress.NONE);
    }

    @Override
    public Map<String, Long> figures(Store store) {
        return StoreCount.of(store);
    }
}
