package io.vaultlens.query.changes;

import io.vaultlens.collector.golden.Golden;
import io.vaultlens.query.QueryCases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which changes stand before a failure, and which do not. */
class ChangesCasesTest {
    private static QueryCases cases;

    @BeforeAll
    static void open() throws IOException {
        try (var file = ChangesCasesTest.class.getResourceAsStream("/changes/records.jsonl")) {
            String records = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            cases = QueryCases.with(records.lines().toList());
        }
    }

    @AfterAll
    static void close() {
        cases.close();
    }

    @TestFactory
    Stream<DynamicTest> answers() {
        return Golden.cases("changes/changes.golden", cases::run);
    }
}
