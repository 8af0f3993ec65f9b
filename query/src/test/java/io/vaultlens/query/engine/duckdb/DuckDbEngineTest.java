package io.vaultlens.query.engine.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.store.Store;
import io.vaultlens.query.engine.EngineQuery;
import io.vaultlens.query.function.Routine;
import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.result.Rows;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.QueryException.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DuckDbEngineTest {
    private static final String ENDLESS =
            "SELECT count(*) FROM range(100000000000) AS t(i) WHERE hash(i) % 3 = 1";

    /** Rows at once, and then none for a long while. */
    private static final String STALLING =
            "SELECT i FROM range(100000000000) AS t(i) WHERE i < 5000 OR i = 99999999999";

    private static Store store;
    private static DuckDbEngine engine;

    @BeforeAll
    static void open() {
        store = Store.inMemory(Catalog.load(Map.of()));
        engine = new DuckDbEngine(store::reader, 8);
    }

    @AfterAll
    static void close() {
        engine.close();
        store.close();
    }

    @Test
    void cellsAreReadByTheTypesOfThePlan() {
        String sql =
                "SELECT true, 1::INTEGER, 2::BIGINT, 1.5::DOUBLE, '2.50'::DECIMAL(38,17), 'x',"
                        + " 3::BIGINT, 4::BIGINT, '00000000-0000-0001-0000-000000000002'::UUID,"
                        + " '{\"a\":1}'::JSON";
        List<ResultColumn> columns = new ArrayList<>();
        for (ColumnType type : ColumnType.values()) {
            columns.add(new ResultColumn(type.kqlName(), type));
        }
        try (Rows rows = run(sql, columns, 10, Duration.ofSeconds(30))) {
            assertTrue(rows.next());
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                values.add(rows.value(i));
            }
            assertEquals(
                    List.of(
                            true,
                            1,
                            2L,
                            1.5,
                            new BigDecimal("2.5"),
                            "x",
                            3L,
                            4L,
                            new UUID(1, 2),
                            "{\"a\":1}"),
                    values);
            assertFalse(rows.next());
        }
    }

    @Test
    void aJsonNullIsNoValueAndATextIsNever() {
        List<ResultColumn> columns =
                List.of(
                        new ResultColumn("d", ColumnType.DYNAMIC),
                        new ResultColumn("s", ColumnType.STRING));
        String sql = "SELECT 'null'::JSON, CAST(NULL AS VARCHAR)";
        try (Rows rows = run(sql, columns, 10, Duration.ofSeconds(30))) {
            assertTrue(rows.next());
            assertNull(rows.value(0));
            assertEquals("", rows.value(1));
        }
    }

    @Test
    void allRowsOfManyChunksCome() {
        try (Rows rows = numbers("SELECT i FROM range(10000) AS t(i) ORDER BY i", 10_000)) {
            long expected = 0;
            while (rows.next()) {
                assertEquals(expected++, rows.value(0));
            }
            assertEquals(10_000, expected);
        }
    }

    @Test
    void oneRowMoreThanTheLimitIsAnErrorThatNamesIt() {
        try (Rows rows = numbers("SELECT i FROM range(5) AS t(i)", 4)) {
            QueryException error = assertThrows(QueryException.class, () -> readAll(rows));
            assertEquals(Kind.LIMIT, error.faults().getFirst().kind());
            assertTrue(error.getMessage().contains("limit of 4"), error.getMessage());
        }
    }

    @Test
    void exactlyTheLimitIsFine() {
        try (Rows rows = numbers("SELECT i FROM range(5) AS t(i)", 5)) {
            assertEquals(5, readAll(rows));
        }
    }

    @Test
    void aQueryEndsAtItsDeadlineBeforeItsFirstRow() {
        ends(run(ENDLESS, number(), 10, Duration.ofMillis(300)), Kind.LIMIT);
    }

    @Test
    void aQueryEndsAtItsDeadlineBetweenItsRows() {
        ends(run(STALLING, number(), 100_000, Duration.ofMillis(700)), Kind.LIMIT);
    }

    @Test
    void aQueryIsCancelledBeforeItsFirstRow() {
        Rows rows = run(ENDLESS, number(), 10, Duration.ofMinutes(5));
        cancelSoon(rows);
        ends(rows, Kind.CANCELLED);
    }

    @Test
    void aQueryIsCancelledBetweenItsRows() {
        Rows rows = run(STALLING, number(), 100_000, Duration.ofMinutes(5));
        cancelSoon(rows);
        ends(rows, Kind.CANCELLED);
    }

    @Test
    void moreQueriesThanThreadsCanBeCancelledAndTheNextOneRuns() {
        List<Rows> heavy = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            heavy.add(run(ENDLESS, number(), 10, Duration.ofMinutes(5)));
        }
        heavy.forEach(Rows::cancel);
        heavy.forEach(rows -> ends(rows, Kind.CANCELLED));
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    try (Rows rows = numbers("SELECT 1::BIGINT", 1)) {
                        assertEquals(1, readAll(rows));
                    }
                });
    }

    /** A statement that is still planned is cancelled late: DuckDB folds constants meanwhile. */
    @Test
    void aDeadlineDoesNotWaitForAnotherStatementsPlan() {
        CompletableFuture<Long> planned = new CompletableFuture<>();
        Routine waiting =
                new Routine(
                        "kql_test_waiting",
                        List.of(ColumnType.LONG),
                        ColumnType.LONG,
                        _ -> planned.join());
        engine.register(List.of(waiting));
        Rows slow = run("SELECT kql_test_waiting(1::BIGINT)", number(), 10, Duration.ofMillis(100));
        try {
            ends(run(ENDLESS, number(), 10, Duration.ofMillis(400)), Kind.LIMIT);
            ends(slow, Kind.LIMIT);
        } finally {
            planned.complete(1L);
        }
    }

    @Test
    void anErrorOfTheEngineIsOneLineWithAPlace() {
        try (Rows rows = numbers("SELECT error('too deep')::BIGINT", 1)) {
            QueryException error = assertThrows(QueryException.class, rows::next);
            assertEquals(Kind.RUNTIME, error.faults().getFirst().kind());
            assertEquals("1:1: the data could not be computed with: too deep", error.getMessage());
        }
    }

    @Test
    void aFunctionWrittenInJavaIsSeenByEveryConnection() {
        Routine join =
                new Routine(
                        "kql_test_join",
                        List.of(ColumnType.STRING, ColumnType.LONG),
                        ColumnType.STRING,
                        given -> given[1] == null ? null : given[0] + "-" + given[1]);
        engine.register(List.of(join));
        String sql =
                "SELECT kql_test_join('\u6771' || i, CASE WHEN i = 1 THEN NULL ELSE i END)"
                        + " FROM range(3) AS t(i) ORDER BY i";
        List<ResultColumn> text = List.of(new ResultColumn("s", ColumnType.STRING));
        try (Rows rows = run(sql, text, 10, Duration.ofSeconds(30))) {
            List<Object> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.value(0));
            }
            assertEquals(List.of("\u67710-0", "", "\u67712-2"), values);
        }
    }

    private static void ends(Rows rows, Kind kind) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    try (rows) {
                        QueryException error =
                                assertThrows(QueryException.class, () -> readAll(rows));
                        assertEquals(kind, error.faults().getFirst().kind());
                    }
                });
    }

    private static void cancelSoon(Rows rows) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        Thread.sleep(300);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    rows.cancel();
                });
    }

    private static long readAll(Rows rows) {
        long count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }

    private static List<ResultColumn> number() {
        return List.of(new ResultColumn("i", ColumnType.LONG));
    }

    private static Rows numbers(String sql, long limit) {
        return run(sql, number(), limit, Duration.ofSeconds(30));
    }

    private static Rows run(String sql, List<ResultColumn> columns, long limit, Duration time) {
        return engine.run(new EngineQuery(sql, columns, "T | count", limit, time));
    }
}
