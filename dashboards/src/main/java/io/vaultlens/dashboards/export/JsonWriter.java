package io.vaultlens.dashboards.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.result.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;

/**
 * Writes a result as a JSON array with one object for each row.
 *
 * <p>Numbers and booleans keep their type, a dynamic value stays the JSON it is, moments and
 * lengths of time are KQL's text, and a real that JSON has no number for is text.
 */
public final class JsonWriter implements Exporter {
    private static final JsonFactory FACTORY = new JsonFactory();

    @Override
    public long write(Rows rows, OutputStream out) throws IOException {
        List<ResultColumn> columns = rows.columns();
        long written = 0;
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
            json.writeStartArray();
            while (rows.next()) {
                json.writeRaw(written == 0 ? "\n" : "");
                json.writeStartObject();
                for (int i = 0; i < columns.size(); i++) {
                    json.writeFieldName(columns.get(i).name());
                    value(json, columns.get(i).type(), rows.value(i));
                }
                json.writeEndObject();
                json.writeRaw('\n');
                written++;
            }
            json.writeEndArray();
            json.writeRaw('\n');
        }
        return written;
    }

    /** Writes one value in the JSON type that fits it best. */
    public static void value(JsonGenerator json, ColumnType type, Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Boolean flag -> json.writeBoolean(flag);
            case Integer number -> json.writeNumber(number);
            case Double real when Double.isFinite(real) -> json.writeNumber(real);
            case Long number when type == ColumnType.LONG -> json.writeNumber(number);
            case BigDecimal number -> json.writeNumber(CellText.decimal(number));
            case String text when type == ColumnType.DYNAMIC -> json.writeRawValue(text);
            default -> json.writeString(CellText.of(type, value));
        }
    }
}
