package io.vaultlens.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreSettings;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {
    private static final String GOOD = House.job("a", "2026-02-01T00:00:00Z", "Completed");
    private static final IngestSettings SMALL =
            IngestSettings.standard().withRecordBytes(4 << 20, 1 << 20, 1 << 16);

    @TempDir Path folder;

    private static String sha256(String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static String kept(House house) {
        return house.rows(
                        "SELECT \"Line\", \"Offset\", \"Length\", length(\"Record\"), \"Sha256\""
                                + " FROM \"DeadLetters\"")
                .getFirst();
    }

    private static String withLong(int bytes) {
        return GOOD.replace("item", "x".repeat(bytes));
    }

    @Test
    void aRecordUpToOneMebibyteIsKeptWhole() throws Exception {
        String line = "no record " + "x".repeat(1_000_000);
        Path file =
                House.write(folder.resolve("long.json"), GOOD + "\n" + line + "\n" + GOOD + "\n");
        try (House house = new House(SMALL)) {
            assertEquals(new IngestRun(3, 1, 1, 1, List.of()), house.ingest(file));
            String expected = "2|%d|%d|%d|%s";
            assertEquals(
                    expected.formatted(
                            GOOD.length() + 1, line.length(), line.length(), sha256(line)),
                    kept(house));
        }
    }

    @Test
    void aLineTooLongToHoldIsKnownByItsHeadAndHash() throws Exception {
        String line = withLong(40_000_000);
        Path file =
                House.write(folder.resolve("long.json"), GOOD + "\n" + line + "\n" + GOOD + "\n");
        try (House house = new House(SMALL)) {
            assertEquals(new IngestRun(3, 1, 1, 1, List.of()), house.ingest(file));
            String expected = "2|%d|%d|%d|%s";
            assertEquals(
                    expected.formatted(GOOD.length() + 1, line.length(), 1 << 16, sha256(line)),
                    kept(house));
            assertEquals(IngestRun.NOTHING, house.ingest(file));
        }
    }

    @Test
    void aLineTooLongToHoldAtTheEndOfAFileToo() throws Exception {
        String line = withLong(12_000_000);
        Path file = House.write(folder.resolve("long.json"), line);
        try (House house = new House(SMALL)) {
            assertEquals(new IngestRun(1, 0, 0, 1, List.of()), house.ingest(file));
            assertEquals(
                    "1|0|%d|%d|%s".formatted(line.length(), 1 << 16, sha256(line)), kept(house));
        }
    }

    @Test
    void anElementTooLongToHoldToo() throws Exception {
        String element = withLong(12_000_000);
        Path file =
                House.write(
                        folder.resolve("long.json"), "[" + GOOD + "," + element + "," + GOOD + "]");
        try (House house = new House(SMALL)) {
            assertEquals(new IngestRun(3, 1, 1, 1, List.of()), house.ingest(file));
            String expected = "1|%d|%d|%d|%s";
            assertEquals(
                    expected.formatted(
                            GOOD.length() + 2, element.length(), 1 << 16, sha256(element)),
                    kept(house));
        }
    }

    @Test
    void aDocumentMayBeLongerThanARecord() {
        StringBuilder text = new StringBuilder("{\"records\":[");
        for (int i = 0; i < 40_000; i++) {
            text.append(i == 0 ? "" : ",")
                    .append(House.job("j" + i, "2026-02-01T00:00:00Z", "Failed"));
        }
        Path file = House.write(folder.resolve("all.json"), text.append("]}").toString());
        try (House house = new House(SMALL)) {
            assertEquals(new IngestRun(40_000, 40_000, 0, 0, List.of()), house.ingest(file));
        }
    }

    @Test
    void whatUnpacksToTooMuchIsReadUpToTheLimit() {
        IngestSettings settings = IngestSettings.standard().withUnpackedBytes(1_000_000);
        String text = (GOOD + "\n").repeat(50_000);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the text cannot be packed", e);
        }
        Path file = House.write(folder.resolve("bomb.gz"), bytes.toByteArray());
        try (House house = new House(settings)) {
            assertEquals(
                    List.of(
                            file
                                    + " could not be read to its end: it unpacks to more than 1000000"
                                    + " bytes (unpackedBytes)"),
                    house.ingest(file).failures());
            assertEquals(1, house.count("\"AddonAzureBackupJobs\""));
        }
    }

    @Test
    void longRecordsNeedNoLargeHeap() throws Exception {
        int records = 600;
        Path file = folder.resolve("wide.json");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < records; i++) {
                String item = i + "x".repeat(500_000);
                String job = House.job("j" + i, "2026-02-01T00:00:00Z", "Failed");
                out.write(job.replace("item", item) + "\n");
            }
        }
        ProcessBuilder command =
                new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:ActiveProcessorCount=2",
                        "-Xmx160m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallProcess.class.getName(),
                        file.toString(),
                        folder.resolve("data").toString());
        Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = process.inputReader()) {
            String said = out.readLine();
            assertEquals(new IngestRun(records, records, 0, 0, List.of()).toString(), said);
            assertEquals(0, process.waitFor());
        } finally {
            process.destroyForcibly();
        }
    }

    /** Takes a file in and says what came of it. */
    static final class SmallProcess {
        public static void main(String[] arguments) {
            try (Store store =
                    Store.open(Path.of(arguments[1]), Catalog.load(), StoreSettings.standard())) {
                IngestRun run =
                        new Ingest(store, Clock.systemUTC(), IngestSettings.standard())
                                .paths(List.of(Path.of(arguments[0])), Progress.NONE);
                System.out.println(run);
            }
        }
    }
}
