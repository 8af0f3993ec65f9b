package io.vaultlens.collector.store;

import static io.vaultlens.collector.store.StoreRows.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that an older catalogue wrote is copied and brought up to date, without a script. */
class UpgradeTest {
    private static final StoreSettings SETTINGS =
            StoreSettings.standard().withMemoryMegabytes(256).withThreads(2);
    private static final String THINGS =
            """
            table: Things
            doc: Things.
            category: Things
            identity: [Name, TimeGenerated]
            current: [{by: [Name]}]
            columns:
              - {name: TimeGenerated, type: datetime, from: time, doc: d}
              - {name: Name, type: string, from: properties.Name, doc: d}
              - {name: Size, type: int, from: properties.Size, doc: d}
              - {name: Seen, type: datetime, from: properties.Seen, doc: d}
              - {name: Empty, type: int, from: properties.Empty, doc: d}
            """;

    @TempDir Path folder;

    private Store open(String table) {
        return Store.open(folder, Catalog.load(Map.of("Things.yaml", table)), SETTINGS);
    }

    private static void add(Store store, String properties) {
        addAt(store, 1, properties);
    }

    private static void addAt(Store store, int day, String properties) {
        String record =
                "{\"time\":\"2026-02-%02dT00:00:00Z\",\"category\":\"Things\",\"properties\":{%s}}";
        new Ingest(store, Clock.systemUTC(), IngestSettings.standard())
                .records("test", List.of(record.formatted(day, properties)));
    }

    private void makeOld() {
        try (Store store = open(THINGS)) {
            add(store, "\"Name\":\"1\",\"Size\":5,\"Seen\":\"2026-01-01T00:00:00Z\"");
            add(store, "\"Name\":\"2\"");
        }
    }

    private static String typed(String column, String before, String after) {
        return THINGS.replace(
                "name: " + column + ", type: " + before, "name: " + column + ", type: " + after);
    }

    @Test
    void aNumberThatGetsAWiderTypeIsConvertedAndTheFileBeforeIsKept() throws IOException {
        makeOld();
        assertEquals(List.of(), KeptCopy.of(folder));
        String before = "int";
        for (String type : List.of("long", "real", "string", "decimal")) {
            try (Store store = open(typed("Size", "int", type))) {
                assertEquals(
                        List.of("1"),
                        rows(
                                store,
                                "SELECT count(*) FROM Things WHERE try_cast(Size AS DOUBLE) = 5"),
                        before + " to " + type);
                add(store, "\"Name\":\"1\",\"Size\":\"7\"");
                add(store, "\"Name\":\"1\",\"Size\":5,\"Seen\":\"2026-01-01T00:00:00Z\"");
                assertEquals(
                        rows(store, "SELECT try_cast(Size AS DOUBLE) FROM Things ORDER BY Name"),
                        rows(
                                store,
                                "SELECT try_cast(Size AS DOUBLE) FROM Things_current ORDER BY Name"));
            }
            before = type;
        }
        assertEquals(1, KeptCopy.of(folder).size());
        assertEquals(2, StoredFile.of(KeptCopy.of(folder).getFirst()).rows().get("Things_current"));
    }

    @Test
    void aColumnThatNothingFilledYetTakesAnyType() {
        makeOld();
        try (Store store = open(typed("Empty", "int", "datetime"))) {
            add(store, "\"Name\":\"3\",\"Empty\":\"2026-01-01T00:00:00Z\"");
            assertEquals(
                    List.of("1"), rows(store, "SELECT count(*) FROM Things WHERE Empty > 1000000"));
        }
    }

    @Test
    void aKeyThatChangesItsTypeIsHashedAnew() {
        makeOld();
        try (Store store = open(typed("Name", "string", "long"))) {
            add(store, "\"Name\":\"1\",\"Size\":9");
            assertEquals(List.of("2"), rows(store, "SELECT count(*) FROM Things"));
            assertEquals(
                    List.of("9", "null"),
                    rows(
                            store,
                            "SELECT coalesce(Size::VARCHAR, 'null') FROM Things_current ORDER BY Name"));
        }
    }

    @Test
    void valuesThatCannotBeConvertedAreToldAndNothingChanges() {
        makeOld();
        try (Store store = open(typed("Size", "int", "string"))) {
            add(store, "\"Name\":\"3\",\"Size\":\"huge\"");
        }
        assertEquals(
                "column Size of table Things is kept as string and declared as long; 1 of its values"
                        + " cannot be converted, for example 'huge'; declare it under another name",
                assertThrows(StoreException.class, () -> open(typed("Size", "int", "long")))
                        .getMessage());
        try (Store store = open(typed("Size", "int", "string"))) {
            assertEquals(
                    List.of("5", "", "huge"), rows(store, "SELECT Size FROM Things ORDER BY Name"));
        }
    }

    @Test
    void aMomentTurnsIntoNothingElse() {
        makeOld();
        for (String type : List.of("long", "string", "timespan")) {
            assertEquals(
                    "column Seen of table Things is kept as datetime and declared as "
                            + type
                            + "; declare it under another name",
                    assertThrows(StoreException.class, () -> open(typed("Seen", "datetime", type)))
                            .getMessage());
        }
    }

    /** Lays the store as version 1 did: all rows in one table, the latest ones in another too. */
    private void layAsVersion1() throws SQLException {
        String file = "jdbc:duckdb:" + folder.resolve(StoredFile.NAME);
        try (Connection connection = DriverManager.getConnection(file);
                Statement statement = connection.createStatement()) {
            String names = "TimeGenerated, Name, Size, Seen, _key, _item, _arrived, _file, _pos";
            for (String sql :
                    List.of(
                            "DROP VIEW Things",
                            "ALTER TABLE Things_past RENAME TO Things",
                            "INSERT INTO Things (%1$s) SELECT %1$s FROM Things_current"
                                    .formatted(names),
                            "ALTER TABLE table_keys DROP COLUMN shared",
                            "UPDATE store_version SET version = 1")) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void aStoreOfVersion1KeepsItsRowsAndEachIsStoredOnce() throws Exception {
        String seen = ",\"Seen\":\"2026-01-01T00:00:00Z\"";
        String all = "SELECT Name || ' ' || TimeGenerated || ' ' || Size FROM Things ORDER BY ALL";
        List<String> before;
        try (Store store = open(THINGS)) {
            for (int size = 1; size <= 3; size++) {
                addAt(store, size, "\"Name\":\"1\",\"Size\":" + size + seen);
                addAt(store, size, "\"Name\":\"2\",\"Size\":" + (size + 10) + seen);
            }
            before = rows(store, all);
        }
        layAsVersion1();
        try (Store store = open(THINGS)) {
            assertEquals(before, rows(store, all));
            assertEquals(6, before.size());
            assertEquals(List.of("4"), rows(store, "SELECT count(*) FROM Things_past"));
            String current = "SELECT Size FROM Things_current ORDER BY Name";
            assertEquals(List.of("3", "13"), rows(store, current));
            addAt(store, 3, "\"Name\":\"1\",\"Size\":30" + seen);
            addAt(store, 4, "\"Name\":\"2\",\"Size\":40" + seen);
            addAt(store, 2, "\"Name\":\"2\",\"Size\":20" + seen);
            assertEquals(List.of("30", "40"), rows(store, current));
            assertEquals(
                    List.of("1", "2", "11", "13", "20", "30", "40"),
                    rows(store, "SELECT Size FROM Things ORDER BY Size"));
        }
        assertEquals(1, KeptCopy.of(folder).size());
    }
}
