package io.vaultlens.query.sql;

import io.vaultlens.collector.golden.Golden;
import io.vaultlens.query.QueryCases;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What questions in SQL answer, and what they are refused with. */
class SqlCasesTest {
    private static final List<String> FILES =
            List.of("select", "group", "array", "subquery", "window", "time", "function", "fault");

    private static QueryCases cases;

    @BeforeAll
    static void open() {
        cases = QueryCases.open();
    }

    @AfterAll
    static void close() {
        cases.close();
    }

    @TestFactory
    Stream<DynamicTest> cases() {
        return FILES.stream()
                .flatMap(file -> Golden.cases("sql/" + file + ".golden", cases::runSql));
    }
}
