package io.vaultlens.collector.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Texts arrive as they were sent, however many of them differ. */
class TextsTest {
    private static final String THINGS =
            """
            table: Things
            doc: Things.
            category: Things
            identity: [TimeGenerated, Place]
            columns:
              - {name: TimeGenerated, type: datetime, from: time, doc: d}
              - {name: Place, type: long, from: properties.Place, doc: d}
              - {name: Name, type: string, from: properties.Name, doc: d}
              - {name: Tags, type: dynamic, from: properties.Tags, doc: d}
            """;

    @Test
    void aFewWithQuotesAndNoneAtAll() {
        List<String> few = List.of("it's", "", "a;b", "Zürich", "''", "2026");
        check(1_000, i -> few.get(i % few.size()));
    }

    @Test
    void theCharacterThatWouldSeparateThem() {
        check(200, i -> i % 2 == 0 ? "a\u001fb" : "plain");
    }

    @Test
    void moreThanAStatementHolds() {
        check(4_000, i -> "name " + i % 900);
    }

    @Test
    void eachAnother() {
        check(300, i -> "name " + i);
    }

    private static void check(int rows, IntFunction<String> name) {
        List<String> records = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            String text = name.apply(i);
            String tags = i % 3 == 0 ? "" : ",\"Tags\":{\"t\":" + i % 5 + "}";
            records.add(
                    "{\"time\":\"2026-02-01T00:00:00Z\",\"category\":\"Things\",\"properties\":"
                            + "{\"Place\":%d,\"Name\":\"%s\"%s}}"
                                    .formatted(i, text.replace("\u001f", "\\u001f"), tags));
            expected.add(i + " " + text + " " + (i % 3 == 0 ? "null" : "{\"t\":" + i % 5 + "}"));
        }
        try (Store store = Store.inMemory(Catalog.load(Map.of("Things.yaml", THINGS)))) {
            new Ingest(store, Clock.systemUTC(), IngestSettings.standard())
                    .records("test", records);
            assertEquals(expected, rows(store));
        }
    }

    private static List<String> rows(Store store) {
        String sql = "SELECT Place, Name, Tags::VARCHAR FROM Things ORDER BY Place";
        try (Connection connection = store.reader();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(found.getLong(1) + " " + found.getString(2) + " " + found.getString(3));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
