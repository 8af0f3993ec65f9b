package io.vaultlens.collector.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The current state is what a plain query finds in history, whatever came in whatever order. */
@Order(1)
class CurrentStateTest {
    private static final int BATCHES = 40;

    /** One key within the identity, one beside it, one with more columns than another. */
    private static final String STATES =
            """
            table: States
            doc: States of things.
            category: States
            identity: [Thing, TimeGenerated, Step]
            current: [{by: [Thing]}, {by: [Owner]}, {by: [Thing, Owner]}]
            columns:
              - {name: TimeGenerated, type: datetime, from: time, doc: d}
              - {name: Thing, type: string, from: properties.Thing, doc: d}
              - {name: Owner, type: string, from: properties.Owner, doc: d}
              - {name: Step, type: long, from: properties.Step, doc: d}
              - {name: Note, type: string, from: properties.Note, doc: d}
            """;

    /** The time is no part of the identity: a correction may move a row in time. */
    private static final String MOVING =
            STATES.replace("[Thing, TimeGenerated, Step]", "[Thing, Step]");

    private static String record(Random random, int things) {
        return ("{\"time\":\"2026-02-%02dT00:00:0%d.%dZ\",\"category\":\"States\","
                        + "\"properties\":{\"Thing\":\"t%d\","
                        + "\"Owner\":\"o%d\",\"Step\":%d,\"Note\":\"n%d\"}}")
                .formatted(
                        1 + random.nextInt(3),
                        random.nextInt(2),
                        random.nextInt(2),
                        random.nextInt(things),
                        random.nextInt(random.nextInt(20) == 0 ? 5 : 1) + random.nextInt(2),
                        random.nextInt(3),
                        random.nextInt(100));
    }

    private static List<String> rows(Store store, String sql) {
        try (Connection connection = store.reader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static void check(Store store, TableLayout layout, String when) {
        for (int i = 0; i < layout.table().current().size(); i++) {
            String by = String.join(", ", layout.table().current().get(i).by());
            String row =
                    "SELECT to_json({'a': [Thing, Owner, Note], 'b': [TimeGenerated, Step, _key]})"
                            + "::VARCHAR FROM ";
            String plain =
                    "(SELECT * FROM States QUALIFY row_number() OVER (PARTITION BY %s ORDER BY TimeGenerated"
                            + " DESC, _key DESC) = 1)";
            assertEquals(
                    rows(store, row + plain.formatted(by) + " ORDER BY 1"),
                    rows(store, row + layout.table().currentTable(i) + " ORDER BY 1"),
                    when + " by " + by);
        }
    }

    /**
     * Rows go by the time they arrived at, which has nothing to do with the time they tell: of some
     * things the latest row goes and an older one stays.
     */
    private static void runWithRetention(String table, long seed) {
        Catalog catalog = Catalog.load(Map.of("States.yaml", table));
        TableLayout layout = new TableLayout(catalog.table("States").orElseThrow());
        Random random = new Random(seed);
        Instant start = Instant.parse("2026-03-01T00:00:00Z");
        try (Store store = Store.inMemory(catalog)) {
            for (int day = 0; day < 25; day++) {
                Clock clock = Clock.fixed(start.plus(Duration.ofDays(day)), ZoneOffset.UTC);
                List<String> records = new ArrayList<>();
                for (int i = random.nextInt(12); i >= 0; i--) {
                    records.add(record(random, 6));
                }
                new Ingest(store, clock, IngestSettings.standard()).records("test", records);
                Instant before = clock.instant().minus(Duration.ofDays(random.nextInt(1, 6)));
                String count = "SELECT count(*) FROM States";
                long rows = Long.parseLong(rows(store, count).getFirst());
                long gone = store.expire("States", before);
                String when = "seed " + seed + " day " + day;
                assertEquals(List.of(String.valueOf(rows - gone)), rows(store, count), when);
                String old = count + " WHERE _arrived < " + Ticks.fromInstant(before);
                assertEquals(List.of("0"), rows(store, old), when);
                check(store, layout, when);
            }
        }
    }

    @Test
    void itEqualsAPlainQueryOverTheHistoryThatIsKept() {
        runWithRetention(STATES, 1);
        runWithRetention(MOVING, 2);
    }

    private static void run(String table, long seed, int things) {
        Catalog catalog = Catalog.load(Map.of("States.yaml", table));
        TableLayout layout = new TableLayout(catalog.table("States").orElseThrow());
        Random random = new Random(seed);
        Map<String, String> facts = new HashMap<>();
        try (Store store = Store.inMemory(catalog)) {
            Ingest ingest = new Ingest(store, Clock.systemUTC(), IngestSettings.standard());
            for (int batch = 0; batch < BATCHES; batch++) {
                List<String> records = new ArrayList<>();
                for (int i = random.nextInt(12); i >= 0; i--) {
                    String record = record(random, things);
                    records.add(record);
                    facts.put(
                            identity(layout, record),
                            record.replaceFirst(".*\"Note\":\"(\\w+)\".*", "$1"));
                }
                ingest.records("test", records);
                check(store, layout, "seed " + seed + " batch " + batch);
                List<String> notes = rows(store, "SELECT Note FROM States ORDER BY 1");
                assertEquals(facts.values().stream().sorted().toList(), notes);
            }
        }
    }

    /** What makes a record of the test's own making the same. */
    private static String identity(TableLayout layout, String record) {
        String identity =
                record.replaceFirst("\"Owner\":\"\\w+\",", "")
                        .replaceFirst(",\"Note\":\"\\w+\"", "");
        boolean timed = layout.table().identity().contains("TimeGenerated");
        return timed ? identity : identity.replaceFirst("\"time\":\"[^\"]+\"", "");
    }

    @Test
    void itEqualsAPlainQueryOverHistory() {
        for (long seed = 1; seed <= 4; seed++) {
            run(STATES, seed, 3 + (int) seed * 4);
        }
    }

    @Test
    void itEqualsAPlainQueryWhereCorrectionsMoveRowsInTime() {
        for (long seed = 1; seed <= 4; seed++) {
            run(MOVING, seed, 3 + (int) seed * 4);
        }
    }

    /** Rows of one vault together have few different items in a row group. */
    @Test
    void rowsOfOneScopeLieTogether() {
        String scoped = STATES.replace("columns:", "scope: {resource: Owner}\ncolumns:");
        Catalog catalog = Catalog.load(Map.of("States.yaml", scoped));
        Random random = new Random(5);
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            records.add(record(random, 100));
        }
        try (Store store = Store.inMemory(catalog)) {
            Ingest ingest = new Ingest(store, Clock.systemUTC(), IngestSettings.standard());
            ingest.records("test", records);
            List<String> owners = rows(store, "SELECT Owner FROM States_current ORDER BY rowid");
            assertEquals(owners.stream().sorted().toList(), owners);
            assertTrue(owners.stream().distinct().count() > 2, () -> owners.toString());
        }
    }
}
