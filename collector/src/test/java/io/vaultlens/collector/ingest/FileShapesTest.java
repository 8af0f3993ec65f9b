package io.vaultlens.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileShapesTest {
    private static final String A = House.job("a", "2026-02-01T00:00:00Z", "Completed");
    private static final String B = House.job("b", "2026-02-01T00:00:01Z", "Completed");

    @TempDir Path folder;

    /** What a file of this text gives: jobs, then how many were kept aside. */
    private String read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private String read(byte[] bytes) {
        Path file = House.write(folder.resolve("file.json"), bytes);
        try (House house = new House()) {
            house.ingest(file);
            String sql = "SELECT \"JobUniqueId\" FROM \"AddonAzureBackupJobs\" ORDER BY 1";
            return String.join("", house.rows(sql)) + house.count("\"DeadLetters\"");
        }
    }

    private static byte[] packed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the text cannot be packed", e);
        }
        return bytes.toByteArray();
    }

    @Test
    void linesAreReadWithAnyLineEndAndAByteOrderMark() {
        assertEquals("ab0", read(A + "\n" + B + "\n"));
        assertEquals("ab0", read(A + "\r\n" + B + "\r\n"));
        assertEquals("ab0", read("\uFEFF" + A + "\n\n  \n" + B));
        assertEquals("0", read(""));
        assertEquals("0", read("\n\r\n"));
    }

    @Test
    void envelopesAndArraysAreReadThrough() {
        assertEquals("ab0", read("{\"records\":[" + A + "," + B + "]}"));
        assertEquals("ab0", read("{\"Records\" : [\n" + A + ",\n" + B + "\n]\n}\n"));
        assertEquals(
                "ab0",
                read(
                        "{\"source\":{\"x\":[1]},\n\"records\":[\n"
                                + A
                                + ","
                                + B
                                + "], \"n\": {\"y\":2}}"));
        assertEquals("ab0", read("[" + A + "," + B + "]"));
        assertEquals("ab0", read("[\n" + A + ",\n" + B + "\n]"));
        assertEquals("0", read("[]"));
        assertEquals("0", read("{\"records\":[]}"));
    }

    @Test
    void eventHubDumpsAreReadThrough() {
        String event =
                "{\"records\":[%s],\"EventEnqueuedUtcTime\":\"2026-02-01T00:00:00Z\",\"PartitionId\":1}";
        assertEquals("ab0", read("[" + event.formatted(A) + "," + event.formatted(B) + "]"));
        assertEquals("ab0", read(event.formatted(A) + "\n" + event.formatted(B) + "\n"));
    }

    @Test
    void anArrayOnALineOfLinesIsNoRecordEvenOnTheFirst() {
        assertEquals("b1", read("[" + A + "]\n" + B + "\n"));
        assertEquals("b1", read("[]\n" + B + "\n"));
        assertEquals("a1", read(A + "\n[" + B + "]\n"));
    }

    @Test
    void elementsThatAreNoRecordsAreKeptAsideOneByOne() {
        assertEquals("ab3", read("[" + A + ", 5, [1,2], \"x\" ," + B + "]"));
        assertEquals("ab1", read("[\n" + A + ",\n{\"broken\": \"te\n" + B + "\n]"));
        assertEquals("a1", read("{\"records\":[" + A + ", {\"cut"));
    }

    @Test
    void compressedFilesAreReadInAnyShape() throws IOException {
        assertEquals("ab0", read(packed(A + "\n" + B + "\n")));
        assertEquals("ab0", read(packed("[\n" + A + ",\n" + B + "]")));
        ByteArrayOutputStream two = new ByteArrayOutputStream();
        two.write(packed(A + "\n"));
        two.write(packed(B + "\n"));
        assertEquals("ab0", read(two.toByteArray()));
    }

    @Test
    void aTruncatedArchiveGivesWhatWasReadableAndOneFailure() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            lines.add(House.job("job" + (i * 7919L % 5000), "2026-02-01T00:00:00Z", "Completed"));
        }
        byte[] whole = packed(String.join("\n", lines) + "\n");
        Path file =
                House.write(folder.resolve("jobs.json.gz"), Arrays.copyOf(whole, whole.length / 2));
        try (House house = new House()) {
            IngestRun first = house.ingest(file);
            assertEquals(
                    List.of(
                            file
                                    + " could not be read to its end: the compressed data end too early"),
                    first.failures());
            assertTrue(first.written() > 1000);
            assertEquals(1, first.keptAside());
            IngestRun again = house.ingest(file);
            assertEquals(first.failures(), again.failures());
            assertEquals(0, again.written());
            assertEquals(1, house.count("\"DeadLetters\""));
            House.write(file, whole);
            assertEquals(List.of(), house.ingest(file).failures());
            assertEquals(5000, house.count("\"AddonAzureBackupJobs\""));
            assertEquals(0, house.count("\"DeadLetters\""));
        }
    }

    @Test
    void aMissingPathIsOneFailure() {
        Path missing = folder.resolve("nowhere");
        try (House house = new House()) {
            assertEquals(
                    List.of(missing + " could not be read: there is no such file or folder"),
                    house.ingest(missing).failures());
        }
    }
}
