package io.vaultlens.server.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportJobsTest {
    private static final int STARTED = 7;

    @TempDir Path data;
    @TempDir Path downloads;

    @Test
    void aPersonTakesTheFailedJobsAwayAsCsvAndAsExcel() throws Exception {
        try (Scene scene = Scene.withEstate(data)) {
            Page page = scene.signedIn();
            page.navigate(scene.at("/jobs?status=Failed"));
            int shown = page.getByRole(AriaRole.REGION).locator("tbody tr").count();
            assertTrue(shown > 0);

            Path csv = download(page, "CSV");
            assertTrue(csv.toString().endsWith(".csv"));
            List<String> lines = Files.readAllLines(csv);
            assertEquals(shown, lines.size() - 1);
            assertTrue(lines.stream().skip(1).allMatch(line -> line.contains(",Failed,")));

            Path excel = download(page, "Excel");
            assertTrue(excel.toString().endsWith(".xlsx"));
            try (var workbook = new XSSFWorkbook(Files.newInputStream(excel))) {
                var sheet = workbook.getSheetAt(0);
                assertEquals(shown, sheet.getLastRowNum());
                assertEquals("Started", sheet.getRow(0).getCell(STARTED).getStringCellValue());
                assertTrue(DateUtil.isCellDateFormatted(sheet.getRow(1).getCell(STARTED)));
            }
            assertEquals(List.of(), scene.screen().complaints());
        }
    }

    private Path download(Page page, String name) {
        Download download =
                page.waitForDownload(() ->
                        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name))
                                .click());
        Path file = downloads.resolve(download.suggestedFilename());
        download.saveAs(file);
        return file;
    }
}
