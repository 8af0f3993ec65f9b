package io.vaultlens.server.retry;

import io.vaultlens.server.protect.Questions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the rules of retry have to know, each as a question to the store. */
final class RetryQuestions {
    private static final String JOB =
            """
            declare query_parameters(job:string);
            AddonAzureBackupJobs
            | summarize arg_max(TimeGenerated, *) by JobUniqueId
            | where JobUniqueId == job
            | project JobUniqueId, JobStatus, JobOperation, JobOperationSubType, JobFailureCode,
                JobStartDateTime, BackupItemUniqueId, BackupManagementType, ResourceId, TenantId
            """;

    private static final String ERROR_CODE =
            """
            declare query_parameters(code:string);
            ErrorCodes
            | where Code =~ code
            | project Class, Action
            """;

    private static final String LOGICAL_RUN =
            """
            declare query_parameters(job:string);
            RetryAttempts
            | where NewJobUniqueId == job
            | summarize take_any(LogicalRunId)
            """;

    private static final String ATTEMPTS =
            """
            declare query_parameters(run:string);
            RetryAttempts
            | where LogicalRunId == run
            | summarize arg_max(TimeGenerated, *) by LogicalRunId, Attempt
            | project Attempt, State, Requester, NewJobUniqueId, TimeGenerated
            | sort by Attempt asc
            """;

    /** A later good backup of the item, of a kind that holds at least as much. */
    private static final String LATER_SUCCESS =
            """
            declare query_parameters(item:string, started:datetime, kind:string);
            let strength = case(kind has "Log", 1, kind has "Differential", 2,
                kind has "Incremental", 2, 3);
            AddonAzureBackupJobs
            | summarize arg_max(TimeGenerated, *) by JobUniqueId
            | where item != ""
            | where BackupItemUniqueId == item and JobOperation == "Backup"
            | where JobStatus in ("Completed", "CompletedWithWarnings")
            | where JobStartDateTime > started
            | extend ItsStrength = case(JobOperationSubType has "Log", 1,
                JobOperationSubType has "Differential", 2,
                JobOperationSubType has "Incremental", 2, 3)
            | where ItsStrength >= strength
            | top 1 by JobStartDateTime asc
            | project JobUniqueId, JobStartDateTime
            """;

    private static final String RUNNING =
            """
            declare query_parameters(item:string, since:datetime);
            AddonAzureBackupJobs
            | summarize arg_max(TimeGenerated, *) by JobUniqueId
            | where item != ""
            | where BackupItemUniqueId == item and JobStatus == "InProgress"
            | where JobStartDateTime > since
            | top 1 by JobStartDateTime desc
            | project JobUniqueId, JobStartDateTime
            """;

    private static final String UNFINISHED =
            """
            RetryAttempts
            | summarize arg_max(TimeGenerated, *) by LogicalRunId, Attempt
            | where State in ("RESERVED", "STARTED", "RUNNING")
            | where Trigger == "manual"
            | project LogicalRunId, Attempt, OriginalJobUniqueId, TimeGenerated, TenantId,
                VaultResourceId, BackupInstanceId, BackupItemUniqueId, ErrorCode, ErrorClass,
                ScheduledFor, Trigger, Requester
            | sort by TimeGenerated asc
            """;

    private static final String JOB_OF_ATTEMPT =
            """
            declare query_parameters(original:string, number:int);
            AddonAzureBackupJobs
            | summarize arg_max(TimeGenerated, *) by JobUniqueId
            | where BackupManagementType == "Vaultlens"
            | where tostring(ExtendedProperties.RetryOf) == original
            | where toint(ExtendedProperties.RetryAttempt) == number
            | project JobUniqueId, JobStatus, Message = tostring(ExtendedProperties.Message)
            """;

    private final Questions questions;

    RetryQuestions(Questions questions) {
        this.questions = questions;
    }

    Optional<Map<String, Object>> job(String job) {
        return questions.askForOne(JOB, Map.of("job", job));
    }

    Optional<Map<String, Object>> errorCode(String code) {
        return questions.askForOne(ERROR_CODE, Map.of("code", code));
    }

    /** The incident that a job belongs to: its own id unless it was a retry itself. */
    String logicalRun(String job) {
        return questions
                .askForOne(LOGICAL_RUN, Map.of("job", job))
                .map(row -> row.values().iterator().next().toString())
                .filter(run -> !run.isEmpty())
                .orElse(job);
    }

    List<Map<String, Object>> attempts(String logicalRun) {
        return questions.ask(ATTEMPTS, Map.of("run", logicalRun));
    }

    Optional<Map<String, Object>> laterSuccess(String item, Instant started, String kind) {
        return questions.askForOne(
                LATER_SUCCESS, Map.of("item", item, "started", literal(started), "kind", kind));
    }

    Optional<Map<String, Object>> running(String item, Instant since) {
        return questions.askForOne(RUNNING, Map.of("item", item, "since", literal(since)));
    }

    List<Map<String, Object>> unfinished() {
        return questions.ask(UNFINISHED, Map.of());
    }

    Optional<Map<String, Object>> jobOfAttempt(String originalJob, int attempt) {
        return questions.askForOne(
                JOB_OF_ATTEMPT, Map.of("original", originalJob, "number", attempt));
    }

    private static String literal(Instant moment) {
        return "datetime(" + moment + ")";
    }
}
