package io.vaultlens.collector.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.ingest.House;
import io.vaultlens.collector.ingest.IngestRun;
import io.vaultlens.collector.ingest.Pass;
import io.vaultlens.collector.source.Source;
import io.vaultlens.collector.source.SourceValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event hubs are read from a real broker. */
class HubSourceTest {
    private static final String A = House.job("a", "2026-02-01T00:00:00Z", "Completed");
    private static final String B = House.job("b", "2026-02-01T00:00:01Z", "Completed");
    private static final String C = House.job("c", "2026-02-01T00:00:02Z", "Failed");

    @TempDir static Path work;
    private static Broker broker;

    @BeforeAll
    static void start() {
        broker = new Broker(work.resolve("broker"));
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    private static Source source(House house, String hubs) {
        Map<String, String> given =
                Map.of("servers", broker.servers(), "hubs", hubs, "tls", "false");
        SourceValues values = SourceValues.of("hub", HubSource.KIND, given);
        return HubSource.KIND.source(values, house.ingest.context());
    }

    /** Reads passes until the store has so many jobs. */
    private static IngestRun readUntil(House house, Source source, int jobs) {
        IngestRun total = IngestRun.NOTHING;
        for (int pass = 0; pass < 60 && jobs(house).size() < jobs; pass++) {
            total = total.plus(house.ingest.read(source, Pass.PLAIN));
        }
        assertEquals(jobs, jobs(house).size());
        return total;
    }

    private static List<String> jobs(House house) {
        return house.rows("SELECT \"JobUniqueId\" FROM \"AddonAzureBackupJobs\" ORDER BY 1");
    }

    @Test
    void everyFormOfBodyIsRead() {
        broker.create("forms", 1);
        String array = "[{\"records\": [" + A + "]},\n {\"records\": [" + B + "]}]";
        broker.send(
                "forms", 0, List.of(array, C + "\n" + House.job("d", "2026-02-01T00:00:03Z", "x")));
        try (House house = new House();
                Source source = source(house, "forms")) {
            assertEquals(0, readUntil(house, source, 4).keptAside());
            assertEquals(List.of("a", "b", "c", "d"), jobs(house));
            assertEquals(
                    List.of("kafka:" + broker.servers() + "/forms/0|2"),
                    house.rows("SELECT file, \"offset\" FROM positions"));
        }
    }

    @Test
    void partitionsThatAreAddedAreReadToo() {
        broker.create("grows", 1);
        broker.send("grows", 0, List.of(A));
        try (House house = new House();
                Source source = source(house, "grows")) {
            readUntil(house, source, 1);
            broker.grow("grows", 2);
            broker.send("grows", 1, List.of(B));
            readUntil(house, source, 2);
        }
    }

    @Test
    void whatWasDeletedBeforeItWasReadIsTold() {
        broker.create("short", 1);
        broker.send("short", 0, List.of(A));
        try (House house = new House()) {
            try (Source source = source(house, "short")) {
                readUntil(house, source, 1);
            }
            broker.send("short", 0, List.of(B, B, C));
            broker.deleteBefore("short", 0, 3);
            try (Source source = source(house, "short")) {
                IngestRun run = readUntil(house, source, 2);
                assertEquals(List.of("a", "c"), jobs(house));
                assertEquals(1, run.failures().size(), run.failures().toString());
                assertTrue(
                        run.failures().getFirst().contains("what stood at 1; it is read from 3"));
            }
        }
    }

    @Test
    void aConnectionStringMakesTheSettingsOfEventHubs() {
        String text = "Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKey=a\"b=";
        SourceValues values =
                SourceValues.of(
                        "hub",
                        HubSource.KIND,
                        Map.of("connectionString", text, "hubs", "insights-logs-*"));
        assertEquals(List.of(), HubSettings.mistakes(values));
        Map<String, Object> client = HubSettings.client(values);
        assertEquals("contoso.servicebus.windows.net:9093", client.get("bootstrap.servers"));
        assertEquals("SASL_SSL", client.get("security.protocol"));
        assertEquals("PLAIN", client.get("sasl.mechanism"));
        assertEquals(
                "org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " username=\"$ConnectionString\" password=\""
                        + text.replace("\"", "\\\"")
                        + "\";",
                client.get("sasl.jaas.config"));
    }
}
