package io.vaultlens.dashboards.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.result.ResultColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvWriterTest {
    private static final int TABLES = 40;

    @TempDir Path folder;

    @Test
    void theDatabaseReadsTheSameRowsBack() throws Exception {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:")) {
            for (int seed = 0; seed < TABLES; seed++) {
                RandomTable table = new RandomTable(seed);
                Path file = Files.write(folder.resolve(seed + ".csv"), csv(table.open()));
                assertEquals(expected(table), read(database, table, file), "seed " + seed);
            }
        }
    }

    @Test
    void textThatWouldRunAsAFormulaIsMarkedAsText() throws IOException {
        assertEquals(
                "Cell\r\n'=1+1\r\n'@SUM(A1)\r\n'+49 30\r\n-5\r\n''=x\r\nit's\r\n",
                text(oneColumn("=1+1", "@SUM(A1)", "+49 30", "-5", "'=x", "it's")));
    }

    @Test
    void momentsAndLengthsOfTimeAreWrittenAsKqlPrintsThem() throws IOException {
        var columns =
                List.of(
                        new ResultColumn("At", ColumnType.DATETIME),
                        new ResultColumn("Took", ColumnType.TIMESPAN));
        var rows = new TableRows(columns, List.of(List.of(637134336000000001L, 937845000000L)));
        assertEquals("At,Took\r\n2020-01-01T00:00:00.0000001Z,1.02:03:04.5000000\r\n", text(rows));
    }

    @Test
    void anEmptyTextInTheOnlyColumnIsNoEmptyLine() throws IOException {
        assertEquals("Cell\r\n\"\"\r\nx\r\n", text(oneColumn("", "x")));
    }

    private static TableRows oneColumn(String... cells) {
        List<List<Object>> rows = new ArrayList<>();
        for (String cell : cells) {
            rows.add(List.of(cell));
        }
        return new TableRows(List.of(new ResultColumn("Cell", ColumnType.STRING)), rows);
    }

    private static byte[] csv(TableRows rows) throws IOException {
        var out = new ByteArrayOutputStream();
        new CsvWriter().write(rows, out);
        return out.toByteArray();
    }

    private static String text(TableRows rows) throws IOException {
        return new String(csv(rows), StandardCharsets.UTF_8);
    }

    private static List<List<String>> expected(RandomTable table) {
        List<List<String>> rows = new ArrayList<>();
        for (List<Object> row : table.rows) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                Object value = row.get(i);
                texts.add(value == null ? null : CellText.of(table.columns.get(i).type(), value));
            }
            rows.add(texts);
        }
        return rows;
    }

    private static List<List<String>> read(Connection database, RandomTable table, Path file)
            throws SQLException {
        String types =
                table.columns.stream()
                        .map(c -> "'" + c.name() + "': 'VARCHAR'")
                        .collect(Collectors.joining(", ", "{", "}"));
        String sql =
                "SELECT * FROM read_csv('%s', header = true, columns = %s, quote = '\"',"
                        + " escape = '\"', delim = ',', allow_quoted_nulls = false,"
                        + " strict_mode = true, auto_detect = false, parallel = false)";
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql.formatted(file, types))) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= table.columns.size(); i++) {
                    row.add(unguarded(result.getString(i)));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** Takes back the one apostrophe that marks text as text. */
    private static String unguarded(String text) {
        if (text == null || !text.startsWith("'")) {
            return text;
        }
        String bare = text.substring(1);
        return FormulaGuard.guarded(bare).equals(text) ? bare : text;
    }
}
