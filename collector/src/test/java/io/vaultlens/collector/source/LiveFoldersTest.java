package io.vaultlens.collector.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vaultlens.collector.ingest.House;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look at what lives sees what grows and what comes beside it, without a walk. */
class LiveFoldersTest {
    private static final String HOUR = "vault/y=2026/m=10/d=%s/h=%s/m=00/PT1H.json";

    @TempDir Path folder;

    private Path hour(String day, String hour) {
        return House.write(folder.resolve(HOUR.formatted(day, hour)), "{}\n");
    }

    @Test
    void itSeesWhatGrowsAndNewHoursAndDaysBesideIt() throws Exception {
        Path now = hour("25", "10");
        LiveFolders live = LiveFolders.of(new FolderTree().add(folder));
        assertEquals(Set.of(now), live.look().keySet());
        House.append(now, "{}\n");
        Path nextHour = hour("25", "11");
        Path nextDay = hour("26", "00");
        House.write(nextDay.resolveSibling("notes.txt"), "no records");
        Path beside = House.write(now.resolveSibling("more.jsonl"), "{}\n");
        assertEquals(Set.of(now, nextHour, nextDay, beside), live.look().keySet());
        assertEquals(6, live.look().get(now).size());
        Files.delete(nextHour);
        assertEquals(Set.of(now, nextDay, beside), live.look().keySet());
    }

    @Test
    void ofManyFilesThoseLiveThatWereWrittenLast() throws Exception {
        for (int i = 0; i < 1_005; i++) {
            Path file = House.write(folder.resolve("f" + i + ".json"), "{}\n");
            Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(i)));
        }
        Set<Path> live = LiveFolders.of(new FolderTree().add(folder)).look().keySet();
        assertEquals(1_000, live.size());
        assertFalse(live.contains(folder.resolve("f4.json")), "the oldest wait for the walk");
    }
}
