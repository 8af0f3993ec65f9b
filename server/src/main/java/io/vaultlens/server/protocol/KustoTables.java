package io.vaultlens.server.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.dashboards.export.CellText;
import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.result.Rows;
import io.vaultlens.query.text.QueryException;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Writes the tables of a Kusto answer, version 1: results, properties, status, table of contents.
 *
 * <p>Rows are written while they are read; a failure on the way becomes an object in place of a
 * row, as the clients expect it.
 */
final class KustoTables {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final List<ResultColumn> PROPERTIES =
            List.of(new ResultColumn("Value", ColumnType.STRING));
    private static final List<ResultColumn> STATUS =
            List.of(
                    new ResultColumn("Timestamp", ColumnType.DATETIME),
                    new ResultColumn("Severity", ColumnType.INT),
                    new ResultColumn("SeverityName", ColumnType.STRING),
                    new ResultColumn("StatusCode", ColumnType.INT),
                    new ResultColumn("StatusDescription", ColumnType.STRING),
                    new ResultColumn("Count", ColumnType.INT),
                    new ResultColumn("RequestId", ColumnType.GUID),
                    new ResultColumn("ActivityId", ColumnType.GUID),
                    new ResultColumn("SubActivityId", ColumnType.GUID),
                    new ResultColumn("ClientActivityId", ColumnType.STRING));
    private static final List<ResultColumn> CONTENTS =
            List.of(
                    new ResultColumn("Ordinal", ColumnType.LONG),
                    new ResultColumn("Kind", ColumnType.STRING),
                    new ResultColumn("Name", ColumnType.STRING),
                    new ResultColumn("Id", ColumnType.STRING),
                    new ResultColumn("PrettyName", ColumnType.STRING));
    private static final int FAILED = 2;
    private static final int INFO = 4;

    private final JsonGenerator json;
    private final RequestIds ids;
    private final List<String> names = new ArrayList<>();
    private String failure = "";
    private int tables;

    KustoTables(OutputStream out, RequestIds ids) throws IOException {
        this.json = FACTORY.createGenerator(out);
        this.ids = ids;
    }

    /**
     * Begins the answer to a query with its first table.
     *
     * @param first whether the rows stand on their first row already
     */
    void begin(String name, Rows rows, boolean first, Instant now) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("Tables");
        names.add(name);
        failure = result(rows, first, now);
    }

    /** Writes one more table of the answer. */
    void result(String name, Rows rows, Instant now) throws IOException {
        names.add(name);
        boolean first = false;
        try {
            first = rows.next();
        } catch (QueryException e) {
            failure = e.getMessage();
        }
        String late = result(rows, first, now);
        failure = failure.isEmpty() ? late : failure;
    }

    /** Whether a table could not be written to its end. */
    boolean failed() {
        return !failure.isEmpty();
    }

    /**
     * Ends the answer.
     *
     * @param visualization what {@code render} asked for, as JSON text
     */
    void end(String visualization, Instant now) throws IOException {
        simple(PROPERTIES, List.of(List.<Object>of(visualization)));
        status(failure, now);
        contents();
        json.writeEndArray();
        if (!failure.isEmpty()) {
            json.writeArrayFieldStart("Exceptions");
            json.writeString(failure);
            json.writeEndArray();
        }
        json.writeEndObject();
        json.close();
    }

    /** Writes one table alone, as management commands answer. */
    void command(Rows rows, boolean first, Instant now) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("Tables");
        result(rows, first, now);
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }

    private String result(Rows rows, boolean first, Instant now) throws IOException {
        List<ResultColumn> columns = rows.columns();
        begin(columns);
        String failure = "";
        try {
            for (boolean more = first; more; more = rows.next()) {
                json.writeStartArray();
                for (int i = 0; i < columns.size(); i++) {
                    cell(columns.get(i).type(), rows.value(i));
                }
                json.writeEndArray();
            }
        } catch (QueryException e) {
            failure = e.getMessage();
            late(e, now);
        }
        end();
        return failure;
    }

    private void late(QueryException e, Instant now) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("OneApiErrors");
        json.writeRawValue(OneApiError.of(e).json(ids.client(), ids.activity(), now));
        json.writeEndArray();
        json.writeEndObject();
    }

    private void begin(List<ResultColumn> columns) throws IOException {
        json.writeStartObject();
        json.writeStringField("TableName", "Table_" + tables++);
        json.writeArrayFieldStart("Columns");
        for (ResultColumn column : columns) {
            json.writeStartObject();
            json.writeStringField("ColumnName", column.name());
            json.writeStringField("DataType", dataType(column.type()));
            json.writeStringField("ColumnType", column.type().kqlName());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("Rows");
    }

    private void end() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
    }

    private void simple(List<ResultColumn> columns, List<List<Object>> rows) throws IOException {
        begin(columns);
        for (List<Object> row : rows) {
            json.writeStartArray();
            for (Object value : row) {
                json.writePOJO(value);
            }
            json.writeEndArray();
        }
        end();
    }

    private void status(String failure, Instant now) throws IOException {
        boolean done = failure.isEmpty();
        simple(
                STATUS,
                List.of(
                        List.of(
                                now.toString(),
                                done ? INFO : FAILED,
                                done ? "Info" : "Error",
                                done ? 0 : 1,
                                done ? "Query completed successfully" : failure,
                                1,
                                ids.request(),
                                ids.activity(),
                                UUID.randomUUID().toString(),
                                ids.client())));
    }

    private void contents() throws IOException {
        List<List<Object>> rows = new ArrayList<>();
        for (String name : names) {
            rows.add(row(rows.size(), "QueryResult", name));
        }
        rows.add(row(rows.size(), "QueryProperties", "@ExtendedProperties"));
        rows.add(row(rows.size(), "QueryStatus", "QueryStatus"));
        simple(CONTENTS, rows);
    }

    private static List<Object> row(int ordinal, String kind, String name) {
        return List.of(ordinal, kind, name, UUID.randomUUID().toString(), "");
    }

    private void cell(ColumnType type, Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Boolean flag -> json.writeBoolean(flag);
            case Integer number -> json.writeNumber(number);
            case Double real when Double.isFinite(real) -> json.writeNumber(real);
            case Long number when type == ColumnType.LONG -> json.writeNumber(number);
            case String text when type == ColumnType.DYNAMIC ->
                    json.writeRawValue(new SerializedString(text));
            case BigDecimal number -> json.writeString(CellText.of(type, number));
            default -> json.writeString(CellText.of(type, value));
        }
    }

    private static String dataType(ColumnType type) {
        return switch (type) {
            case BOOL -> "SByte";
            case INT -> "Int32";
            case LONG -> "Int64";
            case REAL -> "Double";
            case DECIMAL -> "SqlDecimal";
            case STRING -> "String";
            case DATETIME -> "DateTime";
            case TIMESPAN -> "TimeSpan";
            case GUID -> "Guid";
            case DYNAMIC -> "Object";
        };
    }
}
