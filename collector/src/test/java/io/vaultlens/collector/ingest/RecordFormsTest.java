package io.vaultlens.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records come as diagnostics, as rows of a data export and as Resource Graph answers. */
class RecordFormsTest {
    private static final String VAULT =
            "/SUBSCRIPTIONS/S1/RESOURCEGROUPS/RG-A/PROVIDERS/MICROSOFT.RECOVERYSERVICES/VAULTS/V1";
    private static final String GUID = "1b4e28ba-2fa1-11d2-883f-0016d3cca427";

    @TempDir Path folder;

    private List<String> after(String path, String text, String sql) {
        try (House house = new House()) {
            house.ingest(House.write(folder.resolve(path), text));
            return house.rows(sql);
        }
    }

    private static String legacy(String job) {
        return """
        {"time":"2026-02-01T00:00:00Z","resourceId":"%s","category":"AzureBackupReport",\
        "operationName":"Job","properties":{"SchemaVersion":"V2","JobUniqueId":"%s",\
        "JobDurationInSecs":"2690","Surprise":"kept"}}
        """
                .formatted(VAULT, job);
    }

    @Test
    void legacyPropertiesGetTheEndingOfTheirType() {
        String sql =
                "SELECT JobUniqueId_g, JobUniqueId_s, JobDurationInSecs_s, AdditionalFields"
                        + " FROM AzureDiagnostics";
        assertEquals(
                List.of(GUID + "||2690|{\"Surprise\":\"kept\"}"),
                after("a.json", legacy(GUID), sql));
        assertEquals(
                List.of("|job-7|2690|{\"Surprise\":\"kept\"}"),
                after("a.json", legacy("job-7"), sql));
    }

    @Test
    void legacyRowsNameTheirResourcePartByPart() {
        String sql =
                "SELECT SubscriptionId, ResourceGroup, ResourceProvider, ResourceType, Resource,"
                        + " _ResourceId = lower(ResourceId) FROM AzureDiagnostics";
        assertEquals(
                List.of("s1|RG-A|MICROSOFT.RECOVERYSERVICES|VAULTS|V1|true"),
                after("a.json", legacy(GUID), sql));
    }

    @Test
    void aLegacyRecordAndItsExportedRowAreOneRecord() {
        String row =
                """
                {"TimeGenerated":"2026-02-01T00:00:00Z","ResourceId":"%s","Type":"AzureDiagnostics",\
                "Category":"AzureBackupReport","OperationName":"Job","SchemaVersion_s":"V2",\
                "JobUniqueId_g":"%s","JobDurationInSecs_s":"2691"}
                """
                        .formatted(VAULT, GUID);
        assertEquals(
                List.of("1|2691"),
                after(
                        "a.json",
                        legacy(GUID) + row,
                        "SELECT count(*), max(JobDurationInSecs_s) FROM AzureDiagnostics"));
    }

    @Test
    void anExportedRowGoesToTheTableOfItsType() {
        String row =
                """
                {"Type":"heartbeat","TimeGenerated":"2026-02-01T00:00:00Z","Category":"Direct Agent",\
                "Computer":"vm1","_ResourceId":"/subscriptions/s1/vm1"}
                """;
        assertEquals(
                List.of("vm1|Direct Agent|s1|Heartbeat"),
                after(
                        "rows.jsonl",
                        row,
                        "SELECT Computer, Category, _SubscriptionId, \"Type\" FROM Heartbeat"));
    }

    @Test
    void anExportedRowWithoutATypeGoesToTheTableOfItsFolder() {
        String row = "{\"TimeGenerated\":\"2026-02-01T00:00:00Z\",\"Computer\":\"vm1\"}";
        assertEquals(
                List.of("1"),
                after(
                        "am-updatesummary/y=2026/PT05M.json",
                        row,
                        "SELECT count(*) FROM UpdateSummary"));
        assertEquals(
                List.of("no category"),
                after("elsewhere/PT05M.json", row, "SELECT Reason FROM DeadLetters"));
    }

    @Test
    void anExportedRowOfNoTableIsKeptAside() {
        String row = "{\"TimeGenerated\":\"2026-02-01T00:00:00Z\",\"Type\":\"Perf\"}";
        assertEquals(
                List.of("unknown table 'Perf'"),
                after("rows.jsonl", row, "SELECT Reason FROM DeadLetters"));
    }

    private static String answer(String status) {
        return """
        {
          "totalRecords": 1, "count": 1,
          "data": [
            {"id": "/subscriptions/S1/vaults/v1/backupJobs/j1", "name": "j1", "sku": null,
             "type": "Microsoft.RecoveryServices/vaults/backupJobs",
             "properties": {"status": "%s", "inner": {"a": [1]}}, "zones": ["1"]}
          ],
          "facets": []
        }
        """
                .formatted(status);
    }

    @Test
    void theResourcesOfAnAnswerAreKeptWhole() {
        String sql = "SELECT type, properties, zones, sku FROM ResourceGraphRecords";
        String expected =
                "microsoft.recoveryservices/vaults/backupjobs|"
                        + "{\"status\": \"Failed\", \"inner\": {\"a\": [1]}}|[\"1\"]|null";
        assertEquals(List.of(expected), after("answer.json", answer("Failed"), sql));
        String oneLine = answer("Failed").replace("\n", " ");
        assertEquals(List.of(expected), after("answer.json", oneLine + "\n", sql));
    }

    @Test
    void theLatestAnswerAboutAResourceStays() {
        try (House house = new House()) {
            house.ingest(House.write(folder.resolve("1.json"), answer("InProgress")));
            house.ingest(House.write(folder.resolve("2.json"), answer("Completed")));
            assertEquals(
                    List.of("1|Completed"),
                    house.rows(
                            "SELECT count(*), max(properties->>'status') FROM ResourceGraphRecords"));
        }
    }
}
