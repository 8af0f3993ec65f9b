package io.vaultlens.collector.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreRows;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Records that are mapped as those before them give the rows that each gives by itself. */
class ShapesTest {
    private static final String TABLE =
            """
            table: Things
            doc: Columns of every kind of origin.
            category: Things
            identity: [TimeGenerated, Name, Number]
            columns:
              - {name: TimeGenerated, type: datetime, from: time, doc: d}
              - {name: Name, type: string, from: properties.Name | properties.Alias, doc: d}
              - {name: Status, type: string, from: properties.Status, doc: d}
              - {name: Number, type: long, from: properties.Number, doc: d}
              - {name: Real, type: real, from: properties.Real, doc: d}
              - {name: Moment, type: datetime, from: properties.Moment, doc: d}
              - {name: Bag, type: dynamic, from: rest(properties.Bag), doc: d}
              - {name: ResourceId, type: string, from: resourceId, doc: d}
              - {name: _ResourceId, type: string, from: lower(resourceId), doc: d}
              - {name: _SubscriptionId, type: string, from: subscription(resourceId), doc: d}
              - {name: Type, type: string, from: constant(Things), doc: d}
            """;
    private static final int RECORDS = 4_000;
    private static final String LONG = "x".repeat(600);

    private final Random random = new Random(20260301);

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }

    /** Mostly the value, at times another. */
    private String mostly(String value, String... others) {
        return random.nextInt(4) > 0 ? value : pick(others);
    }

    private String record(int number) {
        List<String> fields = new ArrayList<>();
        add(
                fields,
                "time",
                mostly("\"2026-02-01T00:00:%02dZ\"".formatted(number % 60), "\"\"", "5"));
        String id = "\"/SUBSCRIPTIONS/%s/RESOURCEGROUPS/RG\"".formatted(pick("A", "B"));
        add(
                fields,
                "resourceId",
                mostly(id, "\"\"", "\"\\u0041\"", "\"" + LONG + "\"", "7", "null"));
        add(fields, "category", mostly("\"Things\"", "\"things\""));
        if (random.nextInt(20) == 0) {
            add(fields, "Type", mostly("\"Things\"", "\"Others\""));
        }
        add(fields, "properties", properties(number));
        return "{" + String.join(",", fields) + "}";
    }

    private String properties(int number) {
        List<String> fields = new ArrayList<>();
        add(
                fields,
                "Name",
                mostly("\"vm-%d\"".formatted(number % 7), "\"\"", "null", "[1]", "true"));
        if (random.nextInt(10) == 0) {
            add(fields, "Alias", "\"other\"");
        }
        add(
                fields,
                "Status",
                pick("\"Completed\"", "\"Completed\"", "\"Failed\"", "\"" + LONG + "\"", "\"\""));
        add(fields, "Number", mostly(String.valueOf(number), "\"12\"", "1.5", "\"\"", "\"none\""));
        add(fields, "Real", mostly("288.0", "1e400", "\"2.5\"", "null"));
        add(
                fields,
                "Moment",
                mostly("\"2026-02-01T00:00:00Z\"", "\"\"", "\"2026-02-02T00:00:00Z\""));
        if (random.nextInt(3) == 0) {
            add(fields, "Unknown", pick("\"a\"", "{\"b\":1}", "\"\""));
        }
        if (random.nextInt(3) == 0) {
            add(fields, "Bag", pick("{\"c\":2}", "{}", "\"\"", "\"{\\\"d\\\":3}\"", "null"));
        }
        return "{" + String.join(",", fields) + "}";
    }

    private static void add(List<String> fields, String key, String value) {
        fields.add("\"" + key + "\":" + value);
    }

    /** The rows that the records give, and why the others give none. */
    private static List<String> rows(List<String> records, boolean quickly) {
        Catalog catalog = Catalog.load(Map.of("Things.yaml", TABLE));
        Plans plans = new Plans(catalog, new Horizon(Clock.systemUTC(), Duration.ofDays(1)));
        RecordMapper mapper = new RecordMapper(plans, 1 << 20, quickly);
        for (int i = 0; i < records.size(); i++) {
            byte[] bytes = records.get(i).getBytes(StandardCharsets.UTF_8);
            mapper.add(bytes, 0, bytes.length, new Place(1, i, i));
        }
        Mapped mapped = mapper.finish();
        List<String> rows = new ArrayList<>();
        mapped.rejected().forEach(each -> rows.add(each.position() + " " + each.reason()));
        assertTrue(rows.size() > RECORDS / 10, rows.size() + " records were rejected");
        assertTrue(rows.size() < RECORDS * 9 / 10, rows.size() + " records were rejected");
        try (Store store = Store.inMemory(catalog)) {
            store.write(connection -> store.history(connection).write(mapped.chunks(), 1));
            rows.addAll(StoreRows.rows(store, "SELECT t::VARCHAR FROM \"Things\" t ORDER BY _pos"));
        }
        return rows;
    }

    @Test
    void recordsOfOneShapeGiveTheRowsThatEachGivesByItself() {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            records.add(record(i));
        }
        assertEquals(rows(records, false), rows(records, true));
    }
}
