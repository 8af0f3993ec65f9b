package io.vaultlens.dashboards.export;

import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Workbook;

/** The few cell styles of a workbook; Excel counts them, so each is made once. */
final class ExcelStyles {
    final CellStyle header;
    final CellStyle moment;
    final CellStyle span;
    final CellStyle whole;
    final CellStyle quoted;

    ExcelStyles(Workbook workbook) {
        header = workbook.createCellStyle();
        var bold = workbook.createFont();
        bold.setBold(true);
        header.setFont(bold);
        header.setFillForegroundColor(IndexedColors.GREY_25_PERCENT.getIndex());
        header.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        header.setBorderBottom(BorderStyle.THIN);
        moment = formatted(workbook, "yyyy-mm-dd hh:mm:ss");
        span = formatted(workbook, "[h]:mm:ss");
        whole = formatted(workbook, "0");
        quoted = workbook.createCellStyle();
        quoted.setQuotePrefixed(true);
    }

    private static CellStyle formatted(Workbook workbook, String format) {
        CellStyle style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        return style;
    }
}
