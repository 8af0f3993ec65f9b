package io.vaultlens.collector.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.collector.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingTest {
    private static final String TABLE =
            """
            table: Things
            doc: All types.
            category: Things
            identity: [TimeGenerated, Name]
            columns:
              - {name: TimeGenerated, type: datetime, from: time, doc: d}
              - {name: Name, type: string, from: properties.Name | properties.Alias, doc: d}
              - {name: Flag, type: bool, from: properties.Flag, doc: d}
              - {name: Small, type: int, from: properties.Small, doc: d}
              - {name: Big, type: long, from: properties.Big, doc: d}
              - {name: Real, type: real, from: properties.Real, doc: d}
              - {name: Exact, type: decimal, from: properties.Exact, doc: d}
              - {name: Moment, type: datetime, from: properties.Moment, doc: d}
              - {name: Span, type: timespan, from: properties.Span, doc: d}
              - {name: Id, type: guid, from: properties.Id, doc: d}
              - {name: Bag, type: dynamic, from: properties.Bag, doc: d}
              - {name: Rest, type: dynamic, from: rest(properties.Rest), doc: d}
              - {name: ResourceId, type: string, from: resourceId, doc: d}
              - {name: _ResourceId, type: string, from: lower(resourceId), doc: d}
              - {name: _SubscriptionId, type: string, from: subscription(resourceId), doc: d}
              - {name: Type, type: string, from: constant(Things), doc: d}
            """;

    /** What a column holds after a record with these properties. */
    private static String column(String column, String properties) {
        return column(column, properties, "");
    }

    private static String column(String column, String properties, String fields) {
        String record =
                "{\"time\":\"2026-02-01T00:00:00Z\",\"category\":\"things\"%s,\"properties\":{%s}}"
                        .formatted(fields, properties.replace('\'', '"'));
        return row(column, record.replace('\'', '"'));
    }

    private static String row(String column, String record) {
        Catalog catalog =
                Catalog.load(Map.of("Things.yaml", TABLE, "system/DeadLetters.yaml", letters()));
        try (Store store = Store.inMemory(catalog)) {
            new Ingest(store, Clock.systemUTC(), IngestSettings.standard())
                    .records("test", List.of(record));
            List<String> values = rows(store, "SELECT \"" + column + "\"::VARCHAR FROM \"Things\"");
            return values.isEmpty()
                    ? rows(store, "SELECT \"Reason\" FROM \"DeadLetters\"").getFirst()
                    : values.getFirst();
        }
    }

    private static String letters() {
        try (var in = MappingTest.class.getResourceAsStream("/tables/system/DeadLetters.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the table cannot be read", e);
        }
    }

    private static List<String> rows(Store store, String sql) {
        try (Connection connection = store.reader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(String.valueOf(rows.getString(1)));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String ticks(String instant) {
        return String.valueOf(Ticks.fromInstant(Instant.parse(instant)));
    }

    @Test
    void numbersAreTakenAsNumbersAndAsText() {
        assertEquals("2690", column("Big", "'Big':2690"));
        assertEquals("2690", column("Big", "'Big':'2690'"));
        assertEquals("30", column("Small", "'Small':30.0"));
        assertEquals("300", column("Small", "'Small':'3e2'"));
        assertEquals("-9223372036854775808", column("Big", "'Big':-9223372036854775808"));
        assertEquals(
                "column Big (long) cannot take number '9223372036854775808'",
                column("Big", "'Big':9223372036854775808"));
        assertEquals(
                "column Small (int) cannot take number '2147483648'",
                column("Small", "'Small':2147483648"));
        assertEquals("1183.25", column("Real", "'Real':'1183.25'"));
        assertEquals("1e-07", column("Real", "'Real':0.0000001"));
        assertEquals("0.1", column("Real", "'Real':0.1"));
        assertEquals("nan", column("Real", "'Real':'NaN'"));
        assertEquals("1.50000000000000000", column("Exact", "'Exact':'1.5'"));
        assertEquals("null", column("Real", "'Real':''"));
        assertEquals("null", column("Small", "'Small':null"));
    }

    @Test
    void momentsAreReadWithAnyDigitsAndOffsets() {
        for (String text :
                List.of(
                        "2026-02-03T04:05:06.1234567Z",
                        "2026-02-03T04:05:06.12345678Z",
                        "2026-02-03T05:05:06.1234567+01:00",
                        "2026-02-03T04:05:06.1234567",
                        "2026-02-03 04:05:06.1234567Z",
                        "2026-02-03T04:05:06.1234567890123Z",
                        "2026-02-03T05:05:06.1234567+0100")) {
            assertEquals(
                    ticks("2026-02-03T04:05:06.1234567Z"),
                    column("Moment", "'Moment':'" + text + "'"),
                    text);
        }
        assertEquals(
                ticks("2026-02-03T04:05:06.1Z"),
                column("Moment", "'Moment':'2026-02-03T04:05:06.1Z'"));
        assertEquals(
                ticks("2026-02-03T04:05:00Z"), column("Moment", "'Moment':'2026-02-03T04:05Z'"));
        assertEquals(ticks("2026-02-03T00:00:00Z"), column("Moment", "'Moment':'2026-02-03'"));
        assertEquals(
                ticks("2026-02-03T16:05:06Z"), column("Moment", "'Moment':'2/3/2026 4:05:06 PM'"));
        assertEquals(
                ticks("2024-02-29T23:59:59Z"), column("Moment", "'Moment':'2024-02-29T23:59:59Z'"));
        assertEquals("0", column("Moment", "'Moment':'0001-01-01T00:00:00Z'"));
        assertEquals(
                String.valueOf(Ticks.MAX_DATETIME),
                column("Moment", "'Moment':'9999-12-31T23:59:59.9999999Z'"));
        for (String text :
                List.of(
                        "2025-02-29T00:00:00Z",
                        "2026-13-01T00:00:00Z",
                        "2026-01-01T24:00:00Z",
                        "soon")) {
            String reason = "column Moment (datetime) cannot take text '" + text + "'";
            assertEquals(reason, column("Moment", "'Moment':'" + text + "'"));
        }
    }

    @Test
    void lengthsOfTimeGuidsAndFlagsAreRead() {
        assertEquals("12230896697", column("Span", "'Span':'00:20:23.0896697'"));
        assertEquals("124272909", column("Span", "'Span':'PT12.4272909S'"));
        assertEquals("937840000000", column("Span", "'Span':'1.02:03:04'"));
        assertEquals(
                "column Span (timespan) cannot take text '25:00:00'",
                column("Span", "'Span':'25:00:00'"));
        String guid = "c9e7558f-8d83-5990-a66f-9b7acb33cafa";
        assertEquals(guid, column("Id", "'Id':'{C9E7558F-8D83-5990-A66F-9B7ACB33CAFA}'"));
        assertEquals("column Id (guid) cannot take text 'c9e7'", column("Id", "'Id':'c9e7'"));
        assertEquals("true", column("Flag", "'Flag':'True'"));
        assertEquals("false", column("Flag", "'Flag':0"));
        assertEquals(
                "column Flag (bool) cannot take text 'perhaps'",
                column("Flag", "'Flag':'perhaps'"));
    }

    @Test
    void textTakesAnyValueAndKeysAnyLetterCase() {
        assertEquals("5.50", column("Name", "'NAME':5.50"));
        assertEquals("true", column("Name", "'name':true"));
        assertEquals("{\"a\": 1}", column("Name", "'Name':{'a': 1}"));
        assertEquals("", column("Name", "'Name':null"));
        assertEquals("other", column("Name", "'Name':'','ALIAS':'other'"));
        assertEquals("first", column("Name", "'Alias':'other','Name':'first'"));
        assertEquals("last", column("Name", "'Name':'first','NAME':'last'"));
        assertEquals("tab\tquote\"é", column("Name", "'Name':'tab\\tquote\\\"\\u00e9'"));
    }

    @Test
    void theEnvelopeGivesDerivedColumns() {
        String id = ",'resourceId':'/SUBSCRIPTIONS/AB-1/resourceGroups/RG/Vaults/V1'";
        assertEquals(
                "/SUBSCRIPTIONS/AB-1/resourceGroups/RG/Vaults/V1", column("ResourceId", "", id));
        assertEquals(
                "/subscriptions/ab-1/resourcegroups/rg/vaults/v1", column("_ResourceId", "", id));
        assertEquals("ab-1", column("_SubscriptionId", "", id));
        assertEquals("Things", column("Type", ""));
    }

    @Test
    void unknownFieldsJoinTheBag() {
        assertEquals("null", column("Rest", ""));
        assertEquals("{\"systemId\":7,\"new\":[1]}", column("Rest", "'new':[1]", ",'systemId':7"));
        assertEquals("{\"a\":1,\"new\":\"x\"}", column("Rest", "'Rest':{'a':1},'new':'x'"));
        assertEquals("{\"a\":1}", column("Rest", "'Rest':'{\\\"a\\\":1}'"));
        assertEquals("{\"new\":2}", column("Rest", "'Rest':{ },'new':2"));
        assertEquals("{\"Rest\":[1],\"new\":2}", column("Rest", "'Rest':[1],'new':2"));
        assertEquals("{\"Alias\":\"other\"}", column("Rest", "'Name':'first','Alias':'other'"));
        assertEquals("{\"n\":1e400}", column("Rest", "'n':1e400"));
        assertEquals("[1, 2]", column("Bag", "'Bag':'[1, 2]'"));
        assertEquals("\"plain\"", column("Bag", "'Bag':'plain'"));
    }

    @Test
    void aRowOfADataExportIsFlat() {
        String record =
                """
                {"TimeGenerated":"2026-02-01T00:00:00Z","Type":"Things","Name":"flat","Small":"3",\
                "_ResourceId":"/subscriptions/ab/x","other":1}\
                """;
        assertEquals("flat", row("Name", record));
        assertEquals("3", row("Small", record));
        assertEquals("ab", row("_SubscriptionId", record));
        assertEquals("{\"other\":1}", row("Rest", record));
    }
}
