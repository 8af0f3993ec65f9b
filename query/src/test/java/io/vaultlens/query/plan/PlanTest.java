package io.vaultlens.query.plan;

import io.vaultlens.collector.golden.Golden;
import io.vaultlens.query.QueryCases;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlanTest {
    @RegisterExtension static final QueryCases CASES = QueryCases.open();

    @TestFactory
    Stream<DynamicTest> plans() {
        return Golden.cases("plan/plan.golden", CASES::run);
    }
}
