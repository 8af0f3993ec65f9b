package io.vaultlens.collector.store;

import static io.vaultlens.collector.store.StoreRows.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestSettings;
import java.io.IOException;
import java.nio.file.Path;
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
        String record =
                "{\"time\":\"2026-02-01T00:00:00Z\",\"category\":\"Things\",\"properties\":{%s}}";
        new Ingest(store, Clock.systemUTC(), IngestSettings.standard())
                .records("test", List.of(record.formatted(properties)));
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
        assertEquals(2, StoredFile.of(KeptCopy.of(folder).getFirst()).rows().get("Things"));
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
}
