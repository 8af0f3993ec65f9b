package io.vaultlens.query.function;

import io.vaultlens.collector.golden.Golden;
import io.vaultlens.query.QueryCases;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What each family of functions answers. */
class FunctionCasesTest {
    @RegisterExtension static final QueryCases CASES = QueryCases.open();

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
                .flatMap(each -> Golden.cases("function/" + each + ".golden", CASES::run));
    }
}
