package io.vaultlens.collector.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestSettings;
import java.io.IOException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private static final StoreSettings SETTINGS = StoreSettings.standard();
    private static final String THINGS =
            """
            table: Things
            doc: Things.
            category: Things
            identity: [TimeGenerated, Name]
            columns:
              - {name: TimeGenerated, type: datetime, from: time, doc: d}
              - {name: Name, type: string, from: properties.Name, doc: d}
            """;
    private static final String NEW_COLUMNS =
            """
              - {name: Colour, type: string, from: properties.Colour, doc: d}
              - {name: Size, type: real, from: properties.Size, doc: d}
            """;

    @TempDir Path folder;

    private static Catalog catalog(String table) {
        return Catalog.load(Map.of("Things.yaml", table));
    }

    private static List<String> rows(Store store, String sql) {
        try (Connection connection = store.reader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(String.valueOf(rows.getObject(1)));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static void add(Store store, String properties) {
        String record =
                "{\"time\":\"2026-02-01T00:00:00Z\",\"category\":\"Things\",\"properties\":{%s}}";
        Ingest ingest = new Ingest(store, Clock.systemUTC(), IngestSettings.standard());
        ingest.records("test", List.of(record.formatted(properties)));
    }

    @Test
    void whatWasCommittedIsThereAfterReopening() {
        try (Store store = Store.open(folder.resolve("new/data"), catalog(THINGS), SETTINGS)) {
            add(store, "\"Name\":\"a\"");
        }
        try (Store store = Store.open(folder.resolve("new/data"), catalog(THINGS), SETTINGS)) {
            assertEquals(List.of("a"), rows(store, "SELECT Name FROM Things"));
        }
    }

    @Test
    void newColumnsAndTablesAreAddedAndNothingIsDropped() {
        try (Store store = Store.open(folder, catalog(THINGS), SETTINGS)) {
            add(store, "\"Name\":\"a\"");
        }
        Catalog wider =
                Catalog.load(
                        Map.of(
                                "Things.yaml",
                                THINGS + NEW_COLUMNS,
                                "Others.yaml",
                                THINGS.replace("Things", "Others")));
        try (Store store = Store.open(folder, wider, SETTINGS)) {
            add(store, "\"Name\":\"b\",\"Colour\":\"red\",\"Size\":\"2.5\"");
            assertEquals(
                    List.of("", "red"), rows(store, "SELECT Colour FROM Things ORDER BY Name"));
            assertEquals(
                    List.of("null", "2.5"), rows(store, "SELECT Size FROM Things ORDER BY Name"));
            assertEquals(List.of(), rows(store, "SELECT Name FROM Others"));
        }
        try (Store store = Store.open(folder, catalog(THINGS), SETTINGS)) {
            add(store, "\"Name\":\"c\",\"Colour\":\"blue\"");
            assertEquals(
                    List.of("", "", "red"), rows(store, "SELECT Colour FROM Things ORDER BY 1"));
        }
    }

    @Test
    void otherKeysAreMadeOfHistory() {
        String two =
                THINGS.replace("columns:", "current: [{by: [Kind]}, {by: [Kind, Name]}]\ncolumns:")
                        + "  - {name: Kind, type: string, from: properties.Kind, doc: d}\n";
        try (Store store =
                Store.open(folder, catalog(two.replaceFirst("current.*\n", "")), SETTINGS)) {
            add(store, "\"Name\":\"a\",\"Kind\":\"k\"");
            add(store, "\"Name\":\"b\",\"Kind\":\"k\"");
            add(store, "\"Name\":\"c\"");
        }
        try (Store store = Store.open(folder, catalog(two), SETTINGS)) {
            assertEquals(List.of("2"), rows(store, "SELECT count(*) FROM Things_current"));
            assertEquals(List.of("3"), rows(store, "SELECT count(*) FROM Things_current2"));
            add(store, "\"Name\":\"b\",\"Kind\":\"other\"");
            assertEquals(List.of("3"), rows(store, "SELECT count(*) FROM Things"));
            assertEquals(List.of("3"), rows(store, "SELECT count(*) FROM Things_current"));
        }
        String turned = two.replace("{by: [Kind]}, {by: [Kind, Name]}", "{by: [Name]}");
        try (Store store = Store.open(folder, catalog(turned), SETTINGS)) {
            assertEquals(
                    List.of("a", "b", "c"),
                    rows(store, "SELECT Name FROM Things_current ORDER BY 1"));
            assertEquals(
                    List.of("0"),
                    rows(
                            store,
                            "SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE '%current2%'"));
        }
    }

    @Test
    void aSecondStoreOnTheFolderIsToldWhoHasIt() {
        try (Store store = Store.open(folder, catalog(THINGS), SETTINGS)) {
            StoreException failure =
                    assertThrows(
                            StoreException.class,
                            () -> Store.open(folder, store.catalog(), SETTINGS));
            long pid = ProcessHandle.current().pid();
            assertEquals(
                    "the data folder " + folder + " is in use by process " + pid,
                    failure.getMessage());
        }
        Store.open(folder, catalog(THINGS), SETTINGS).close();
    }

    @Test
    void aSecondProcessIsToldToo() throws Exception {
        try (Store store = Store.open(folder, catalog(THINGS), SETTINGS)) {
            Process other =
                    new ProcessBuilder(
                                    ProcessHandle.current().info().command().orElse("java"),
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Opener.class.getName(),
                                    folder.toString())
                            .start();
            String said = new String(other.getInputStream().readAllBytes()).strip();
            long pid = ProcessHandle.current().pid();
            assertEquals("the data folder " + folder + " is in use by process " + pid, said);
            assertEquals(0, other.waitFor());
            add(store, "\"Name\":\"still works\"");
        }
    }

    /** Tries to open a folder, and says what it was told. */
    static final class Opener {
        public static void main(String[] arguments) {
            try (Store store = Store.open(Path.of(arguments[0]), catalog(THINGS), SETTINGS)) {
                System.out.println("opened " + store.catalog().tables().size());
            } catch (StoreException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void aFolderOfANewerVersionIsRefused() {
        try (Store store = Store.open(folder, catalog(THINGS), SETTINGS)) {
            store.write(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.execute("UPDATE store_version SET version = 99");
                }
            });
        }
        StoreException failure =
                assertThrows(
                        StoreException.class, () -> Store.open(folder, catalog(THINGS), SETTINGS));
        assertTrue(failure.getMessage().contains("written by a newer version of Vaultlens"));
    }

    @Test
    void aFolderThatCannotBeMadeIsOneClearLine() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        StoreException failure =
                assertThrows(
                        StoreException.class,
                        () -> Store.open(file.resolve("data"), catalog(THINGS), SETTINGS));
        assertTrue(failure.getMessage().startsWith("cannot write to the data folder " + file));
        assertEquals(1, failure.getMessage().lines().count());
    }

    @Test
    void aTransactionThatFailsLeavesNoTrace() {
        try (Store store = Store.open(folder, catalog(THINGS), SETTINGS)) {
            assertThrows(
                    IllegalStateException.class,
                    () ->
                            store.write(connection -> {
                                try (Statement statement = connection.createStatement()) {
                                    statement.execute("DELETE FROM store_version");
                                }
                                throw new IllegalStateException("on purpose");
                            }));
            assertEquals(List.of("1"), rows(store, "SELECT count(*) FROM store_version"));
            add(store, "\"Name\":\"after\"");
        }
    }

    @Test
    void readersReachNoFileAndChangeNoSetting() {
        try (Store store = Store.open(folder, catalog(THINGS), SETTINGS)) {
            for (String sql :
                    List.of(
                            "SELECT * FROM read_csv('/etc/hosts')",
                            "SELECT * FROM read_text('/etc/hosts')",
                            "SET enable_external_access = true",
                            "SET memory_limit = '1TB'",
                            "INSTALL httpfs",
                            "LOAD httpfs")) {
                assertThrows(IllegalStateException.class, () -> rows(store, sql), sql);
            }
            assertEquals(List.of(), rows(store, "SELECT * FROM records()"));
        }
    }
}
