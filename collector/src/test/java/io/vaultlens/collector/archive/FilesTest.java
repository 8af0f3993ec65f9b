package io.vaultlens.collector.archive;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.golden.Case;
import io.vaultlens.collector.golden.Golden;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestRun;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.collector.ingest.Progress;
import io.vaultlens.collector.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What comes of one file's bytes: the rows, the records kept aside, the run's figures.
 *
 * <p>In a case, {@code --- name} begins a file or adds to it after what stands before was taken in;
 * {@code ␍} at a line's end is a CR, {@code ¬} at the file's end leaves out the last LF, {@code ␀}
 * is a byte that UTF-8 never has.
 */
class FilesTest {
    @TempDir Path folder;

    @TestFactory
    Stream<DynamicTest> files() {
        return Golden.cases("archive/files.golden", this::run);
    }

    private Map<String, String> run(Case given) throws IOException, SQLException {
        Path here = Files.createTempDirectory(folder, "case");
        List<String> runs = new ArrayList<>();
        try (Store store = Store.inMemory(Catalog.load())) {
            Ingest ingest = new Ingest(store, Clock.systemUTC(), IngestSettings.standard());
            for (String part : given.text().split("(?m)^--- ")) {
                if (!part.isBlank()) {
                    add(here, part);
                    runs.add(line(ingest.paths(List.of(here), Progress.NONE), here));
                }
            }
            Map<String, String> sections = new LinkedHashMap<>();
            sections.put("runs", String.join("\n", runs));
            sections.put("rows", rows(store));
            sections.put("aside", aside(store));
            sections.values().removeIf(String::isEmpty);
            return sections;
        }
    }

    private static void add(Path here, String part) throws IOException {
        String[] nameAndText = part.split("\n", 2);
        Path file = here.resolve(nameAndText[0].strip());
        String text = nameAndText.length == 1 ? "" : nameAndText[1];
        text = text.replace("␍\n", "\r\n").replace("¬\n", "").replace("¬", "");
        boolean unended = !text.endsWith("\n") && !part.stripTrailing().endsWith("¬");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte each : (unended ? text + "\n" : text).getBytes(StandardCharsets.UTF_8)) {
            bytes.write(each);
        }
        byte[] raw = withBadBytes(bytes.toByteArray());
        boolean grown = Files.exists(file);
        byte[] before = grown ? Files.readAllBytes(file) : new byte[0];
        byte[] added = file.toString().endsWith(".gz") ? gzip(raw) : raw;
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(before);
        whole.writeBytes(added);
        Files.write(file, whole.toByteArray());
    }

    /** The three bytes of ␀ become one that no UTF-8 text has. */
    private static byte[] withBadBytes(byte[] text) {
        String latin = new String(text, StandardCharsets.ISO_8859_1);
        String mark = new String("␀".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return latin.replace(mark, "\u00ff").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static String line(IngestRun run, Path here) {
        String failures = String.join("; ", run.failures()).replace(here.toString(), "");
        return "read %d, written %d, repeated %d, kept aside %d%s"
                .formatted(
                        run.read(),
                        run.written(),
                        run.repeated(),
                        run.keptAside(),
                        failures.isEmpty() ? "" : "; " + failures);
    }

    private static String rows(Store store) throws SQLException {
        return query(
                store,
                "SELECT JobUniqueId, JobStatus, JobDurationInSecs, ExtendedProperties"
                        + " FROM AddonAzureBackupJobs ORDER BY ALL");
    }

    private static String aside(Store store) throws SQLException {
        return query(
                store,
                "SELECT 'line ' || \"Line\", 'byte ' || \"Offset\", Length, Reason FROM DeadLetters"
                        + " ORDER BY Path, \"Offset\"");
    }

    private static String query(Store store, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = store.reader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    cells.add(rows.getObject(column) == null ? "-" : rows.getString(column));
                }
                lines.add(String.join(" | ", cells));
            }
        }
        return String.join("\n", lines);
    }
}
