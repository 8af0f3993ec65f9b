package io.vaultlens.collector.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.archive.DirtyArchive;
import io.vaultlens.collector.archive.IndependentCount;
import io.vaultlens.collector.backup.BackupProgress;
import io.vaultlens.collector.backup.StoreRestore;
import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever instant the process is killed at: nothing is lost and nothing is there twice. */
@Order(1)
class KillTest {
    @TempDir Path folder;

    @Test
    void killedOnceInEachMomentItCountsAsCountedByHand() throws IOException {
        ingestion(4_000, 1, 1);
    }

    @Test
    @Tag("long")
    void killedManyTimesItCountsAsCountedByHand() throws IOException {
        ingestion(60_000, 60, 12);
    }

    @Test
    void killedWhileItIsLookedAfterTheStoreIsAsIfUndisturbed() throws Exception {
        upkeep(1, 1);
    }

    @Test
    @Tag("long")
    void killedManyTimesWhileItIsLookedAfterTheStoreIsAsIfUndisturbed() throws Exception {
        upkeep(40, 8);
    }

    private void ingestion(int lines, int atRandom, int inEachMoment) throws IOException {
        Path archive = folder.resolve("archive");
        DirtyArchive.write(archive, 7, lines);
        Kills kills = new Kills(new FolderWork(), archive, folder, Kills.WRITING, 7);
        tell(kills.run(atRandom, inEachMoment), kills);
        assertEquals(IndependentCount.of(archive), kills.finish());
    }

    private void upkeep(int atRandom, int inEachMoment) throws Exception {
        Path backups = Files.createDirectories(folder.resolve("backups"));
        List<String> moments = new ArrayList<>(Kills.WRITING);
        moments.addAll(List.of("clustering", "copied", "shrinking", "backingUp"));
        UpkeepWork work = new UpkeepWork();
        Kills kills = new Kills(work, backups, folder, moments, 11);
        tell(kills.run(atRandom, inEachMoment), kills);
        assertEquals(undisturbed(work), kills.finish());
        // The last backup is whole, whatever befell those that were not finished.
        Path back = folder.resolve("back");
        assertTrue(
                StoreRestore.run(backups.resolve("store.backup"), back, BackupProgress.NONE).rows()
                        > 0);
    }

    private Map<String, Long> undisturbed(UpkeepWork work) throws IOException {
        Path backups = Files.createDirectories(folder.resolve("undisturbed-backups"));
        StoreSettings settings = StoreSettings.standard().withMemoryMegabytes(512);
        try (Store store = Store.open(folder.resolve("undisturbed"), Catalog.load(), settings)) {
            work.run(store, backups, _ -> {});
            return work.figures(store);
        }
    }

    private static void tell(Map<String, Integer> hit, Kills kills) {
        System.out.println("kills by moment: " + hit + ", came to the end: " + kills.ends());
    }
}
