package io.vaultlens.dashboards.export;

import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.result.Rows;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a result as CSV: UTF-8, commas, a header line, CRLF.
 *
 * <p>Null is an empty field and an empty text is {@code ""}, so that a careful reader can tell them
 * apart; text that a spreadsheet would run is made harmless.
 */
public final class CsvWriter implements Exporter {
    /** In a table of one column an empty field would be an empty line, which readers skip. */
    private static final QuoteStrategy ONE_COLUMN =
            new QuoteStrategy() {
                @Override
                public boolean quoteNull(int line, int field) {
                    return true;
                }

                @Override
                public boolean quoteEmpty(int line, int field) {
                    return true;
                }
            };

    @Override
    public long write(Rows rows, OutputStream out) throws IOException {
        List<ResultColumn> columns = rows.columns();
        Writer text =
                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        var csv =
                de.siegmar.fastcsv.writer.CsvWriter.builder()
                        .lineDelimiter(LineDelimiter.CRLF)
                        .quoteStrategy(columns.size() == 1 ? ONE_COLUMN : QuoteStrategies.EMPTY)
                        .build(text);
        csv.writeRecord(columns.stream().map(c -> FormulaGuard.guarded(c.name())).toList());
        String[] fields = new String[columns.size()];
        long written = 0;
        while (rows.next()) {
            for (int i = 0; i < fields.length; i++) {
                fields[i] = field(columns.get(i).type(), rows.value(i));
            }
            csv.writeRecord(fields);
            written++;
        }
        csv.flush();
        text.flush();
        return written;
    }

    private static String field(ColumnType type, Object value) {
        if (value == null) {
            return null;
        }
        String text = CellText.of(type, value);
        boolean free = type == ColumnType.STRING || type == ColumnType.DYNAMIC;
        return free ? FormulaGuard.guarded(text) : text;
    }
}
