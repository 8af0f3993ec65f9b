package io.vaultlens.collector.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestRun;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.collector.ingest.Progress;
import io.vaultlens.collector.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirtyArchiveTest {
    @TempDir Path archive;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void ingestedTwiceItCountsAsCountedByHand(long seed) {
        DirtyArchive.write(archive, seed, 3_000);
        Map<String, Long> expected = IndependentCount.of(archive);
        try (Store store = Store.inMemory(Catalog.load())) {
            Ingest ingest = new Ingest(store, Clock.systemUTC(), IngestSettings.standard());
            IngestRun first = ingest.paths(List.of(archive), Progress.NONE);
            assertEquals(expected, StoreCount.of(store));
            assertEquals(expected.get("DeadLetters"), first.keptAside());
            assertEquals(first.read(), first.written() + first.repeated() + first.keptAside());
            ingest.paths(List.of(archive), Progress.NONE);
            assertEquals(expected, StoreCount.of(store));
        }
    }
}
