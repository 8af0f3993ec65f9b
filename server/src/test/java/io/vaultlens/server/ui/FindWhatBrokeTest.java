package io.vaultlens.server.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vaultlens.collector.estate.Estate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An update breaks backups on some machines; a person learns which update, and of which jobs. */
class FindWhatBrokeTest {
    private static final String GROUP =
            "/subscriptions/22222222-0000-4000-8000-000000000002/resourcegroups/rg-apps";
    private static final int MACHINES = 14;
    private static final int BROKEN = 7;
    private static final int DAYS = 12;

    @TempDir Path data;

    @Test
    void aPersonSeesWhichUpdateBrokeBackupsAndOpensOneOfThem() throws Exception {
        try (Scene scene = Scene.withEstate(data)) {
            scene.app().workspace().ingest().records("incident", incident());
            Page page = scene.signedIn();
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("Changes").setExact(true))
                    .click();
            Locator row = page.locator("table.changes tbody tr");
            assertThat(row).hasCount(1);
            assertThat(row).containsText("Software Northwind Disk Filter");
            assertThat(row.locator("td.number").first()).hasText(String.valueOf(BROKEN));
            assertThat(page.getByText("A likely change explains")).isVisible();

            Download file =
                    page.waitForDownload(() ->
                            page.getByRole(
                                            AriaRole.LINK,
                                            new Page.GetByRoleOptions().setName("CSV"))
                                    .click());
            List<String> lines = Files.readAllLines(file.path());
            assertTrue(lines.get(1).contains("Northwind Disk Filter"), lines.get(1));

            row.locator("a").first().click();
            assertThat(page.getByText("Likely the cause.").first()).isVisible();
            assertThat(page.locator("table.changes tbody tr").first())
                    .containsText("Northwind Disk Filter");
            assertEquals(List.of(), scene.screen().complaints());
        }
    }

    /** Backups of each night, good but for those of the first night after the update. */
    private static List<String> incident() {
        List<String> records = new ArrayList<>();
        Instant begin = Estate.NOW.minus(Duration.ofDays(DAYS));
        for (int machine = 0; machine < MACHINES; machine++) {
            for (int day = 0; day < DAYS; day++) {
                boolean failed = machine < BROKEN && day == 6 + machine % 5;
                Instant night = begin.plus(Duration.ofDays(day)).plusSeconds(60L * machine);
                records.add(job(machine, day, night, failed));
                if (failed) {
                    Instant before = night.minus(Duration.ofHours(5));
                    records.add(change(machine, before, "Northwind Disk Filter"));
                }
                records.add(change(machine, night.minus(Duration.ofHours(3)), "Notes"));
            }
        }
        return records;
    }

    private static String job(int machine, int day, Instant at, boolean failed) {
        String pattern =
                """
                {"time":"%s","resourceId":"%s/providers/Microsoft.RecoveryServices/vaults/apps",\
                "category":"AddonAzureBackupJobs","operationName":"Job","properties":{\
                "JobUniqueId":"night-%d-%d","JobOperation":"Backup","JobStatus":"%s",\
                "BackupItemUniqueId":"westeurope;22;iaasvmcontainerv2;rg-apps;app%d",\
                "JobFailureCode":"%s","JobStartDateTime":"%s"}}\
                """;
        String status = failed ? "Failed" : "Completed";
        String code = failed ? "SnapshotFailed" : "Success";
        Instant start = at.minus(Duration.ofMinutes(20));
        return pattern.formatted(at, GROUP, machine, day, status, machine, code, start);
    }

    private static String change(int machine, Instant at, String software) {
        String pattern =
                """
                {"Type":"ConfigurationChange","TimeGenerated":"%s","Computer":"app%d",\
                "_ResourceId":"%s/providers/microsoft.compute/virtualmachines/app%2$d",\
                "ConfigChangeType":"Software","ChangeCategory":"Modified","SoftwareName":"%s",\
                "Previous":"4.1","Current":"4.2"}\
                """;
        return pattern.formatted(at, machine, GROUP, software);
    }
}
