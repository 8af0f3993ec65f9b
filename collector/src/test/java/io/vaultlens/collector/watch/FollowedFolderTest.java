package io.vaultlens.collector.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultlens.collector.ingest.House;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.collector.source.FolderSource;
import io.vaultlens.collector.source.SourceValues;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedFolderTest {
    private static final String A = House.job("a", "2026-02-01T00:00:00Z", "Completed");
    private static final String B = House.job("b", "2026-02-01T00:00:01Z", "Completed");
    private static final String C = House.job("c", "2026-02-01T00:00:02Z", "Failed");
    private static final IngestSettings SETTINGS =
            IngestSettings.standard().withWatchInterval(Duration.ofMillis(50));

    @TempDir Path folder;

    private static List<String> jobs(House house) {
        return house.rows("SELECT \"JobUniqueId\" FROM \"AddonAzureBackupJobs\" ORDER BY 1");
    }

    private static Watches follow(House house, HealthTable table, Path path) {
        Watches watches = new Watches(house.ingest, table);
        watches.add(SourceValues.of("archive", FolderSource.KIND, Map.of("path", path.toString())));
        watches.startAll();
        return watches;
    }

    @Test
    void itShowsWhatIsAddedAndWaitsForTheRest() {
        Path file = House.write(folder.resolve("PT1H.json"), A + "\n" + B.substring(0, 40));
        try (House house = new House(SETTINGS);
                HealthTable table = new HealthTable(house.store, Clock.systemUTC());
                Watches watches = follow(house, table, folder)) {
            Awaitility.await().until(() -> jobs(house).equals(List.of("a")));
            House.append(file, B.substring(40) + "\n");
            Awaitility.await().until(() -> jobs(house).equals(List.of("a", "b")));
            House.write(folder.resolve("more/new.jsonl"), C + "\n");
            Awaitility.await().until(() -> jobs(house).equals(List.of("a", "b", "c")));
            assertEquals(0, house.count("\"DeadLetters\""));
            assertEquals(
                    List.of("archive|3"),
                    house.rows(
                            "SELECT \"Source\", sum(\"Read\") FROM \"IngestionRuns\" GROUP BY 1"));
            Awaitility.await()
                    .until(() ->
                            house.rows(
                                            "SELECT \"Kind\", \"Read\", \"Written\" FROM"
                                                    + " \"Sources\"")
                                    .equals(List.of("folder|3|3")));
        }
    }

    @Test
    void aMissingFolderIsWaitedFor() {
        Path later = folder.resolve("later");
        try (House house = new House(SETTINGS);
                HealthTable table = new HealthTable(house.store, Clock.systemUTC());
                Watches watches = follow(house, table, later)) {
            Awaitility.await().until(() -> house.count("\"IngestionRuns\"") == 1);
            House.write(later.resolve("PT1H.json"), A + "\n");
            Awaitility.await().until(() -> jobs(house).equals(List.of("a")));
            assertEquals(
                    List.of("Failed", "Completed"),
                    house.rows("SELECT \"Outcome\" FROM \"IngestionRuns\" ORDER BY _key"));
        }
    }

    @Test
    void itsFiguresGoOnInTheNextProcess() {
        House.write(folder.resolve("PT1H.json"), A + "\n");
        try (House house = new House(SETTINGS)) {
            try (HealthTable table = new HealthTable(house.store, Clock.systemUTC());
                    Watches watches = follow(house, table, folder)) {
                Awaitility.await().until(() -> jobs(house).equals(List.of("a")));
            }
            House.append(folder.resolve("PT1H.json"), B + "\n");
            try (HealthTable table = new HealthTable(house.store, Clock.systemUTC());
                    Watches watches = follow(house, table, folder)) {
                Awaitility.await().until(() -> jobs(house).equals(List.of("a", "b")));
            }
            assertEquals(
                    List.of("archive|2|2|Stopped"),
                    house.rows(
                            "SELECT \"Name\", \"Read\", \"Written\", \"State\" FROM \"Sources\""));
        }
    }
}
