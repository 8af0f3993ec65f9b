package io.vaultlens.server.operation;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.dashboards.export.CellText;
import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.result.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes rows in columns for a terminal. The first rows decide how wide the columns are, so that
 * any number of rows can be written.
 */
final class TextTable {
    private static final int ROWS_MEASURED = 1000;
    private static final int WIDEST = 80;

    private final List<ResultColumn> columns;
    private final Writer out;
    private final int[] widths;

    private TextTable(List<ResultColumn> columns, Writer out) {
        this.columns = columns;
        this.out = out;
        this.widths = columns.stream().mapToInt(column -> width(column.name())).toArray();
    }

    static void write(Rows rows, OutputStream stream) throws IOException {
        Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
        TextTable table = new TextTable(rows.columns(), out);
        List<List<String>> first = new ArrayList<>();
        boolean more = rows.next();
        for (; more && first.size() < ROWS_MEASURED; more = rows.next()) {
            first.add(table.cells(rows));
        }
        first.forEach(table::measure);
        table.head();
        long written = 0;
        for (List<String> row : first) {
            table.row(row);
            written++;
        }
        for (; more; more = rows.next()) {
            table.row(table.cells(rows));
            written++;
        }
        out.write("(" + written + (written == 1 ? " row)\n" : " rows)\n"));
        out.flush();
    }

    private List<String> cells(Rows rows) {
        List<String> cells = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            String text = CellText.of(columns.get(i).type(), rows.value(i));
            cells.add(text.codePoints().anyMatch(Character::isISOControl) ? plain(text) : text);
        }
        return cells;
    }

    /** A terminal obeys control characters, so none reaches it. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private void measure(List<String> row) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], Math.min(WIDEST, width(row.get(i))));
        }
    }

    private void head() throws IOException {
        row(columns.stream().map(ResultColumn::name).toList());
        StringBuilder line = new StringBuilder();
        for (int width : widths) {
            line.append("-".repeat(width)).append("  ");
        }
        out.write(line.toString().stripTrailing() + "\n");
    }

    private void row(List<String> cells) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String space = " ".repeat(Math.max(0, widths[i] - width(cell)));
            line.append(isNumber(columns.get(i).type()) ? space + cell : cell + space).append("  ");
        }
        out.write(line.toString().stripTrailing() + "\n");
    }

    private static boolean isNumber(ColumnType type) {
        return switch (type) {
            case INT, LONG, REAL, DECIMAL, TIMESPAN -> true;
            default -> false;
        };
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
