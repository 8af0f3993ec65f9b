package io.vaultlens.collector.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.arm.AzureServer.Fault;
import io.vaultlens.collector.ingest.House;
import io.vaultlens.collector.ingest.IngestRun;
import io.vaultlens.collector.ingest.Pass;
import io.vaultlens.collector.source.Source;
import io.vaultlens.collector.source.SourceException;
import io.vaultlens.collector.source.SourceValues;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArmSourceTest {
    private static final String START = "/subscriptions/" + AzureServer.SUBSCRIPTION;
    private static final String VAULTS = START + "/providers/Microsoft.RecoveryServices/vaults";
    private static final String JOBS = AzureServer.VAULT + "/backupJobs";
    private static final String TYPES =
            "SELECT lower(type), count(*) FROM \"ResourceGraphRecords\" GROUP BY 1 ORDER BY 1";
    private static final String STATES =
            "SELECT \"JobUniqueId\", \"JobStatus\", \"JobFailureCode\" FROM"
                    + " \"AddonAzureBackupJobs\" ORDER BY 1, \"TimeGenerated\"";

    private final AzureServer azure = new AzureServer(2);

    @BeforeEach
    void estate() {
        azure.add(VAULTS, AzureServer.vault());
        job("job-1", "Completed");
        job("job-2", "Failed");
        job("job-3", "Completed");
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private void job(String id, String status) {
        azure.add(JOBS, job(id, status, "2026-02-28T01:44:00Z"));
    }

    private static String job(String id, String status, String end) {
        return AzureServer.job(id, status, "2026-02-28T01:00:00Z", end);
    }

    private void resource(String path, String name, String type, String properties) {
        azure.add(
                path,
                "{\"id\":\"%s/%s\",\"name\":\"%s\",\"type\":\"%s\",\"properties\":{%s}}"
                        .formatted(path, name, name, type, properties));
    }

    private Source source(Map<String, String> more, House house) {
        Map<String, String> given = new HashMap<>();
        given.put("subscriptions", AzureServer.SUBSCRIPTION);
        given.put("tenant", "677cfcf5-77e0-5430-ada8-517205915f05");
        given.put("clientId", "client");
        given.put("secret", "very secret");
        given.put("endpoint", azure.address());
        given.put("authority", azure.address());
        given.putAll(more);
        SourceValues values = SourceValues.of("azure", ArmSource.KIND, given);
        return ArmSource.KIND.source(values, house.ingest.context());
    }

    private IngestRun read(Map<String, String> more, House house) {
        try (Source source = source(more, house)) {
            return house.ingest.read(source, Pass.PLAIN);
        }
    }

    private IngestRun read(House house) {
        return read(Map.of(), house);
    }

    @Test
    void vaultsAndAllInsideOfThemAreRead() {
        String containers = AzureServer.VAULT + "/backupProtectionContainers";
        String inside = "Microsoft.RecoveryServices/vaults/";
        resource(AzureServer.VAULT + "/backupPolicies", "Daily", inside + "backupPolicies", "");
        for (int i = 0; i < 5; i++) {
            resource(
                    AzureServer.VAULT + "/backupProtectedItems",
                    "VM;iaasvmcontainerv2;rg-app;vm-" + i,
                    inside + "backupFabrics/protectionContainers/protectedItems",
                    "\"protectionState\":\"Protected\"");
        }
        resource(
                containers,
                "Windows;fs01",
                inside + "backupFabrics/protectionContainers",
                "\"backupManagementType\":\"MAB\"");
        String other = START + "/providers/" + ArmVault.BACKUP_VAULTS;
        String vault = START + "/resourceGroups/rg/providers/" + ArmVault.BACKUP_VAULTS + "/bv-a";
        azure.add(
                other,
                "{\"id\":\"%s\",\"name\":\"bv-a\",\"type\":\"%s\",\"location\":\"westeurope\"}"
                        .formatted(vault, ArmVault.BACKUP_VAULTS));
        resource(
                vault + "/backupInstances",
                "disk",
                ArmVault.BACKUP_VAULTS + "/backupInstances",
                "");
        azure.add(
                vault + "/backupJobs",
                "{\"name\":\"job-9\",\"properties\":{\"status\":\"Completed\",\"operation\":"
                        + "\"Backup\",\"dataSourceName\":\"disk-a\",\"duration\":\"PT12.5S\","
                        + ("\"backupInstanceId\":\"" + vault + "/backupInstances/disk-a-1\",")
                        + "\"startTime\":\"2026-02-28T03:00:00Z\","
                        + "\"endTime\":\"2026-02-28T03:00:12.5Z\"}}");
        resource(
                START + "/providers/Microsoft.Compute/virtualMachines",
                "vm-app01",
                "Microsoft.Compute/virtualMachines",
                "");
        try (House house = new House()) {
            IngestRun run = read(house);
            assertEquals(List.of(), run.failures());
            assertEquals(0, run.keptAside());
            assertEquals(
                    List.of(
                            "microsoft.compute/virtualmachines|1",
                            "microsoft.dataprotection/backupvaults|1",
                            "microsoft.dataprotection/backupvaults/backupinstances|1",
                            "microsoft.recoveryservices/vaults|1",
                            "microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers|1",
                            "microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers"
                                    + "/protecteditems|5",
                            "microsoft.recoveryservices/vaults/backuppolicies|1"),
                    house.rows(TYPES));
            assertEquals(
                    List.of(
                            "job-1|Completed|Success|2689.561|vm-app01|IaaSVM",
                            "job-2|Failed|ExtensionFailed|2689.561|vm-app01|IaaSVM",
                            "job-3|Completed|Success|2689.561|vm-app01|IaaSVM",
                            "job-9|Completed|Success|12.5|disk-a|"),
                    house.rows(
                            "SELECT \"JobUniqueId\", \"JobStatus\", \"JobFailureCode\","
                                    + " \"JobDurationInSecs\", \"BackupItemFriendlyName\","
                                    + " \"BackupManagementType\" FROM \"AddonAzureBackupJobs\""
                                    + " ORDER BY 1"));
            // Of a Backup vault as diagnostics write it; of the other kind without a number.
            assertEquals(
                    List.of(
                            "westeurope;rsv-a;iaasvmcontainerv2;rg-app;vm-app01",
                            vault.toUpperCase(Locale.ROOT) + "/BACKUPINSTANCES/disk-a-1"),
                    house.rows(
                            "SELECT \"BackupItemUniqueId\" FROM \"AddonAzureBackupJobs\""
                                    + " GROUP BY 1 ORDER BY max(\"VaultName\") DESC"));
            assertEquals(0, read(house).read());
            assertEquals(2, azure.asked().stream().filter(a -> a.contains("skipToken=4")).count());
        }
    }

    @Test
    void aJobThatEndsIsToldOnceMore() {
        azure.add(JOBS, job("job-4", "InProgress", ""));
        try (House house = new House()) {
            read(house);
            read(house);
            azure.set(JOBS, 3, job("job-4", "Failed", "2026-02-28T02:00:00Z"));
            read(house);
            read(house);
            assertEquals(
                    List.of("job-4|InProgress|", "job-4|Failed|ExtensionFailed"),
                    house.rows(STATES.replace("ORDER", "WHERE \"JobUniqueId\" = 'job-4' ORDER")));
        }
    }

    @Test
    void jobsThatDiagnosticsTellAreLeftToThem() {
        azure.add(
                AzureServer.VAULT + "/providers/microsoft.insights/diagnosticSettings",
                "{\"properties\":{\"logs\":[{\"category\":\"AddonAzureBackupJobs\","
                        + "\"enabled\":true}]}}");
        try (House house = new House()) {
            read(house);
            assertEquals(0, house.count("\"AddonAzureBackupJobs\""));
            read(Map.of("jobs", "all"), house);
            assertEquals(3, house.count("\"AddonAzureBackupJobs\""));
        }
    }

    @Test
    void whatDiagnosticsTellLaterIsTheStateThatCounts() {
        try (House house = new House()) {
            read(house);
            house.ingest.records(
                    "push", List.of(House.job("job-2", "2026-02-28T02:10:00Z", "Completed")));
            assertEquals(
                    List.of("job-2|Completed"),
                    house.rows(
                            "SELECT \"JobUniqueId\", arg_max(\"JobStatus\", \"TimeGenerated\") FROM"
                                    + " \"AddonAzureBackupJobs\" WHERE \"JobUniqueId\" = 'job-2'"
                                    + " GROUP BY 1"));
        }
    }

    @Test
    void whatPassesIsTriedAgain() {
        azure.fail(new Fault("skipToken", 401, "{}", 0));
        azure.fail(new Fault("skipToken", 500, "oh", 0));
        azure.fail(new Fault("backupJobs", 429, "{}", 1));
        azure.fail(new Fault("backupPolicies", 200, "{\"value\":[", 0));
        try (House house = new House()) {
            assertEquals(List.of(), read(house).failures());
            assertEquals(3, house.count("\"AddonAzureBackupJobs\""));
        }
    }

    @Test
    void aTokenThatRunsOutInMidListIsGotAnew() {
        azure.fail(new Fault("skipToken", 401, "{}", 0));
        try (House house = new House()) {
            read(house);
            assertEquals(2, azure.tokens());
            assertEquals(3, house.count("\"AddonAzureBackupJobs\""));
        }
    }

    @Test
    void aVaultWithoutPermissionIsToldAndTheOthersAreRead() {
        String error =
                "{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"No right to it.\"}}";
        azure.fail(new Fault("backupProtectedItems", 403, error, 0));
        try (House house = new House()) {
            assertEquals(
                    List.of(
                            AzureServer.VAULT
                                    + "/backupProtectedItems: 403 AuthorizationFailed: No right to"
                                    + " it."),
                    read(house).failures());
            assertEquals(3, house.count("\"AddonAzureBackupJobs\""));
        }
    }

    @Test
    void aLongRestThatAzureAsksForIsLeftToTheWatch() {
        azure.fail(new Fault("backupJobs", 429, "{}", 300));
        try (House house = new House()) {
            SourceException away = assertThrows(SourceException.class, () -> read(house));
            assertEquals(Duration.ofSeconds(300), away.retryAfter());
            assertEquals(List.of("microsoft.recoveryservices/vaults|1"), house.rows(TYPES));
        }
    }

    @Test
    void itSlowsDownBeforeItIsRefused() {
        try (House house = new House()) {
            long quick = nanos(house);
            azure.left(1);
            long slow = nanos(house);
            int requests = azure.asked().size() / 2;
            assertTrue(slow - quick > Duration.ofMillis(500L * requests).toNanos());
        }
    }

    private long nanos(House house) {
        long before = System.nanoTime();
        read(house);
        return System.nanoTime() - before;
    }

    @Test
    void aSecretThatIsWrongIsToldWithoutIt() {
        String body =
                "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid"
                        + " client secret.\\r\\nTrace ID: 1\"}";
        azure.fail(new Fault("oauth2", 401, body, 0));
        try (House house = new House()) {
            String message = assertThrows(SourceException.class, () -> read(house)).getMessage();
            assertEquals(
                    "no token was given by 127.0.0.1: 401 AADSTS7000215: Invalid client secret.",
                    message);
            assertFalse(message.contains("very secret"));
        }
    }

    @Test
    void theTokenGoesToNoOtherHost() {
        azure.fail(
                new Fault(
                        "backupPolicies",
                        200,
                        "{\"value\":[],\"nextLink\":\"http://elsewhere.example/next\"}",
                        0));
        try (House house = new House()) {
            assertEquals(
                    List.of("the next page is at another host: elsewhere.example"),
                    read(house).failures());
        }
    }

    @Test
    void aManagedIdentityIsAskedWhereThereIsNoSecret() {
        String identity = azure.address() + "/metadata/oauth2/token";
        try (House house = new House()) {
            read(Map.of("secret", "", "identity", identity), house);
            assertEquals(3, house.count("\"AddonAzureBackupJobs\""));
        }
    }
}
