package io.vaultlens.query.plan;

import io.vaultlens.collector.golden.Golden;
import io.vaultlens.query.QueryCases;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PlanTest {
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
    Stream<DynamicTest> plans() {
        return Golden.cases("plan/plan.golden", cases::run);
    }
}
