package io.vaultlens.dashboards.export;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.result.Rows;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.streaming.SXSSFRow;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/** One sheet that is being filled: header, rows, then widths and filter. */
final class ExcelSheet {
    private static final String CUT = " … [cut here; CSV and JSON hold the whole text]";
    private static final int LONGEST = SpreadsheetVersion.EXCEL2007.getMaxTextLength();

    /** Excel reads {@code _x0041_} as the letter A; its own escape is the underscore's. */
    private static final Pattern ESCAPE_LIKE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    /** A double names each whole number up to here. */
    private static final long EXACT = 1L << 53;

    /** Excel believes in 29 February 1900: its days before 1 March 1900 are off by one. */
    private static final long FIRST_SURE_DAY =
            Ticks.fromInstant(java.time.Instant.parse("1900-03-01T00:00:00Z"));

    private static final long DAY_ZERO =
            Ticks.fromInstant(java.time.Instant.parse("1899-12-30T00:00:00Z"));

    private final SXSSFSheet sheet;
    private final ExcelStyles styles;
    private final List<ResultColumn> columns;
    private final int number;
    private final int[] widths;
    private int rows;

    ExcelSheet(SXSSFWorkbook workbook, ExcelStyles styles, List<ResultColumn> columns, int number) {
        this.sheet = workbook.createSheet(number == 1 ? "Result" : "Result " + number);
        this.styles = styles;
        this.columns = columns;
        this.number = number;
        this.widths = new int[columns.size()];
        header();
    }

    int rows() {
        return rows;
    }

    int number() {
        return number;
    }

    void add(Rows source) {
        SXSSFRow row = sheet.createRow(rows++);
        for (int i = 0; i < columns.size(); i++) {
            Object value = source.value(i);
            if (value != null) {
                fill(row.createCell(i), i, value);
            }
        }
    }

    void finish() {
        for (int i = 0; i < widths.length; i++) {
            sheet.setColumnWidth(i, Math.clamp(widths[i] + 2L, 8, 60) * 256);
        }
        if (!columns.isEmpty()) {
            sheet.setAutoFilter(new CellRangeAddress(0, rows - 1, 0, columns.size() - 1));
        }
    }

    private void header() {
        SXSSFRow row = sheet.createRow(rows++);
        for (int i = 0; i < columns.size(); i++) {
            Cell cell = row.createCell(i);
            text(cell, i, columns.get(i).name());
            cell.setCellStyle(styles.header);
        }
        sheet.createFreezePane(0, 1);
    }

    private void fill(Cell cell, int column, Object value) {
        ColumnType type = columns.get(column).type();
        switch (value) {
            case Boolean flag -> cell.setCellValue(flag);
            case Double real when Double.isFinite(real) -> cell.setCellValue(real);
            case Integer whole -> cell.setCellValue(whole);
            case Long ticks when type == ColumnType.DATETIME -> moment(cell, column, ticks);
            case Long ticks when type == ColumnType.TIMESPAN -> span(cell, column, ticks);
            case Long whole when Math.abs(whole) <= EXACT && whole != Long.MIN_VALUE -> {
                cell.setCellValue(whole);
                cell.setCellStyle(styles.whole);
            }
            case BigDecimal decimal when exact(decimal) -> cell.setCellValue(decimal.doubleValue());
            default -> text(cell, column, CellText.of(type, value));
        }
        widen(column, 12);
    }

    private void moment(Cell cell, int column, long ticks) {
        if (ticks < FIRST_SURE_DAY) {
            text(cell, column, CellText.datetime(ticks));
            return;
        }
        cell.setCellValue((double) (ticks - DAY_ZERO) / Ticks.PER_DAY);
        cell.setCellStyle(styles.moment);
        widen(column, 19);
    }

    private void span(Cell cell, int column, long ticks) {
        if (ticks < 0) {
            // Excel shows a negative time as a row of number signs.
            text(cell, column, CellText.timespan(ticks));
            return;
        }
        cell.setCellValue((double) ticks / Ticks.PER_DAY);
        cell.setCellStyle(styles.span);
    }

    private void text(Cell cell, int column, String text) {
        String escaped = ESCAPE_LIKE.matcher(text).replaceAll("_x005F_");
        String held =
                escaped.length() <= LONGEST
                        ? escaped
                        : escaped.substring(0, LONGEST - CUT.length()) + CUT;
        cell.setCellValue(held);
        if (FormulaGuard.looksLikeFormula(text)) {
            cell.setCellStyle(styles.quoted);
        }
        widen(column, Math.min(held.length(), 60));
    }

    private void widen(int column, int characters) {
        widths[column] = Math.max(widths[column], characters);
    }

    private static boolean exact(BigDecimal decimal) {
        return new BigDecimal(decimal.doubleValue()).compareTo(decimal) == 0
                || CellText.decimal(decimal).precision() <= 15;
    }
}
