package io.vaultlens.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {
    private static final String GOOD = House.job("a", "2026-02-01T00:00:00Z", "Completed");

    @TempDir Path folder;

    private static String with(String text, String found, String instead) {
        return text.replace(found, instead);
    }

    private List<String> reasons(House house) {
        return house.rows("SELECT \"Line\", \"Reason\" FROM \"DeadLetters\" ORDER BY \"Offset\"");
    }

    @Test
    void aLineThatIsNoObjectIsKeptAside() {
        String lines =
                String.join(
                        "\n", "[]", "[1]", "42", "\"text\"", "null", "{} {}", "{\"a\":", GOOD, "");
        Path file = House.write(folder.resolve("lines.json"), lines);
        try (House house = new House()) {
            IngestRun run = house.ingest(file);
            assertEquals(new IngestRun(8, 1, 0, 7, List.of()), run);
            assertEquals(
                    List.of(
                            "1|no JSON object: found an array",
                            "2|no JSON object: found an array",
                            "3|no JSON object: found a number",
                            "4|no JSON object: found a text",
                            "5|no JSON object: found a value",
                            "6|more than one JSON value",
                            "7|not valid JSON: Unexpected end-of-input within/between Object entries"),
                    reasons(house));
        }
    }

    @Test
    void aRecordOfNextYearWaitsUntilThenAndOneOfLastYearIsTaken() {
        String lines =
                String.join(
                        "\n",
                        House.job("next", "2027-03-01T08:00:00Z", "Completed"),
                        House.job("soon", "2026-03-03T08:00:00Z", "Completed"),
                        House.job("last", "2025-03-01T08:00:00Z", "Completed"),
                        "");
        Path file = House.write(folder.resolve("lines.json"), lines);
        try (House house = new House()) {
            assertEquals(new IngestRun(3, 2, 0, 1, List.of()), house.ingest(file));
            assertEquals(
                    List.of(
                            "1|time 2027-03-01T08:00:00Z lies more than 48 hours ahead of the clock,"
                                    + " 2026-03-01T08:00:00Z (aheadHours)"),
                    reasons(house));
            String latest =
                    "SELECT \"JobUniqueId\" FROM \"AddonAzureBackupJobs_current\" ORDER BY 1";
            assertEquals(List.of("last", "soon"), house.rows(latest));
            Clock nextYear = Clock.fixed(Instant.parse("2027-03-01T07:00:00Z"), ZoneOffset.UTC);
            Ingest later = new Ingest(house.store, nextYear, IngestSettings.standard());
            assertEquals(new IngestRun(1, 1, 0, 0, List.of()), later.replay());
            assertEquals(List.of("last", "next", "soon"), house.rows(latest));
        }
    }

    @Test
    void aRecordNeedsAReadableTimeAndAKnownCategory() {
        String lines =
                String.join(
                        "\n",
                        "{}",
                        with(GOOD, "\"time\"", "\"when\""),
                        with(GOOD, "\"2026-02-01T00:00:00Z\"", "\"\""),
                        with(GOOD, "\"2026-02-01T00:00:00Z\"", "\"yesterday\""),
                        with(GOOD, "\"2026-02-01T00:00:00Z\"", "1769904000"),
                        with(GOOD, "AddonAzureBackupJobs", "Weather"),
                        with(GOOD, "\"category\":\"AddonAzureBackupJobs\",", ""));
        Path file = House.write(folder.resolve("lines.json"), lines + "\n");
        try (House house = new House()) {
            assertEquals(new IngestRun(7, 0, 0, 7, List.of()), house.ingest(file));
            assertEquals(
                    List.of(
                            "1|no category",
                            "2|no time",
                            "3|no time",
                            "4|unreadable time 'yesterday'",
                            "5|unreadable time '1769904000'",
                            "6|unknown category 'Weather'",
                            "7|no category"),
                    reasons(house));
        }
    }

    @Test
    void aValueThatItsTypeCannotTakeIsNamed() {
        List<String> lines = new ArrayList<>();
        for (String value :
                List.of("\"soon\"", "true", "{}", "\"1e999\"", "\"2690\"", "2690.5", "\"\"")) {
            lines.add(
                    with(
                            GOOD,
                            "\"JobStatus\"",
                            "\"JobDurationInSecs\":" + value + ",\"JobStatus\""));
        }
        lines.add(
                with(
                        GOOD,
                        "\"JobStatus\"",
                        "\"JobStartDateTime\":\"2026-02-30T00:00:00Z\",\"JobStatus\""));
        lines.add(
                "{\"time\":\"2026-02-01T00:00:00Z\",\"operationName\":\"Alert\","
                        + "\"category\":\"AddonAzureBackupAlerts\","
                        + "\"properties\":{\"CountOfAlertsConsolidated\":2.5}}");
        Path file = House.write(folder.resolve("lines.json"), String.join("\n", lines) + "\n");
        try (House house = new House()) {
            house.ingest(file);
            assertEquals(
                    List.of(
                            "1|column JobDurationInSecs (real) cannot take text 'soon'",
                            "2|column JobDurationInSecs (real) cannot take true 'true'",
                            "3|column JobDurationInSecs (real) cannot take object '{}'",
                            "4|column JobDurationInSecs (real) cannot take text '1e999'",
                            "8|column JobStartDateTime (datetime) cannot take text '2026-02-30T00:00:00Z'",
                            "9|column CountOfAlertsConsolidated (int) cannot take number '2.5'"),
                    reasons(house));
        }
    }

    @Test
    void whatIsNoTextIsKeptInBase64() {
        byte[] bytes = GOOD.replace("item", "i?em").getBytes(StandardCharsets.UTF_8);
        bytes[GOOD.indexOf("item") + 1] = (byte) 0xC3;
        Path file = House.write(folder.resolve("bytes.json"), bytes);
        House.append(file, "\n");
        try (House house = new House()) {
            house.ingest(file);
            assertEquals(List.of("1|not valid UTF-8"), reasons(house));
            String record = house.rows("SELECT \"Record\" FROM \"DeadLetters\"").getFirst();
            assertArrayEquals(
                    bytes, Base64.getDecoder().decode(record.substring("base64:".length())));
        }
    }

    @Test
    void halfASurrogatePairIsNoText() {
        String line = with(GOOD, "\"item\"", "\"\\ud83d alone\"");
        Path file = House.write(folder.resolve("half.json"), line + "\n");
        try (House house = new House()) {
            house.ingest(file);
            assertEquals(List.of("1|a text with half of a surrogate pair"), reasons(house));
        }
    }

    @Test
    void jsonNestedTooDeeplyIsKeptAsideWhole() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        String line = with(GOOD, "\"item\"", deep);
        Path file = House.write(folder.resolve("deep.json"), line + "\n" + GOOD + "\n");
        try (House house = new House()) {
            assertEquals(new IngestRun(2, 1, 0, 1, List.of()), house.ingest(file));
            assertEquals(List.of("1|nested deeper than 1000 levels"), reasons(house));
            assertEquals(
                    List.of(line.length() + "|" + line.length()),
                    house.rows("SELECT \"Length\", length(\"Record\") FROM \"DeadLetters\""));
        }
    }

    @Test
    void readingAgainNeverDoublesOne() {
        Path file = House.write(folder.resolve("lines.json"), "nonsense\n" + GOOD + "\n");
        try (House house = new House()) {
            house.ingest(file);
            assertEquals(IngestRun.NOTHING, house.ingest(file));
            // The same content written anew looks like another file.
            House.write(file, " \n");
            house.ingest(file);
            House.write(file, "nonsense\n" + GOOD + "\n");
            assertEquals(new IngestRun(2, 0, 2, 0, List.of()), house.ingest(file));
            assertEquals(1, house.count("\"DeadLetters\""));
            assertEquals(1, house.count("\"AddonAzureBackupJobs\""));
        }
    }
}
