package io.vaultlens.collector.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.specialized.AppendBlobClient;
import io.vaultlens.collector.ingest.House;
import io.vaultlens.collector.ingest.IngestRun;
import io.vaultlens.collector.ingest.Pass;
import io.vaultlens.collector.source.Source;
import io.vaultlens.collector.source.SourceException;
import io.vaultlens.collector.source.SourceValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blobs are followed as they grow, whatever they are. */
class BlobSourceTest {
    private static final String HOURS = "/y=2026/m=03/d=01/h=%s/m=00/PT1H.json";
    private static final String A = House.job("a", "2026-02-01T00:00:00Z", "Completed");
    private static final String B = House.job("b", "2026-02-01T00:00:01Z", "Completed");
    private static final String C = House.job("c", "2026-02-01T00:00:02Z", "Failed");

    @TempDir static Path work;
    private static Azurite azurite;

    @BeforeAll
    static void start() {
        azurite = new Azurite(work);
    }

    @AfterAll
    static void stop() {
        if (azurite != null) {
            azurite.close();
        }
    }

    private static Source source(House house, String containers) {
        SourceValues values =
                SourceValues.of(
                        "account",
                        BlobSource.KIND,
                        Map.of(
                                "connectionString",
                                azurite.connectionString(),
                                "containers",
                                containers));
        return BlobSource.KIND.source(values, house.ingest.context());
    }

    private static BlobClient blob(String container, String name) {
        azurite.client().getBlobContainerClient(container).createIfNotExists();
        return azurite.client().getBlobContainerClient(container).getBlobClient(name);
    }

    private static void append(BlobClient blob, String text) {
        AppendBlobClient appending = blob.getAppendBlobClient();
        appending.createIfNotExists();
        BinaryData data = BinaryData.fromString(text);
        appending.appendBlock(data.toStream(), data.getLength());
    }

    private static List<String> jobs(House house) {
        return house.rows("SELECT \"JobUniqueId\" FROM \"AddonAzureBackupJobs\" ORDER BY 1");
    }

    @Test
    void anAppendBlobIsReadOnWhereItEnded() {
        BlobClient blob = blob("grows", "resourceId=/X" + HOURS.formatted("08"));
        try (House house = new House();
                Source source = source(house, "grows")) {
            append(blob, A + "\r\n" + B.substring(0, 40));
            assertEquals(
                    new IngestRun(1, 1, 0, 0, List.of()), house.ingest.read(source, Pass.PLAIN));
            assertEquals(IngestRun.NOTHING, house.ingest.read(source, Pass.PLAIN));
            append(blob, B.substring(40) + "\r\n" + C + "\r\n");
            assertEquals(
                    new IngestRun(2, 2, 0, 0, List.of()), house.ingest.read(source, Pass.PLAIN));
            assertEquals(List.of("a", "b", "c"), jobs(house));
        }
    }

    @Test
    void aBlobThatWasReplacedIsReadFromItsStartAndDoublesNothing() {
        BlobClient blob = blob("replaced", "resourceId=/X" + HOURS.formatted("08"));
        try (House house = new House();
                Source source = source(house, "replaced")) {
            blob.upload(BinaryData.fromString(A + "\n" + B + "\n"));
            house.ingest.read(source, Pass.PLAIN);
            blob.upload(BinaryData.fromString(B + "\n" + C + "\n"), true);
            assertEquals(
                    new IngestRun(2, 1, 1, 0, List.of()), house.ingest.read(source, Pass.PLAIN));
            append(blob("replaced", "resourceId=/Y" + HOURS.formatted("09")), A + "\n");
            assertEquals(
                    new IngestRun(1, 0, 1, 0, List.of()), house.ingest.read(source, Pass.PLAIN));
            assertEquals(List.of("a", "b", "c"), jobs(house));
        }
    }

    @Test
    void packedBlobsAndDocumentsAreReadToo() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write((A + "\n").getBytes(StandardCharsets.UTF_8));
        }
        blob("others", "old/a.json.gz").upload(BinaryData.fromBytes(packed.toByteArray()));
        blob("others", "old/b.json")
                .upload(BinaryData.fromString("{\"records\": [\n" + B + ",\n" + C + "\n]}"));
        blob("others", "old/readme.txt").upload(BinaryData.fromString("no record"));
        blob("others", "old/empty.json").upload(BinaryData.fromString(""));
        try (House house = new House();
                Source source = source(house, "oth*")) {
            assertEquals(
                    new IngestRun(3, 3, 0, 0, List.of()), house.ingest.read(source, Pass.PLAIN));
            assertEquals(IngestRun.NOTHING, house.ingest.read(source, Pass.PLAIN));
        }
    }

    @Test
    void aLargeBlobIsReadInSeveralRequests() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            lines.add(House.job("job-" + i, "2026-02-01T00:00:00Z", "Completed"));
        }
        blob("large", "resourceId=/X" + HOURS.formatted("07"))
                .upload(BinaryData.fromString(String.join("\n", lines) + "\n"));
        try (House house = new House();
                Source source = source(house, "large")) {
            assertEquals(
                    new IngestRun(40_000, 40_000, 0, 0, List.of()),
                    house.ingest.read(source, Pass.PLAIN));
            assertEquals(IngestRun.NOTHING, house.ingest.read(source, Pass.PLAIN));
        }
    }

    @Test
    void dataExportNamesItsTableByTheContainer() {
        blob("am-heartbeat", "WorkspaceResourceId=/w/y=2026/m=03/d=01/h=08/m=05/PT05M.json")
                .upload(
                        BinaryData.fromString(
                                "{\"TimeGenerated\":\"2026-03-01T08:01:00Z\",\"Computer\":\"c1\"}\n"));
        try (House house = new House();
                Source source = source(house, "am-*")) {
            assertEquals(
                    new IngestRun(1, 1, 0, 0, List.of()), house.ingest.read(source, Pass.PLAIN));
            assertEquals(List.of("c1"), house.rows("SELECT \"Computer\" FROM \"Heartbeat\""));
        }
    }

    @Test
    void anAccountThatRefusesIsToldWithTheRoleThatHelps() {
        String wrong =
                azurite.connectionString().replaceFirst("AccountKey=....", "AccountKey=AAAA");
        SourceValues values =
                SourceValues.of("account", BlobSource.KIND, Map.of("connectionString", wrong));
        try (House house = new House();
                Source source = BlobSource.KIND.source(values, house.ingest.context())) {
            String message =
                    assertThrows(SourceException.class, () -> house.ingest.read(source, Pass.PLAIN))
                            .getMessage();
            assertTrue(message.contains("Storage Blob Data Reader"), message);
        }
    }
}
