package io.vaultlens.query.function;

import io.vaultlens.collector.golden.Golden;
import io.vaultlens.query.QueryCases;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What each family of functions answers. */
class FunctionCasesTest {
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
    Stream<DynamicTest> families() {
        return Stream.of(
                        "text",
                        "time",
                        "number",
                        "dynamic",
                        "series",
                        "window",
                        "aggregate",
                        "examples")
                .flatMap(each -> Golden.cases("function/" + each + ".golden", cases::run));
    }
}
