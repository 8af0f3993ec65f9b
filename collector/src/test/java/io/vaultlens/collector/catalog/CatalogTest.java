package io.vaultlens.collector.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.golden.Case;
import io.vaultlens.collector.golden.Golden;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
    @TestFactory
    Stream<DynamicTest> files() {
        return Golden.cases("catalog/tables.golden", CatalogTest::load);
    }

    /** A line {@code --- name} begins another file; the first is tables/Jobs.yaml. */
    private static Map<String, String> load(Case given) {
        Map<String, String> files = new LinkedHashMap<>();
        for (String part : ("--- tables/Jobs.yaml\n" + given.text()).split("(?m)^--- ")) {
            String[] nameAndText = part.split("\n", 2);
            if (nameAndText.length == 2 && !nameAndText[1].isBlank()) {
                files.put(nameAndText[0].strip(), nameAndText[1]);
            }
        }
        try {
            List<String> lines =
                    Catalog.load(files).tables().stream().map(CatalogTest::line).toList();
            return Map.of("tables", String.join("\n", lines));
        } catch (CatalogException e) {
            return Map.of("error", e.getMessage());
        }
    }

    private static String line(TableDef table) {
        String kind = table.isView() ? "view " : table.system() ? "system " : "";
        StringBuilder line = new StringBuilder(kind + table.name());
        line.append(" identity ").append(table.identity());
        for (int i = 0; i < table.current().size(); i++) {
            line.append(", ").append(table.currentTable(i)).append(table.current().get(i).by());
        }
        return line.append(", scope ").append(table.scope()).toString();
    }

    @Test
    void theBundledTablesAreFoundInAnyLetterCase() {
        Catalog catalog = Catalog.load();
        TableDef jobs = catalog.table("addonazurebackupJOBS").orElseThrow();
        assertEquals("AddonAzureBackupJobs", jobs.name());
        assertEquals(jobs, catalog.forCategory("ADDONAZUREBACKUPJOBS").orElseThrow());
        assertEquals(48, jobs.columns().size());
        assertTrue(catalog.table("DeadLetters").orElseThrow().system());
        assertTrue(catalog.table("Nothing").isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "CoreAzureBackup, 74",
        "AddonAzureBackupJobs, 48",
        "AddonAzureBackupAlerts, 30",
        "AddonAzureBackupPolicy, 87",
        "AddonAzureBackupStorage, 28",
        "AddonAzureBackupProtectedInstance, 36",
        "AzureBackupOperations, 15",
        "AzureDiagnostics, 167",
        "ConfigurationChange, 59",
        "ConfigurationData, 42",
        "Update, 47",
        "UpdateSummary, 31",
        "UpdateRunProgress, 31",
        "Heartbeat, 33",
        "AzureActivity, 37"
    })
    void aTableHasEveryPublishedColumn(String table, int columns) {
        assertEquals(columns, Catalog.load().table(table).orElseThrow().columns().size());
    }
}
