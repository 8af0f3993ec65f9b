package io.vaultlens.query.kql;

import io.vaultlens.collector.golden.Golden;
import io.vaultlens.query.QueryCases;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What questions in KQL answer, and what they are refused with. */
class KqlCasesTest {
    private static final List<String> FILES =
            List.of(
                    "rows",
                    "columns",
                    "summarize",
                    "join",
                    "let",
                    "expand",
                    "scan",
                    "series",
                    "nested",
                    "search",
                    "keyvalues",
                    "tables",
                    "activity",
                    "plugins",
                    "syntax",
                    "command",
                    "fault",
                    "literals");

    @RegisterExtension static final QueryCases CASES = QueryCases.open();

    @TestFactory
    Stream<DynamicTest> cases() {
        return FILES.stream().flatMap(file -> Golden.cases("kql/" + file + ".golden", CASES::run));
    }
}
