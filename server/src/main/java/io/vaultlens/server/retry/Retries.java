package io.vaultlens.server.retry;

import io.vaultlens.collector.store.Store;
import io.vaultlens.server.config.ProtectedItem;
import io.vaultlens.server.engine.BackupOutcome;
import io.vaultlens.server.engine.JobStatus;
import io.vaultlens.server.protect.JobRun;
import io.vaultlens.server.protect.Protection;
import io.vaultlens.server.protect.ProtectionException;
import io.vaultlens.server.protect.Questions;
import io.vaultlens.server.protect.Trigger;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Retries failed jobs, each attempt exactly once, and follows them to the verdict.
 *
 * <p>Any thread may use it. An attempt is reserved, under a lock and committed, before the engine
 * is called: two callers cannot reserve the same one, and after a crash the reservation and the
 * job, whose first record names the attempt, tell whether the call was made.
 */
public final class Retries {
    private static final Logger LOG = Logger.getLogger(Retries.class.getName());

    private final Store store;
    private final RetryQuestions questions;
    private final Protection protection;
    private final RetryRules rules;
    private final Clock clock;
    private final int attemptsAllowed;
    private final ReentrantLock reserving = new ReentrantLock();

    /** Retries what this protection can back up, so often for each incident. */
    public Retries(
            Store store,
            Questions questions,
            Protection protection,
            Clock clock,
            int attemptsAllowed) {
        this.store = store;
        this.questions = new RetryQuestions(questions);
        this.protection = protection;
        this.rules = new RetryRules(this.questions, protection, clock, attemptsAllowed);
        this.clock = clock;
        this.attemptsAllowed = attemptsAllowed;
    }

    /** Whether a person may retry this job now, and what that would do or why not. */
    public RetryAnswer may(String jobUniqueId) {
        return rules.may(jobUniqueId);
    }

    /**
     * Retries a job; returns when its new job has begun.
     *
     * @param requester who asks
     * @param address the network address it came from; empty for the command line
     * @throws RetryRefused when it may not be retried, with the reason
     */
    public RetryRun retry(String jobUniqueId, String requester, String address)
            throws RetryRefused {
        RetryAnswer answer;
        Optional<Attempt> reserved;
        reserving.lock();
        try {
            answer = rules.may(jobUniqueId);
            reserved =
                    answer.candidate()
                            .map(found -> Attempt.reserve(store, clock, found, requester));
        } finally {
            reserving.unlock();
        }
        if (reserved.isEmpty()) {
            audit(jobUniqueId, requester, address, answer.explanation(), "refused");
            throw new RetryRefused(answer.explanation());
        }
        Attempt attempt = reserved.get();
        RetryRun run = call(attempt, answer.candidate().get().item());
        audit(
                jobUniqueId,
                requester,
                address,
                "attempt " + attempt.number() + " is job " + run.job().job(),
                "started");
        return run;
    }

    private RetryRun call(Attempt attempt, ProtectedItem item) throws RetryRefused {
        JobRun job;
        try {
            job =
                    protection.start(
                            item,
                            Trigger.retry(
                                    attempt.requester(), attempt.originalJob(), attempt.number()));
        } catch (ProtectionException e) {
            attempt.ended(failed(attempt), e.getMessage());
            throw new RetryRefused(e.getMessage());
        }
        attempt.started(job.job(), job.startedAt());
        CompletableFuture<BackupOutcome> verdict =
                job.outcome().whenComplete((outcome, error) -> decide(attempt, outcome, error));
        return new RetryRun(attempt.logicalRun(), attempt.number(), attemptsAllowed, job, verdict);
    }

    private void decide(Attempt attempt, BackupOutcome outcome, Throwable error) {
        if (error != null) {
            attempt.ended(RetryState.UNKNOWN, "Nobody knows how the job ended: " + error);
            return;
        }
        boolean good = outcome.status().succeeded();
        attempt.ended(
                good ? RetryState.SUCCEEDED : failed(attempt),
                outcome.status().word() + ". " + outcome.message());
    }

    private RetryState failed(Attempt attempt) {
        return attempt.number() >= attemptsAllowed ? RetryState.EXHAUSTED : RetryState.FAILED;
    }

    /**
     * Takes up the attempts that a stopped server left unfinished; to be called once, after the
     * protection is open.
     */
    public void open() {
        for (Map<String, Object> stored : questions.unfinished()) {
            Attempt attempt = Attempt.leftOver(store, clock, stored);
            try {
                takeUp(attempt);
            } catch (RetryRefused | RuntimeException e) {
                LOG.log(Level.WARNING, e, () -> "A retry of " + attempt.originalJob() + " stays");
            }
        }
    }

    /** A job that names the attempt is its call; without one the call was never made. */
    private void takeUp(Attempt attempt) throws RetryRefused {
        Optional<Map<String, Object>> made =
                questions.jobOfAttempt(attempt.originalJob(), attempt.number());
        if (made.isPresent()) {
            attempt.belongsTo(made.get().get("JobUniqueId").toString());
            endAs(attempt, made.get());
            return;
        }
        Optional<ProtectedItem> item = protection.itemOf(attempt.item());
        if (item.isEmpty()) {
            attempt.ended(failed(attempt), "The item is no longer declared under protect.");
            return;
        }
        call(attempt, item.get());
    }

    private void endAs(Attempt attempt, Map<String, Object> job) {
        String status = job.get("JobStatus").toString();
        boolean good =
                status.equals(JobStatus.COMPLETED.word())
                        || status.equals(JobStatus.COMPLETED_WITH_WARNINGS.word());
        RetryState state = good ? RetryState.SUCCEEDED : failed(attempt);
        attempt.ended(
                status.equals(JobStatus.IN_PROGRESS.word()) ? RetryState.UNKNOWN : state,
                status + ". " + job.get("Message"));
    }

    private void audit(
            String job, String requester, String address, String detail, String outcome) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("TimeGenerated", clock.instant());
        row.put("Action", "retry");
        row.put("Actor", requester);
        row.put("Target", job);
        row.put("Detail", detail);
        row.put("Address", address);
        row.put("Outcome", outcome);
        store.append("Audit", List.of(row));
    }
}
