package io.vaultlens.collector.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultlens.collector.ingest.House;
import io.vaultlens.collector.ingest.IngestRun;
import io.vaultlens.collector.ingest.Pass;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {
    private static final Duration REST = Duration.ofSeconds(1);

    @TempDir Path archive;

    private void hour(String container, String hour, String id) {
        String blob = container + "/resourceId=/SUBSCRIPTIONS/S/y=%s/m=00/PT1H.json";
        String job = House.job(id, "2026-02-01T00:00:00Z", "Completed") + "\n";
        House.write(archive.resolve(blob.formatted(hour)), job);
    }

    /** A pass reads one file here. */
    @Test
    void monthsInAnArchiveAreReadNewestFirstWithWhatComesInBetween() {
        hour("insights-logs-a", "2025/m=11/d=30/h=23", "oldest");
        hour("insights-logs-b", "2026/m=01/d=31/h=09", "newest");
        hour("insights-logs-a", "2026/m=01/d=31/h=08", "middle");
        try (House house = new House()) {
            SourceContext context = house.ingest.context();
            FolderSource source =
                    new FolderSource(
                            "archive",
                            List.of(archive),
                            context.limits(),
                            context.buffers(),
                            true,
                            Duration.ZERO);
            List<Extent> extents = new ArrayList<>();
            assertEquals("newest", read(source, house, extents));
            assertEquals(Duration.ZERO, source.rest(REST));
            hour("insights-logs-a", "2026/m=01/d=31/h=10", "just now");
            assertEquals("just now", read(source, house, extents));
            assertEquals("middle", read(source, house, extents));
            assertEquals("oldest", read(source, house, extents));
            assertEquals(REST, source.rest(REST));
            assertEquals("", read(source, house, extents));
            assertEquals(
                    List.of("1 of 3", "2 of 4", "3 of 4", "4 of 4"),
                    extents.stream().map(it -> it.doneFiles() + " of " + it.totalFiles()).toList());
        }
    }

    /** The job that a pass brought. */
    private static String read(FolderSource source, House house, List<Extent> extents) {
        List<String> before = jobs(house);
        Pass pass =
                new Pass() {
                    @Override
                    public void at(Extent extent, long records) {
                        extents.add(extent);
                    }
                };
        IngestRun run = house.ingest.read(source, pass);
        List<String> fresh = jobs(house);
        fresh.removeAll(before);
        assertEquals(run.read(), fresh.size());
        return String.join(",", fresh);
    }

    private static List<String> jobs(House house) {
        return house.rows("SELECT \"JobUniqueId\" FROM \"AddonAzureBackupJobs\" ORDER BY 1");
    }
}
