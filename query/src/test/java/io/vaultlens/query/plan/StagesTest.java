package io.vaultlens.query.plan;

import io.vaultlens.collector.golden.Case;
import io.vaultlens.collector.golden.Golden;
import io.vaultlens.query.Explanation;
import io.vaultlens.query.Language;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryCases;
import io.vaultlens.query.QueryLimits;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a question, stage by stage, as people read it. */
class StagesTest {
    @RegisterExtension static final QueryCases CASES = QueryCases.open();

    @TestFactory
    Stream<DynamicTest> stages() {
        return Golden.cases("plan/stages.golden", StagesTest::run);
    }

    private static Map<String, String> run(Case given) {
        Language language = given.text().startsWith("SELECT") ? Language.SQL : Language.KQL;
        Query query = new Query(given.text(), language, Map.of(), Access.ALL, QueryLimits.STANDARD);
        Explanation stages = CASES.engine().explain(query);
        return Map.of(
                "stages",
                String.join(
                        "\n",
                        String.join(", ", stages.tokens()),
                        stages.ast(),
                        stages.bound(),
                        stages.plan(),
                        stages.sql()));
    }
}
