package io.vaultlens.dashboards.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.query.result.ResultColumn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class ExcelWriterTest {
    @Test
    void numbersAreNumbersAndWhatADoubleCannotHoldIsText() throws IOException {
        assertEquals(42.0, cell(ColumnType.LONG, 42L).getNumericCellValue());
        assertEquals(0.5, cell(ColumnType.REAL, 0.5).getNumericCellValue());
        assertEquals(
                "9007199254740993", cell(ColumnType.LONG, 9007199254740993L).getStringCellValue());
        assertEquals("NaN", cell(ColumnType.REAL, Double.NaN).getStringCellValue());
        assertTrue(cell(ColumnType.BOOL, true).getBooleanCellValue());
    }

    @Test
    void momentsAreDatesWithAFormat() throws IOException {
        Cell cell = cell(ColumnType.DATETIME, ticks("2026-11-21T07:53:09Z"));
        assertTrue(DateUtil.isCellDateFormatted(cell));
        assertEquals(LocalDateTime.parse("2026-11-21T07:53:09"), cell.getLocalDateTimeCellValue());
        assertEquals("yyyy-mm-dd hh:mm:ss", cell.getCellStyle().getDataFormatString());
    }

    @Test
    void momentsBeforeExcelsCalendarAreText() throws IOException {
        assertEquals(
                "1899-12-31T00:00:00.0000000Z",
                cell(ColumnType.DATETIME, ticks("1899-12-31T00:00:00Z")).getStringCellValue());
    }

    @Test
    void lengthsOfTimeAreDaysAndNegativeOnesText() throws IOException {
        long hours = Ticks.fromDuration(Duration.ofHours(36));
        assertEquals(1.5, cell(ColumnType.TIMESPAN, hours).getNumericCellValue());
        assertEquals("-1.12:00:00", cell(ColumnType.TIMESPAN, -hours).getStringCellValue());
    }

    @Test
    void textIsNeverAFormula() throws IOException {
        for (String text : List.of("=1+1", "@x", "+1+1", "-1+1", "=HYPERLINK(\"http://x\")")) {
            Cell cell = cell(ColumnType.STRING, text);
            assertEquals(CellType.STRING, cell.getCellType());
            assertEquals(text, cell.getStringCellValue());
            assertTrue(cell.getCellStyle().getQuotePrefixed());
        }
    }

    @Test
    void textThatLooksLikeExcelsOwnEscapeStaysAsItIs() throws IOException {
        assertEquals("_x0041_", cell(ColumnType.STRING, "_x0041_").getStringCellValue());
    }

    @Test
    void textLongerThanACellIsCutAndSaysSo() throws IOException {
        String text = cell(ColumnType.STRING, "x".repeat(40_000)).getStringCellValue();
        assertEquals(32_767, text.length());
        assertTrue(text.endsWith("[cut here; CSV and JSON hold the whole text]"));
    }

    @Test
    void rowsThatOneSheetCannotTakeGoToTheNext() throws IOException {
        List<List<Object>> rows = new ArrayList<>();
        for (long i = 0; i < 25; i++) {
            rows.add(List.of(i));
        }
        var out = new ByteArrayOutputStream();
        var columns = List.of(new ResultColumn("Number", ColumnType.LONG));
        assertEquals(25, new ExcelWriter(11).write(new TableRows(columns, rows), out));
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            assertEquals(3, workbook.getNumberOfSheets());
            assertEquals(
                    "Number", workbook.getSheetAt(2).getRow(0).getCell(0).getStringCellValue());
            assertEquals(24.0, workbook.getSheetAt(2).getRow(5).getCell(0).getNumericCellValue());
        }
    }

    private static long ticks(String moment) {
        return Ticks.fromInstant(Instant.parse(moment));
    }

    private static Cell cell(ColumnType type, Object value) throws IOException {
        var out = new ByteArrayOutputStream();
        var columns = List.of(new ResultColumn("Value", type));
        new ExcelWriter().write(new TableRows(columns, List.of(List.of(value))), out);
        var workbook = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
        return workbook.getSheetAt(0).getRow(1).getCell(0);
    }
}
