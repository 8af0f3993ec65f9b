package io.vaultlens.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreSettings;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final String LETTERS =
            """
            table: DeadLetters
            doc: Records kept aside.
            columns:
              - {name: TimeGenerated, type: datetime, doc: When.}
              - {name: Source, type: string, doc: From.}
              - {name: Path, type: string, doc: File.}
              - {name: Offset, type: long, doc: Byte.}
              - {name: Line, type: long, doc: Line.}
              - {name: Length, type: long, doc: Bytes.}
              - {name: Reason, type: string, doc: Why.}
              - {name: Category, type: string, doc: Category.}
              - {name: Record, type: string, doc: Text.}
              - {name: Sha256, type: string, doc: Sum.}
            """;
    private static final String LOGS =
            """
            table: SignInLogs
            doc: Who came in.
            category: SignInLogs
            identity: [TimeGenerated, User]
            columns:
              - {name: TimeGenerated, type: datetime, from: time, doc: When.}
              - {name: User, type: string, from: properties.User, doc: Who.}
              - {name: Note, type: string, from: properties.Note, doc: What.}
            """;
    private static final Catalog WITHOUT = Catalog.load(Map.of("tables/system/L.yaml", LETTERS));
    private static final Catalog WITH =
            Catalog.load(Map.of("tables/system/L.yaml", LETTERS, "tables/S.yaml", LOGS));

    @TempDir Path folder;

    @Test
    void recordsOfACategoryThatBecameKnownLeaveTheDeadLettersAndAreThereOnce() throws Exception {
        Path file = folder.resolve("archive").resolve("PT1H.json");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, record("ada", "") + record("bob", "") + "no record\n" + record("ada", ""));
        try (Store store = open(WITHOUT)) {
            assertEquals(
                    4,
                    ingest(store, 1 << 20, 1 << 20)
                            .paths(List.of(file), Progress.NONE)
                            .keptAside());
        }
        try (Store store = open(WITH)) {
            Ingest ingest = ingest(store, 1 << 20, 1 << 20);
            assertEquals(new IngestRun(4, 2, 1, 1, List.of()), ingest.replay());
            assertEquals(
                    List.of("ada", "bob"),
                    texts(store, "SELECT \"User\" FROM SignInLogs ORDER BY ALL"));
            assertEquals(List.of("3"), texts(store, "SELECT \"Line\" FROM DeadLetters"));
            assertEquals(new IngestRun(1, 0, 0, 1, List.of()), ingest.replay());
            assertEquals(List.of("2"), texts(store, "SELECT count(*) FROM SignInLogs"));
        }
    }

    @Test
    void aRecordKeptInPartIsReadFromItsFile() throws Exception {
        String text = record("ada", "") + record("long", "x".repeat(5_000)) + record("bob", "");
        Path plain = folder.resolve("plain.json");
        Files.writeString(plain, text);
        Path packed = folder.resolve("packed.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(text.replace("long", "packed").getBytes());
        }
        try (Store store = open(WITH)) {
            IngestRun run = ingest(store, 1_000, 200).paths(List.of(plain, packed), Progress.NONE);
            assertEquals(2, run.keptAside());
            assertEquals(2, ingest(store, 1_000, 200).replay().keptAside());
            assertEquals(
                    new IngestRun(2, 2, 0, 0, List.of()), ingest(store, 1 << 20, 1 << 20).replay());
            assertEquals(
                    List.of("ada", "bob", "long", "packed"),
                    texts(store, "SELECT \"User\" FROM SignInLogs ORDER BY ALL"));
        }
    }

    @Test
    void aRecordWhoseFileHasChangedStaysAndIsTold() throws Exception {
        Path file = folder.resolve("a.json");
        Files.writeString(file, record("long", "x".repeat(5_000)));
        try (Store store = open(WITH)) {
            ingest(store, 1_000, 200).paths(List.of(file), Progress.NONE);
            Files.writeString(file, record("long", "y".repeat(5_000)));
            IngestRun run = ingest(store, 1 << 20, 1 << 20).replay();
            assertEquals(1, run.keptAside());
            assertTrue(run.failures().getFirst().endsWith("a.json:1"), run.toString());
            assertEquals(List.of("1"), texts(store, "SELECT count(*) FROM DeadLetters"));
        }
    }

    private static String record(String user, String note) {
        return """
        {"time":"2026-03-10T01:00:00Z","category":"SignInLogs","properties":{"User":"%s","Note":"%s"}}
        """
                .formatted(user, note);
    }

    private Store open(Catalog catalog) {
        return Store.open(folder.resolve("data"), catalog, StoreSettings.standard());
    }

    private static Ingest ingest(Store store, int recordBytes, int deadLetterBytes) {
        IngestSettings settings =
                IngestSettings.standard().withRecordBytes(recordBytes, deadLetterBytes, 100);
        return new Ingest(store, Clock.systemUTC(), settings);
    }

    private static List<String> texts(Store store, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = store.reader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
