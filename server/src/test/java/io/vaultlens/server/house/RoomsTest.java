package io.vaultlens.server.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the rooms and between their packages. */
class RoomsTest {
    private static JavaClasses product;

    @BeforeAll
    static void readTheProduct() {
        product =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .withImportOption(place -> !place.contains("-tests.jar"))
                        .importPackages("io.vaultlens");
    }

    @Test
    void theCollectorSeesNoOtherRoom() {
        seesNothingOf("io.vaultlens.collector..", "query", "dashboards", "server");
    }

    @Test
    void theQueryRoomSeesOnlyTheCollector() {
        seesNothingOf("io.vaultlens.query..", "dashboards", "server");
    }

    @Test
    void theDashboardsSeeNoServer() {
        seesNothingOf("io.vaultlens.dashboards..", "server");
    }

    @Test
    void theCatalogImportsNothingElseOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("io.vaultlens.collector.catalog..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.vaultlens.collector.store..",
                        "io.vaultlens.collector.mapping..",
                        "io.vaultlens.collector.source..",
                        "io.vaultlens.collector.ingest..",
                        "io.vaultlens.collector.watch..")
                .check(product);
    }

    @Test
    void sourcesKnowNothingOfTheStoreNorOfWhoFollowsThem() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.vaultlens.collector.source..",
                        "io.vaultlens.collector.host..",
                        "io.vaultlens.collector.repository..",
                        "io.vaultlens.collector.program..",
                        "io.vaultlens.collector.vault..",
                        "io.vaultlens.collector.token..",
                        "io.vaultlens.collector.arm..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.vaultlens.collector.store..",
                        "io.vaultlens.collector.ingest..",
                        "io.vaultlens.collector.watch..")
                .check(product);
    }

    @Test
    void onlyTheEngineKnowsDuckDbInTheQueryRoom() {
        noClasses()
                .that()
                .resideInAPackage("io.vaultlens.query..")
                .and()
                .resideOutsideOfPackage("io.vaultlens.query.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.duckdb..")
                .check(product);
    }

    @Test
    void theTreeOfAQueryIsInert() {
        noClasses()
                .that()
                .resideInAPackage("io.vaultlens.query.kql.ast..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.calcite..",
                        "io.vaultlens.query.kql.bind..",
                        "io.vaultlens.query.plan..",
                        "io.vaultlens.query.engine..")
                .check(product);
    }

    @Test
    void pagesAndExportsKnowNoHttp() {
        noClasses()
                .that()
                .resideInAPackage("io.vaultlens.dashboards..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "jakarta.servlet..", "java.sql..")
                .check(product);
    }

    @Test
    void packagesOfARoomMakeNoCircles() {
        slices().matching("io.vaultlens.collector.(*)..").should().beFreeOfCycles().check(product);
        slices().matching("io.vaultlens.dashboards.(*)..").should().beFreeOfCycles().check(product);
        slices().matching("io.vaultlens.server.(*)..").should().beFreeOfCycles().check(product);
    }

    @Test
    void aPackageIsOneNoun() {
        classes()
                .that()
                .resideInAPackage("io.vaultlens..")
                .should()
                .resideOutsideOfPackages(
                        "..util..", "..common..", "..impl..", "..manager..", "..helper..")
                .check(product);
    }

    private static void seesNothingOf(String packages, String... rooms) {
        for (String room : rooms) {
            noClasses()
                    .that()
                    .resideInAPackage(packages)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.vaultlens." + room + "..")
                    .check(product);
        }
    }
}
