package io.vaultlens.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingFilesTest {
    private static final String A = House.job("a", "2026-02-01T00:00:00Z", "Completed");
    private static final String B = House.job("b", "2026-02-01T00:00:01Z", "Completed");
    private static final String C = House.job("c", "2026-02-01T00:00:02Z", "Failed");

    @TempDir Path folder;

    private static List<String> jobs(House house) {
        return house.rows("SELECT \"JobUniqueId\" FROM \"AddonAzureBackupJobs\" ORDER BY 1");
    }

    @Test
    void aFileIsReadOnWhereItEnded() {
        Path file = House.write(folder.resolve("PT1H.json"), A + "\r\n");
        try (House house = new House()) {
            assertEquals(new IngestRun(1, 1, 0, 0, List.of()), house.ingest(folder));
            House.append(file, B + "\nnonsense\n" + C + "\n");
            assertEquals(new IngestRun(3, 2, 0, 1, List.of()), house.ingest(folder));
            assertEquals(List.of("a", "b", "c"), jobs(house));
            assertEquals(
                    List.of("3|" + (A.length() + B.length() + 3)),
                    house.rows("SELECT \"Line\", \"Offset\" FROM \"DeadLetters\""));
        }
    }

    @Test
    void aFileThatWasReplacedIsReadFromItsStart() {
        Path file = House.write(folder.resolve("PT1H.json"), A + "\n");
        try (House house = new House()) {
            house.ingest(folder);
            House.write(file, B + "\n" + C + "\n");
            assertEquals(new IngestRun(2, 2, 0, 0, List.of()), house.ingest(folder));
            House.write(file, C + "\n");
            assertEquals(new IngestRun(1, 0, 1, 0, List.of()), house.ingest(folder));
            assertEquals(List.of("a", "b", "c"), jobs(house));
        }
    }

    @Test
    void aWholeLastLineIsARecordWithoutItsLineEnd() {
        Path file = House.write(folder.resolve("PT1H.json"), A);
        try (House house = new House()) {
            house.ingest(folder);
            House.append(file, "\n" + B);
            assertEquals(new IngestRun(1, 1, 0, 0, List.of()), house.ingest(folder));
            assertEquals(List.of("a", "b"), jobs(house));
            assertEquals(0, house.count("\"DeadLetters\""));
        }
    }

    @Test
    void anUnfinishedLastLineIsKeptAsideAndTakenBack() {
        Path file = House.write(folder.resolve("PT1H.json"), A + "\n" + B.substring(0, 40));
        try (House house = new House()) {
            assertEquals(new IngestRun(2, 1, 0, 1, List.of()), house.ingest(folder));
            assertEquals(IngestRun.NOTHING, house.ingest(folder));
            assertEquals(1, house.count("\"DeadLetters\""));
            House.append(file, B.substring(40) + "\n");
            assertEquals(new IngestRun(1, 1, 0, 0, List.of()), house.ingest(folder));
            assertEquals(0, house.count("\"DeadLetters\""));
            assertEquals(List.of("a", "b"), jobs(house));
        }
    }

    @Test
    void aLineThatStaysDamagedWhenTheFileGrowsIsKeptAsideOnce() {
        Path file = House.write(folder.resolve("PT1H.json"), A + "\n{\"broken");
        try (House house = new House()) {
            house.ingest(folder);
            House.append(file, "\n" + B + "\n");
            assertEquals(new IngestRun(2, 1, 0, 1, List.of()), house.ingest(folder));
            assertEquals(
                    List.of("{\"broken"), house.rows("SELECT \"Record\" FROM \"DeadLetters\""));
        }
    }

    @Test
    void aDocumentThatGrowsIsReadAgainWithoutRepeats() {
        Path file =
                House.write(
                        folder.resolve("all.json"),
                        "{\"records\": [\n" + A + ",\n" + B.substring(0, 30));
        try (House house = new House()) {
            assertEquals(new IngestRun(2, 1, 0, 1, List.of()), house.ingest(folder));
            House.append(file, B.substring(30) + "\n]}\n");
            assertEquals(new IngestRun(2, 1, 1, 0, List.of()), house.ingest(folder));
            assertEquals(0, house.count("\"DeadLetters\""));
            assertEquals(List.of("a", "b"), jobs(house));
        }
    }
}
