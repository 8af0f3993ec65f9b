package io.vaultlens.query.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vaultlens.collector.estate.Estate;
import io.vaultlens.query.Language;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryEngine;
import io.vaultlens.query.QueryLimits;
import io.vaultlens.query.engine.duckdb.DuckDbEngine;
import io.vaultlens.query.plan.Access;
import io.vaultlens.query.result.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The same SQL gives the same rows when DuckDB is asked directly over the same tables. */
class SqlEqualsDuckDbTest {
    private static Estate estate;
    private static DuckDbEngine database;
    private static QueryEngine engine;

    @BeforeAll
    static void open() {
        estate = Estate.open();
        database = new DuckDbEngine(estate.store()::reader, 2);
        engine = new QueryEngine(estate.store().catalog(), database, Estate.clock());
    }

    @AfterAll
    static void close() {
        database.close();
        estate.close();
    }

    @TestFactory
    Stream<DynamicTest> sameRows() throws IOException {
        return questions().stream()
                .map(sql -> DynamicTest.dynamicTest(sql, () -> assertSameRows(sql)));
    }

    private static List<String> questions() throws IOException {
        try (InputStream file =
                SqlEqualsDuckDbTest.class.getResourceAsStream("/sql/same-as-duckdb.sql")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split(";")).map(String::strip).filter(q -> !q.isEmpty()).toList();
        }
    }

    private static void assertSameRows(String sql) throws SQLException {
        List<String> expected = direct(sql);
        assertFalse(expected.isEmpty(), "a question without rows shows nothing");
        assertEquals(expected, ours(sql));
    }

    private static List<String> ours(String sql) {
        Query query = new Query(sql, Language.SQL, Map.of(), Access.ALL, QueryLimits.STANDARD);
        List<String> all = new ArrayList<>();
        try (Rows rows = engine.run(query)) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 0; i < rows.columns().size(); i++) {
                    row.add(cell(rows.value(i)));
                }
                all.add(String.join(" | ", row));
            }
        }
        return all;
    }

    private static List<String> direct(String sql) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection connection = estate.store().reader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int width = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    row.add(cell(rows.getObject(i)));
                }
                all.add(String.join(" | ", row));
            }
        }
        return all;
    }

    /** A null text is empty in an answer of ours; numbers are compared by value. */
    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        boolean whole =
                value instanceof Number number
                        && number.doubleValue() == Math.rint(number.doubleValue());
        return whole ? String.valueOf(((Number) value).longValue()) : value.toString();
    }
}
