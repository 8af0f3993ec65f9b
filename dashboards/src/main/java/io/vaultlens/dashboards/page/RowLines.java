package io.vaultlens.dashboards.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.dashboards.export.CellText;
import io.vaultlens.dashboards.export.JsonWriter;
import io.vaultlens.query.QueryAnswer;
import io.vaultlens.query.result.Render;
import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.result.Rows;
import io.vaultlens.query.text.QueryException;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;

/**
 * Writes an answer as lines of JSON that a page can show as they come: columns and SQL, batches of
 * rows, and the end with its count and time, or the faults.
 *
 * <p>A browser can show only so many rows: those beyond are counted, not sent.
 */
final class RowLines {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int SENT = 20_000;
    private static final int LARGEST_BATCH = 500;
    private static final int LONGEST_TEXT = 4_000;
    private static final long EXACT = 1L << 53;

    private final long began = System.nanoTime();
    private final Writer out;

    RowLines(Writer out) {
        this.out = out;
    }

    void write(QueryAnswer answer) throws IOException {
        Rows rows = answer.rows();
        line(json -> head(json, rows.columns(), answer.sql()));
        long count = 0;
        int batch = 1;
        boolean more = rows.next();
        while (more && count < SENT) {
            // The first row goes alone: a page should show something as soon as there is anything.
            var sent = new Batch(rows, batch);
            line(sent);
            count += sent.written;
            more = sent.more && rows.next();
            batch = Math.min(LARGEST_BATCH, batch * 8);
        }
        while (more) {
            count++;
            more = rows.next();
        }
        long total = count;
        line(json -> end(json, total, answer.render()));
    }

    void fail(QueryException e) throws IOException {
        line(json -> faults(json, e));
    }

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private void line(Content content) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } finally {
            // Also after a fault among the rows, so that the next line begins as one.
            out.write('\n');
        }
        out.flush();
    }

    private static void head(JsonGenerator json, List<ResultColumn> columns, String sql)
            throws IOException {
        json.writeArrayFieldStart("columns");
        for (ResultColumn column : columns) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeStringField("type", column.type().kqlName());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("sql", sql);
    }

    private void end(JsonGenerator json, long count, Optional<Render> render) throws IOException {
        json.writeObjectFieldStart("end");
        json.writeNumberField("rows", count);
        json.writeNumberField("elapsedMs", (System.nanoTime() - began) / 1_000_000);
        if (render.isPresent()) {
            json.writeObjectFieldStart("render");
            json.writeStringField("chart", render.get().chart());
            for (var option : render.get().options().entrySet()) {
                json.writeStringField(option.getKey(), option.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void faults(JsonGenerator json, QueryException e) throws IOException {
        json.writeArrayFieldStart("faults");
        for (QueryException.Fault fault : e.faults()) {
            json.writeStartObject();
            json.writeStringField("kind", fault.kind().name());
            json.writeStringField("message", fault.message());
            json.writeNumberField("line", fault.line());
            json.writeNumberField("column", fault.column());
            json.writeNumberField("start", fault.span().start());
            json.writeNumberField("end", fault.span().end());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes so many rows from the current one on; says whether there may be more. */
    private static final class Batch implements Content {
        private final Rows rows;
        private final int size;
        private int written;
        private boolean more = true;

        Batch(Rows rows, int size) {
            this.rows = rows;
            this.size = size;
        }

        @Override
        public void write(JsonGenerator json) throws IOException {
            json.writeArrayFieldStart("rows");
            while (more) {
                json.writeStartArray();
                for (int i = 0; i < rows.columns().size(); i++) {
                    cell(json, rows.columns().get(i).type(), rows.value(i));
                }
                json.writeEndArray();
                written++;
                if (written == size) {
                    break;
                }
                more = rows.next();
            }
            json.writeEndArray();
        }
    }

    private static void cell(JsonGenerator json, ColumnType type, Object value) throws IOException {
        boolean plain = value == null || value instanceof Boolean || value instanceof Integer;
        boolean exact = value instanceof Long whole && Math.abs(whole) <= EXACT;
        if (plain || value instanceof Double || exact && type == ColumnType.LONG) {
            JsonWriter.value(json, type, value);
            return;
        }
        String text = CellText.of(type, value);
        json.writeString(
                text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…");
    }
}
