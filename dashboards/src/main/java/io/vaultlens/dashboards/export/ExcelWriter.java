package io.vaultlens.dashboards.export;

import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.result.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/**
 * Writes a result as an Excel workbook with typed cells, holding few rows in memory.
 *
 * <p>Rows that one sheet cannot take go to further sheets, each with its own header.
 */
public final class ExcelWriter implements Exporter {
    private static final int ROWS_IN_MEMORY = 200;

    private final int rowsPerSheet;

    /** A writer that fills each sheet as far as Excel allows. */
    public ExcelWriter() {
        this(SpreadsheetVersion.EXCEL2007.getMaxRows());
    }

    /** A writer that starts a further sheet after so many rows, the header counted. */
    ExcelWriter(int rowsPerSheet) {
        this.rowsPerSheet = rowsPerSheet;
    }

    @Override
    public long write(Rows rows, OutputStream out) throws IOException {
        List<ResultColumn> columns = rows.columns();
        if (columns.size() > SpreadsheetVersion.EXCEL2007.getMaxColumns()) {
            throw new IOException(
                    "Excel takes at most 16,384 columns and this result has "
                            + columns.size()
                            + "; take CSV");
        }
        try (var workbook = new SXSSFWorkbook(ROWS_IN_MEMORY)) {
            workbook.setCompressTempFiles(true);
            var styles = new ExcelStyles(workbook);
            var sheet = new ExcelSheet(workbook, styles, columns, 1);
            long written = 0;
            while (rows.next()) {
                if (sheet.rows() == rowsPerSheet) {
                    sheet.finish();
                    sheet = new ExcelSheet(workbook, styles, columns, sheet.number() + 1);
                }
                sheet.add(rows);
                written++;
            }
            sheet.finish();
            workbook.write(out);
            return written;
        }
    }
}
