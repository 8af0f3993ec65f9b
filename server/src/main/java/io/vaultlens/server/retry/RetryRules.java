package io.vaultlens.server.retry;

import io.vaultlens.collector.vault.LocalVault;
import io.vaultlens.server.config.ProtectedItem;
import io.vaultlens.server.protect.Protection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides whether a person may retry a job, and says why in plain words. */
final class RetryRules {
    private static final Set<String> UNDER_WAY = Set.of("RESERVED", "STARTED", "RUNNING");
    private static final Duration LONGEST_JOB = Duration.ofDays(1);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMM HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final RetryQuestions questions;
    private final Protection protection;
    private final Clock clock;
    private final int attemptsAllowed;

    RetryRules(RetryQuestions questions, Protection protection, Clock clock, int attemptsAllowed) {
        this.questions = questions;
        this.protection = protection;
        this.clock = clock;
        this.attemptsAllowed = attemptsAllowed;
    }

    RetryAnswer may(String jobId) {
        Optional<Map<String, Object>> job = questions.job(jobId);
        if (job.isEmpty()) {
            return RetryAnswer.no("There is no job " + jobId + ".");
        }
        // In this order: what ends between two questions is then seen by the later one.
        return wrongState(job.get())
                .or(() -> underWay(job.get()))
                .or(() -> running(job.get()))
                .or(() -> madeGood(job.get()))
                .or(() -> noEngine(job.get()))
                .map(RetryAnswer::no)
                .orElseGet(() -> byCause(job.get()));
    }

    private static Optional<String> wrongState(Map<String, Object> job) {
        if (!job.get("JobOperation").equals("Backup")) {
            return Optional.of(
                    "Only backups are retried; this job is a " + job.get("JobOperation") + ".");
        }
        return switch (job.get("JobStatus").toString()) {
            case "Failed", "Cancelled" -> Optional.empty();
            case "InProgress" -> Optional.of("The job is still running.");
            case "CompletedWithWarnings" ->
                    Optional.of("The job made a backup, with warnings; there is nothing to retry.");
            default -> Optional.of("The job did not fail.");
        };
    }

    private Optional<String> underWay(Map<String, Object> job) {
        return attempts(job).stream()
                .filter(attempt -> UNDER_WAY.contains(attempt.get("State").toString()))
                .findFirst()
                .map(attempt ->
                        "A retry is under way since "
                                + moment(attempt.get("TimeGenerated"))
                                + ", asked for by "
                                + attempt.get("Requester")
                                + ".");
    }

    private List<Map<String, Object>> attempts(Map<String, Object> job) {
        return questions.attempts(questions.logicalRun(job.get("JobUniqueId").toString()));
    }

    private Optional<String> running(Map<String, Object> job) {
        return questions
                .running(item(job), clock.instant().minus(LONGEST_JOB))
                .map(other ->
                        "A backup of it is running since "
                                + moment(other.get("JobStartDateTime"))
                                + ".");
    }

    /** Somebody, or the schedule, was faster. */
    private Optional<String> madeGood(Map<String, Object> job) {
        Instant started = (Instant) job.get("JobStartDateTime");
        String kind = job.get("JobOperationSubType").toString();
        return questions
                .laterSuccess(item(job), started, kind)
                .map(later ->
                        "A later backup of it succeeded, started "
                                + moment(later.get("JobStartDateTime"))
                                + "; there is nothing to retry.");
    }

    private static String item(Map<String, Object> job) {
        return job.get("BackupItemUniqueId").toString();
    }

    private static String moment(Object instant) {
        return MOMENT.format((Instant) instant);
    }

    private Optional<String> noEngine(Map<String, Object> job) {
        String type = job.get("BackupManagementType").toString();
        return switch (type) {
            case LocalVault.MANAGEMENT_TYPE -> undeclared(job);
            case "MAB" ->
                    Optional.of(
                            "The agent on the server makes this backup; it can be started only"
                                    + " there.");
            case "restic", "borg" ->
                    Optional.of(
                            type
                                    + " makes this backup on the machine itself; it can be started"
                                    + " only there.");
            case "DPM", "AzureBackupServer" ->
                    Optional.of(
                            "The backup server makes this backup; it can be started only there.");
            default ->
                    Optional.of(
                            "Azure makes this backup, and no connection to Azure is configured"
                                    + " here; start it from the vault.");
        };
    }

    private Optional<String> undeclared(Map<String, Object> job) {
        String key = job.get("BackupItemUniqueId").toString();
        return protection.itemOf(key).isPresent()
                ? Optional.empty()
                : Optional.of("The item is not declared under protect in the configuration here.");
    }

    private RetryAnswer byCause(Map<String, Object> job) {
        String code = job.get("JobFailureCode").toString();
        Optional<Map<String, Object>> known = questions.errorCode(code);
        ErrorClass errorClass =
                known.flatMap(row -> ErrorClass.of(row.get("Class").toString()))
                        .orElseGet(() -> ErrorClass.guess(code));
        String action = known.map(row -> row.get("Action").toString()).orElse("");
        return switch (errorClass) {
            case PERMANENT -> RetryAnswer.no(join("What was backed up is gone.", action));
            case NOT_A_BACKUP -> RetryAnswer.no("The code belongs to a restore; nothing to retry.");
            case SERVICE_RETRIES -> RetryAnswer.no("The service repeats this by itself.");
            case FOLLOW_UP -> RetryAnswer.no(join("The same backup again would not help.", action));
            case USER_FIX -> byAttempts(job, errorClass, join("A person is needed first:", action));
            case WAIT, TRANSIENT -> byAttempts(job, errorClass, "");
        };
    }

    private static String join(String sentence, String action) {
        return action.isEmpty() ? sentence : sentence + " " + action;
    }

    private RetryAnswer byAttempts(
            Map<String, Object> job, ErrorClass errorClass, String firstOfAll) {
        String jobId = job.get("JobUniqueId").toString();
        String run = questions.logicalRun(jobId);
        List<Map<String, Object>> attempts = questions.attempts(run);
        if (attempts.size() >= attemptsAllowed) {
            return RetryAnswer.no(
                    "All "
                            + attemptsAllowed
                            + " attempts are used up. Mend the cause, then start a new backup"
                            + " with vaultlens protect.");
        }
        ProtectedItem item = protection.itemOf(job.get("BackupItemUniqueId").toString()).get();
        Candidate candidate =
                new Candidate(
                        jobId,
                        run,
                        attempts.size() + 1,
                        attemptsAllowed,
                        item,
                        text(job.get("TenantId")),
                        job.get("ResourceId").toString(),
                        job.get("BackupItemUniqueId").toString(),
                        job.get("JobFailureCode").toString(),
                        errorClass);
        return RetryAnswer.yes(explanation(candidate, firstOfAll), candidate);
    }

    private static String explanation(Candidate candidate, String firstOfAll) {
        String does =
                "A retry backs up "
                        + candidate.item().path()
                        + " now, as attempt "
                        + candidate.attempt()
                        + " of "
                        + candidate.attemptsAllowed()
                        + ".";
        return firstOfAll.isEmpty() ? does : firstOfAll + " " + does;
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
