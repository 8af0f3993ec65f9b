package io.vaultlens.query.kql;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.FunctionDef;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.collector.golden.Golden;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryCases;
import io.vaultlens.query.result.Rows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the functions and views of the catalogue answer. */
class CatalogCasesTest {
    private static QueryCases cases;

    @BeforeAll
    static void open() throws IOException {
        cases = QueryCases.with(records());
    }

    private static List<String> records() throws IOException {
        try (var file = CatalogCasesTest.class.getResourceAsStream("/kql/catalog-records.jsonl")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @AfterAll
    static void close() {
        cases.close();
    }

    @TestFactory
    Stream<DynamicTest> answers() {
        return Golden.cases("kql/catalog.golden", cases::run);
    }

    @TestFactory
    Stream<DynamicTest> everyViewCanBeAsked() {
        return Catalog.load().tables().stream()
                .filter(TableDef::isView)
                .map(view -> DynamicTest.dynamicTest(view.name(), () -> ask(view.name())));
    }

    @TestFactory
    Stream<DynamicTest> everyFunctionWithoutNeedsCanBeAsked() {
        return Catalog.load().functions().stream()
                .map(FunctionDef::name)
                .filter(name -> name.startsWith("_AzureBackup_"))
                .map(name -> DynamicTest.dynamicTest(name, () -> ask(name)));
    }

    private static void ask(String name) {
        try (Rows rows = cases.engine().run(Query.kql(name + " | take 3"))) {
            while (rows.next()) {
                rows.value(0);
            }
        }
    }
}
