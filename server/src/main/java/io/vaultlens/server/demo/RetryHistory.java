package io.vaultlens.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The retries of one item's failed jobs: further jobs, and the rows that {@code RetryAttempts} has
 * of them.
 */
final class RetryHistory {
    private static final int ATTEMPTS = 3;
    private static final double SUCCESS_RATE = 0.84;
    private static final long[] BACK_OFF_MINUTES = {7, 21, 63};

    private final EstateItem item;
    private final Instant now;
    private final Random random;
    private final List<Map<String, Object>> rows = new ArrayList<>();

    RetryHistory(EstateItem item, Instant now, Random random) {
        this.item = item;
        this.now = now;
        this.random = random;
    }

    List<Map<String, Object>> rows() {
        return rows;
    }

    /** The jobs that one failed job was retried with, until one was good or all were used up. */
    List<DemoJob> of(DemoJob failed, Optional<Troubles.Outage> outage) {
        List<DemoJob> attempts = new ArrayList<>();
        Instant after = outage.map(Troubles.Outage::ends).orElse(failed.end());
        boolean lost = outage.filter(it -> it.unlucky().contains(item.container())).isPresent();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            long wait = BACK_OFF_MINUTES[attempt - 1] * 60;
            Instant due = after.plusSeconds(wait + random.nextInt((int) wait));
            DemoJob job = attempt(failed, due, attempt, lost);
            if (job.end().isAfter(now)) {
                return attempts;
            }
            attempts.add(job);
            write(failed, job, due, attempt);
            if (!job.failed()) {
                return attempts;
            }
            after = job.end();
        }
        return attempts;
    }

    private DemoJob attempt(DemoJob failed, Instant due, int attempt, boolean lost) {
        boolean good = random.nextDouble() < SUCCESS_RATE && !lost;
        long seconds = (long) (item.kind().usualMinutes * 60 * (0.6 + random.nextDouble() * 0.6));
        Instant start = due.plusSeconds(3);
        return new DemoJob(
                item,
                Tenant.guid("retry " + failed.id() + " " + attempt),
                "Backup",
                failed.subType(),
                good ? "Completed" : "Failed",
                good ? "Success" : failed.code(),
                start,
                start.plusSeconds(good ? seconds : seconds / 3).plusMillis(random.nextInt(1000)),
                good ? Math.round(item.megabytes() * 0.2) / 10.0 : 0,
                true);
    }

    private void write(DemoJob failed, DemoJob job, Instant due, int attempt) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("TenantId", item.vault().tenant().id());
        row.put("VaultResourceId", item.vault().resourceId());
        row.put("BackupItemUniqueId", item.uniqueId());
        row.put("OriginalJobUniqueId", failed.id());
        row.put("LogicalRunId", failed.id());
        row.put("Attempt", attempt);
        row.put("Trigger", "auto");
        row.put("ErrorCode", failed.code());
        row.put("ErrorClass", "transient");
        row.put("ScheduledFor", due);
        row.put("Requester", "retry rule");
        row.put("Deadline", failed.start().plus(Duration.ofDays(1)));
        state(row, "RESERVED", due);
        row.put("StartedAt", job.start());
        row.put("OperationId", job.id());
        row.put("NewJobUniqueId", job.id());
        state(row, "STARTED", job.start());
        row.put("Outcome", job.failed() ? "Failed. " + job.code() : "Completed.");
        String end = attempt == ATTEMPTS ? "EXHAUSTED" : "FAILED";
        state(row, job.failed() ? end : "SUCCEEDED", job.end().plusSeconds(2));
    }

    private void state(Map<String, Object> row, String state, Instant time) {
        row.put("TimeGenerated", time);
        row.put("State", state);
        rows.add(new LinkedHashMap<>(row));
    }
}
