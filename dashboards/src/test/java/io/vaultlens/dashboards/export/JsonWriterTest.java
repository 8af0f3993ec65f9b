package io.vaultlens.dashboards.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultlens.collector.catalog.ColumnType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    private static final int TABLES = 40;

    @Test
    void everyRowIsAnObjectWithItsValues() throws IOException {
        var mapper = new ObjectMapper();
        mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        for (int seed = 0; seed < TABLES; seed++) {
            RandomTable table = new RandomTable(seed);
            var out = new ByteArrayOutputStream();
            assertEquals(table.rows.size(), new JsonWriter().write(table.open(), out));
            JsonNode rows = mapper.readTree(out.toByteArray());
            assertEquals(table.rows.size(), rows.size());
            for (int i = 0; i < table.rows.size(); i++) {
                for (int c = 0; c < table.columns.size(); c++) {
                    var column = table.columns.get(c);
                    JsonNode node = rows.get(i).get(column.name());
                    same(mapper, column.type(), table.rows.get(i).get(c), node);
                }
            }
        }
    }

    private static void same(ObjectMapper mapper, ColumnType type, Object value, JsonNode node)
            throws IOException {
        if (value == null) {
            assertEquals(true, node.isNull());
            return;
        }
        switch (type) {
            case LONG -> assertEquals(value, node.longValue());
            case INT -> assertEquals(value, node.intValue());
            case BOOL -> assertEquals(value, node.booleanValue());
            case DYNAMIC -> assertEquals(mapper.readTree(value.toString()), node);
            case REAL -> assertEquals(value, Double.valueOf(node.asText()));
            case DECIMAL ->
                    assertEquals(CellText.of(type, value), node.decimalValue().toPlainString());
            default -> assertEquals(CellText.of(type, value), node.textValue());
        }
    }
}
