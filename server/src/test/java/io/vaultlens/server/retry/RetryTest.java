package io.vaultlens.server.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.vault.DiagnosticRecord;
import io.vaultlens.collector.vault.LocalVault;
import io.vaultlens.server.config.Config;
import io.vaultlens.server.config.ProtectedItem;
import io.vaultlens.server.engine.BackupOutcome;
import io.vaultlens.server.engine.JobStatus;
import io.vaultlens.server.operation.Workspace;
import io.vaultlens.server.protect.JobRun;
import io.vaultlens.server.protect.Trigger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retries of real backups of a real folder, over a real store. */
class RetryTest {
    @TempDir Path folder;
    private Path source;
    private Config config;
    private Workspace workspace;

    @BeforeEach
    void open() {
        source = folder.resolve("documents");
        ProtectedItem item =
                new ProtectedItem(
                        "documents",
                        "embedded",
                        "home",
                        source,
                        folder.resolve("backups"),
                        Optional.empty(),
                        OptionalInt.of(30));
        config =
                new Config(
                        Config.STANDARD.listen(),
                        List.of(),
                        List.of(item),
                        Config.STANDARD.limits());
        reopen();
    }

    private void reopen() {
        workspace = Workspace.open(folder.resolve("data"), config, Clock.systemUTC());
        workspace.resume();
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private JobRun backUp() throws InterruptedException {
        ProtectedItem item = config.protect().getFirst();
        JobRun run = workspace.protection().start(item, Trigger.person("anna"));
        run.follow(_ -> {});
        return run;
    }

    private void mend() throws Exception {
        Files.createDirectories(source);
        Files.writeString(source.resolve("letter.txt"), "Dear Adatum");
    }

    private List<Map<String, Object>> ask(String kql) {
        return workspace.questions().ask(kql, Map.of());
    }

    private List<Object> states() {
        return ask("RetryAttempts | sort by TimeGenerated asc | project State").stream()
                .map(row -> row.get("State"))
                .toList();
    }

    @Test
    void aMendedBackupIsRetriedAndTheChainIsKept() throws Exception {
        String failed = backUp().job();
        RetryAnswer answer = workspace.retries().may(failed);
        assertTrue(answer.allowed(), answer.explanation());
        assertTrue(answer.explanation().contains("Bring the folder back"), answer.explanation());

        mend();
        RetryRun run = workspace.retries().retry(failed, "anna", "127.0.0.1");
        BackupOutcome outcome = run.follow(_ -> {});
        assertEquals(JobStatus.COMPLETED, outcome.status(), outcome.message());
        assertEquals(List.of("RESERVED", "STARTED", "SUCCEEDED"), states());

        String link =
                "AddonAzureBackupJobs | where tostring(ExtendedProperties.RetryOf) == \""
                        + failed
                        + "\" | summarize arg_max(TimeGenerated, *) by JobUniqueId"
                        + " | project JobUniqueId, JobStatus, JobFailureCode";
        assertEquals(
                List.of(
                        Map.of(
                                "JobUniqueId", run.job().job(),
                                "JobStatus", "Completed",
                                "JobFailureCode", "Success")),
                ask(link));
        assertEquals(1, ask("Audit | where Action == \"retry\" and Actor == \"anna\"").size());
        assertFalse(workspace.retries().may(failed).allowed());
    }

    @Test
    void eachStateOfAJobIsLaterThanTheOneBefore() throws Exception {
        mend();
        String job = backUp().job();
        List<Map<String, Object>> states =
                ask(
                        "AddonAzureBackupJobs | where JobUniqueId == \""
                                + job
                                + "\" | sort by TimeGenerated asc | project TimeGenerated, JobStatus");
        assertEquals(2, states.size());
        assertEquals("InProgress", states.get(0).get("JobStatus"));
        assertEquals("Completed", states.get(1).get("JobStatus"));
        assertTrue(
                ((Instant) states.get(0).get("TimeGenerated"))
                        .isBefore((Instant) states.get(1).get("TimeGenerated")));
        assertEquals(1, ask("CoreAzureBackup | where OperationName == \"RecoveryPoint\"").size());
    }

    @Test
    void manyCallersMakeOneAttempt() throws Exception {
        String failed = backUp().job();
        mend();
        int callers = 8;
        CountDownLatch together = new CountDownLatch(1);
        List<Future<Boolean>> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(callers)) {
            Callable<Boolean> caller =
                    () -> {
                        together.await();
                        try {
                            workspace.retries().retry(failed, "anna", "").follow(_ -> {});
                            return true;
                        } catch (RetryRefused e) {
                            return false;
                        }
                    };
            for (int i = 0; i < callers; i++) {
                answers.add(threads.submit(caller));
            }
            together.countDown();
        }
        long done = 0;
        for (Future<Boolean> answer : answers) {
            done += answer.get() ? 1 : 0;
        }
        assertEquals(1, done);
        assertEquals(List.of("RESERVED", "STARTED", "SUCCEEDED"), states());
        assertEquals(2, ask("AddonAzureBackupJobs | distinct JobUniqueId").size());
    }

    @Test
    void aCrashAfterTheReservationIsTakenUpWithoutASecondCall() throws Exception {
        String failed = backUp().job();
        Candidate candidate = workspace.retries().may(failed).candidate().orElseThrow();
        Attempt.reserve(workspace.store(), Clock.systemUTC(), candidate, "anna");
        workspace.close();
        mend();
        reopen();
        awaitLastState();
        assertEquals(List.of("RESERVED", "STARTED", "SUCCEEDED"), states());
        assertEquals(2, ask("AddonAzureBackupJobs | distinct JobUniqueId").size());
    }

    @Test
    void aCrashAfterTheCallMakesNoSecondCall() throws Exception {
        String failed = backUp().job();
        Candidate candidate = workspace.retries().may(failed).candidate().orElseThrow();
        Attempt.reserve(workspace.store(), Clock.systemUTC(), candidate, "anna");
        mend();
        ProtectedItem item = config.protect().getFirst();
        JobRun called = workspace.protection().start(item, Trigger.retry("anna", failed, 1));
        called.follow(_ -> {});
        workspace.close();
        reopen();
        assertEquals(List.of("RESERVED", "SUCCEEDED"), states());
        assertEquals(2, ask("AddonAzureBackupJobs | distinct JobUniqueId").size());
        assertEquals(
                called.job(),
                ask("RetryAttempts | where State == \"SUCCEEDED\" | project NewJobUniqueId")
                        .getFirst()
                        .get("NewJobUniqueId"));
    }

    private void awaitLastState() throws InterruptedException {
        for (int i = 0; i < 200 && !states().contains("SUCCEEDED"); i++) {
            Thread.sleep(50);
        }
    }

    @Test
    void aJobThatAStoppedServerLeftBecomesInterrupted() throws Exception {
        LocalVault vault = new LocalVault("home");
        Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
        workspace
                .ingest()
                .records("protect", List.of(job(vault, "lost", "InProgress", "", hourAgo)));
        workspace.close();
        reopen();
        Map<String, Object> now =
                ask("AddonAzureBackupJobs | summarize arg_max(TimeGenerated, *) by"
                                + " JobUniqueId | project JobStatus, JobFailureCode")
                        .getFirst();
        assertEquals(Map.of("JobStatus", "Failed", "JobFailureCode", "BackupInterrupted"), now);
    }

    private static String job(
            LocalVault vault, String id, String status, String code, Instant start) {
        return new DiagnosticRecord("AddonAzureBackupJobs", "Job", vault.resourceId(), start)
                .with("BackupManagementType", LocalVault.MANAGEMENT_TYPE)
                .with("VaultName", vault.name())
                .with("BackupItemFriendlyName", "documents")
                .with("BackupItemUniqueId", vault.itemId("documents"))
                .with("JobUniqueId", id)
                .with("JobOperation", "Backup")
                .with("JobOperationSubType", "Full")
                .with("JobStatus", status)
                .with("JobFailureCode", code)
                .with("AdHocOrScheduledJob", "Scheduled")
                .with("JobStartDateTime", start)
                .toJson();
    }

    @Test
    void aLaterSuccessLeavesNothingToRetry() throws Exception {
        String failed = backUp().job();
        mend();
        backUp();
        RetryAnswer answer = workspace.retries().may(failed);
        assertFalse(answer.allowed());
        assertTrue(answer.explanation().contains("later backup"), answer.explanation());
        assertThrows(RetryRefused.class, () -> workspace.retries().retry(failed, "anna", ""));
        assertEquals(List.of(), states());
        assertEquals(1, ask("Audit | where Outcome == \"refused\"").size());
    }

    @Test
    void attemptsAreUsedUpAndTheIncidentHasOneVerdict() throws Exception {
        String failed = backUp().job();
        String last = failed;
        for (int attempt = 1; attempt <= 3; attempt++) {
            RetryRun run = workspace.retries().retry(last, "anna", "");
            assertEquals(attempt, run.attempt());
            assertEquals(failed, run.logicalRun());
            assertEquals(JobStatus.FAILED, run.follow(_ -> {}).status());
            last = run.job().job();
        }
        RetryAnswer answer = workspace.retries().may(last);
        assertFalse(answer.allowed());
        assertTrue(answer.explanation().contains("used up"), answer.explanation());
        assertFalse(workspace.retries().may(failed).allowed());
        assertEquals("EXHAUSTED", states().getLast());
        assertEquals(1, states().stream().filter("EXHAUSTED"::equals).count());
    }

    @Test
    void whatCannotBeRetriedSaysWhy() throws Exception {
        Instant now = Instant.now();
        workspace
                .ingest()
                .records(
                        "azure",
                        List.of(
                                foreign("restore", "Restore", "AzureIaasVM", "x", now),
                                foreign("agent", "Backup", "MAB", "SalLowDiskSpace", now),
                                foreign("machine", "Backup", "IaaSVM", "BCMV2VMNotFound", now)));
        assertEquals("There is no job nothing.", workspace.retries().may("nothing").explanation());
        assertTrue(workspace.retries().may("restore").explanation().contains("Only backups"));
        assertTrue(workspace.retries().may("agent").explanation().contains("The agent"));
        assertTrue(workspace.retries().may("machine").explanation().contains("Azure"));
        mend();
        String good = backUp().job();
        assertEquals("The job did not fail.", workspace.retries().may(good).explanation());
    }

    private static String foreign(
            String id, String operation, String type, String code, Instant start) {
        String vault =
                "/SUBSCRIPTIONS/A/RESOURCEGROUPS/B/PROVIDERS/MICROSOFT.RECOVERYSERVICES/VAULTS/C";
        return new DiagnosticRecord("AddonAzureBackupJobs", "Job", vault, start)
                .with("BackupManagementType", type)
                .with("BackupItemUniqueId", "westeurope;1;" + id)
                .with("JobUniqueId", id)
                .with("JobOperation", operation)
                .with("JobStatus", "Failed")
                .with("JobFailureCode", code)
                .with("JobStartDateTime", start)
                .toJson();
    }
}
