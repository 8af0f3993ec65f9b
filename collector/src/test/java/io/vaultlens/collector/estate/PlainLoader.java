package io.vaultlens.collector.estate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultlens.collector.catalog.ColumnDef;
import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.CurrentKey;
import io.vaultlens.collector.catalog.Origin;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoredColumn;
import io.vaultlens.collector.store.TableLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Loads good records by the plainest means; for tests that must not depend on the collector. */
final class PlainLoader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Store store;

    PlainLoader(Store store) {
        this.store = store;
    }

    void load(List<String> records) {
        Map<TableDef, Map<String, Map<String, Object>>> tables = new LinkedHashMap<>();
        for (String record : records) {
            JsonNode json = parse(record);
            TableDef table =
                    store.catalog()
                            .forCategory(at(json, List.of("category")).asText())
                            .orElseThrow();
            Map<String, Object> row = row(table, json);
            tables.computeIfAbsent(table, t -> new LinkedHashMap<>())
                    .put(values(row, table.identity()), row);
        }
        store.write(connection -> {
            for (Map.Entry<TableDef, Map<String, Map<String, Object>>> each : tables.entrySet()) {
                table(connection, each.getKey(), each.getValue().values());
            }
            return null;
        });
    }

    private static JsonNode parse(String record) {
        try {
            return JSON.readTree(record);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + record, e);
        }
    }

    private static void table(
            Connection connection, TableDef table, Collection<Map<String, Object>> rows)
            throws SQLException {
        TableLayout layout = new TableLayout(table);
        insert(connection, layout, table.name(), rows);
        for (int i = 0; i < table.current().size(); i++) {
            Map<String, Map<String, Object>> latest = new HashMap<>();
            CurrentKey key = table.current().get(i);
            for (Map<String, Object> row : rows) {
                latest.merge(values(row, key.by()), row, (a, b) -> isLater(b, a) ? b : a);
            }
            insert(connection, layout, table.currentTable(i), latest.values());
        }
    }

    private static boolean isLater(Map<String, Object> left, Map<String, Object> right) {
        int byTime =
                Long.compare((long) left.get("TimeGenerated"), (long) right.get("TimeGenerated"));
        return byTime > 0 || byTime == 0 && (long) left.get("_key") > (long) right.get("_key");
    }

    private static void insert(
            Connection connection,
            TableLayout layout,
            String name,
            Collection<Map<String, Object>> rows)
            throws SQLException {
        String values =
                layout.columns().stream()
                        .map(column -> "?::" + column.sqlType())
                        .collect(Collectors.joining(", "));
        String sql = "INSERT INTO " + StoredColumn.quote(name) + " VALUES (" + values + ")";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Map<String, Object> row : rows) {
                int parameter = 1;
                for (StoredColumn column : layout.columns()) {
                    Object none = column.type() == ColumnType.STRING ? "" : null;
                    insert.setObject(parameter++, row.getOrDefault(column.name(), none));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static Map<String, Object> row(TableDef table, JsonNode json) {
        Map<String, Object> row = new HashMap<>();
        for (ColumnDef column : table.columns()) {
            value(table, column, json).ifPresent(value -> row.put(column.name(), value));
        }
        row.put("_key", hash(values(row, table.identity())));
        for (int i = 0; i < table.current().size(); i++) {
            row.put(TableLayout.itemName(i), hash(values(row, table.current().get(i).by())));
        }
        row.put("_arrived", Ticks.fromInstant(Estate.NOW));
        row.put("_file", 0L);
        row.put("_pos", 0L);
        return row;
    }

    private static Optional<Object> value(TableDef table, ColumnDef column, JsonNode json) {
        for (Origin origin : column.origins()) {
            Object value =
                    switch (origin) {
                        case Origin.Field(var path) -> typed(column.type(), at(json, path));
                        case Origin.Lower(var path) ->
                                at(json, path).asText().toLowerCase(Locale.ROOT);
                        case Origin.Subscription(var path) ->
                                at(json, path).asText().toLowerCase(Locale.ROOT).split("/")[2];
                        case Origin.Constant(var text) -> text;
                        case Origin.Rest(var path) -> rest(table, json, path);
                    };
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static Object typed(ColumnType type, JsonNode node) {
        String text = node.asText();
        if (node.isMissingNode() || node.isNull() || text.isEmpty() && node.isTextual()) {
            return null;
        }
        return switch (type) {
            case STRING -> node.isValueNode() ? text : node.toString();
            case DATETIME -> Ticks.fromInstant(Instant.parse(text));
            case INT -> Integer.parseInt(text);
            case LONG, TIMESPAN -> Long.parseLong(text);
            case REAL -> Double.parseDouble(text);
            case BOOL -> Boolean.parseBoolean(text);
            case DYNAMIC, DECIMAL, GUID -> node.toString();
        };
    }

    private static Object rest(TableDef table, JsonNode json, List<String> path) {
        ObjectNode bag = JSON.createObjectNode();
        if (at(json, path) instanceof ObjectNode declared) {
            bag.setAll(declared);
        }
        at(json, List.of("properties"))
                .forEachEntry((name, value) -> {
                    boolean known =
                            table.columns().stream()
                                    .anyMatch(c ->
                                            c.from()
                                                    .toLowerCase(Locale.ROOT)
                                                    .contains(
                                                            "properties."
                                                                    + name.toLowerCase(
                                                                            Locale.ROOT)));
                    if (!known) {
                        bag.set(name, value);
                    }
                });
        return bag.isEmpty() ? null : bag.toString();
    }

    private static JsonNode at(JsonNode json, List<String> path) {
        JsonNode node = json;
        for (String step : path) {
            node =
                    node.propertyStream()
                            .filter(entry -> entry.getKey().equalsIgnoreCase(step))
                            .map(Map.Entry::getValue)
                            .findFirst()
                            .orElse(MissingNode.getInstance());
        }
        return node;
    }

    private static String values(Map<String, Object> row, List<String> columns) {
        return columns.stream()
                .map(c -> row.getOrDefault(c, "") + "")
                .collect(Collectors.joining("\n"));
    }

    private static long hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
