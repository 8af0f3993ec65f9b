package io.vaultlens.query.sql;

import io.vaultlens.collector.golden.Golden;
import io.vaultlens.query.QueryCases;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What questions in SQL answer, and what they are refused with. */
class SqlCasesTest {
    private static final List<String> FILES =
            List.of("select", "group", "array", "subquery", "window", "time", "function", "fault");

    @RegisterExtension static final QueryCases CASES = QueryCases.open();

    @TestFactory
    Stream<DynamicTest> cases() {
        return FILES.stream()
                .flatMap(file -> Golden.cases("sql/" + file + ".golden", CASES::runSql));
    }
}
