package io.vaultlens.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.server.config.Config;
import io.vaultlens.server.config.ConfigReader;
import io.vaultlens.server.operation.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's estate: the same each time, and plausible when one asks. */
@Order(1)
class DemoTest {
    private static final Instant MORNING = Instant.parse("2026-05-04T08:02:11Z");

    @TempDir Path folder;

    @Test
    void theSameSeedAndMomentGiveTheSameBytes() throws Exception {
        new DemoEstate(7, MORNING).write(folder.resolve("one"));
        new DemoEstate(7, MORNING).write(folder.resolve("two"));
        assertEquals(hash(folder.resolve("one")), hash(folder.resolve("two")));
    }

    private static String hash(Path root) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(root.relativize(file).toString().getBytes());
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Test
    void aFolderThatIsNoDemoIsLeftAlone() throws Exception {
        Files.writeString(folder.resolve("vaultlens.yaml"), "limits: {queryRows: 1}\n");
        Demo demo = new Demo(folder, Clock.systemUTC(), _ -> {});
        assertThrows(IOException.class, demo::prepare);
    }

    @Test
    void theFiguresArePlausibleAndASecondLoadAddsNothing() throws Exception {
        Clock clock = Clock.fixed(MORNING, ZoneOffset.UTC);
        Demo demo = new Demo(folder, clock, _ -> {});
        demo.prepare();
        Config config = ConfigReader.read(folder.resolve("vaultlens.yaml"), _ -> "");
        try (Workspace workspace = Workspace.open(folder, config, clock)) {
            load(demo, workspace);
            check(workspace);
            long records = number(workspace, "AddonAzureBackupJobs | count");
            long attempts = number(workspace, "RetryAttempts | count");
            load(demo, workspace);
            assertEquals(records, number(workspace, "AddonAzureBackupJobs | count"));
            assertEquals(attempts, number(workspace, "RetryAttempts | count"));
            assertTrue(demo.isLoaded());
        }
    }

    private static void load(Demo demo, Workspace workspace) throws IOException {
        demo.load(
                workspace.store(),
                workspace.ingest(),
                workspace.protection(),
                workspace.questions());
    }

    private static void check(Workspace workspace) {
        String jobs = "AddonAzureBackupJobs | summarize arg_max(TimeGenerated, *) by JobUniqueId";
        double all = number(workspace, jobs + " | where JobStatus != \"InProgress\" | count");
        double good =
                number(workspace, jobs + " | where JobStatus startswith \"Completed\" | count");
        assertTrue(good / all > 0.965 && good / all < 0.985, "success rate " + good / all);

        String items = "CoreAzureBackup | where OperationName == \"BackupItem\"";
        assertTrue(number(workspace, items + " | distinct BackupItemUniqueId | count") > 400);
        String vaults = "CoreAzureBackup | where OperationName == \"Vault\"";
        assertEquals(13, number(workspace, vaults + " | distinct ResourceId | count"));
        assertEquals(3, number(workspace, vaults + " | distinct TenantId | count"));
        assertEquals(0, number(workspace, "DeadLetters | count"));

        String unknown =
                jobs
                        + " | where JobStatus == \"Failed\""
                        + " | join kind=leftanti ErrorCodes on $left.JobFailureCode == $right.Code"
                        + " | count";
        assertEquals(0, number(workspace, unknown));
        String orphans =
                "RetryAttempts | where NewJobUniqueId != \"\""
                        + " | join kind=leftanti AddonAzureBackupJobs"
                        + " on $left.NewJobUniqueId == $right.JobUniqueId | count";
        assertEquals(0, number(workspace, orphans));
        String blamed = "ChangesBeforeFailure | where Likely";
        assertEquals(
                List.of(Map.of("ChangeName", "Adatum Disk Filter")),
                workspace.questions().ask(blamed + " | distinct ChangeName", Map.of()));
        assertTrue(number(workspace, blamed + " | distinct JobUniqueId | count") >= 4);
        String invoices =
                jobs
                        + " | where BackupItemFriendlyName == \"invoices\" and JobStatus == \"Failed\""
                        + " | project JobFailureCode";
        assertEquals(
                List.of(Map.of("JobFailureCode", "UserErrorSourceFolderMissing")),
                workspace.questions().ask(invoices, Map.of()));
    }

    private static long number(Workspace workspace, String kql) {
        return (Long)
                workspace.questions().ask(kql, Map.of()).getFirst().values().iterator().next();
    }
}
