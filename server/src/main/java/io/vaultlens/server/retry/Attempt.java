package io.vaultlens.server.retry;

import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.collector.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One attempt's way through its states, each a row of {@code RetryAttempts} later than the one
 * before; one thread at a time uses it.
 */
final class Attempt {
    private final Store store;
    private final Clock clock;
    private final Map<String, Object> row;

    private Attempt(Store store, Clock clock, Map<String, Object> row) {
        this.store = store;
        this.clock = clock;
        this.row = new LinkedHashMap<>(row);
    }

    /** A new attempt; its reservation is written with the caller's transaction. */
    static Attempt reserve(Store store, Clock clock, Candidate candidate, String requester) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("TimeGenerated", Instant.EPOCH);
        row.put("TenantId", candidate.tenantId());
        row.put("VaultResourceId", candidate.vaultResourceId());
        row.put("BackupInstanceId", candidate.item().path().toString());
        row.put("BackupItemUniqueId", candidate.backupItemUniqueId());
        row.put("OriginalJobUniqueId", candidate.job());
        row.put("LogicalRunId", candidate.logicalRun());
        row.put("Attempt", candidate.attempt());
        row.put("Trigger", "manual");
        row.put("ErrorCode", candidate.errorCode());
        row.put("ErrorClass", candidate.errorClass().word());
        row.put("ScheduledFor", clock.instant());
        row.put("Requester", requester);
        Attempt attempt = new Attempt(store, clock, row);
        attempt.enter(RetryState.RESERVED);
        return attempt;
    }

    /** An attempt that an earlier process left, as the store has it. */
    static Attempt leftOver(Store store, Clock clock, Map<String, Object> stored) {
        return new Attempt(store, clock, stored);
    }

    int number() {
        return (Integer) row.get("Attempt");
    }

    String originalJob() {
        return row.get("OriginalJobUniqueId").toString();
    }

    String logicalRun() {
        return row.get("LogicalRunId").toString();
    }

    String requester() {
        return row.get("Requester").toString();
    }

    String item() {
        return row.get("BackupItemUniqueId").toString();
    }

    void started(String newJob, Instant startedAt) {
        row.put("StartedAt", startedAt);
        row.put("OperationId", newJob);
        row.put("NewJobUniqueId", newJob);
        enter(RetryState.STARTED);
    }

    void ended(RetryState state, String outcome) {
        row.put("Outcome", outcome);
        enter(state);
    }

    void belongsTo(String newJob) {
        row.put("OperationId", newJob);
        row.put("NewJobUniqueId", newJob);
    }

    private void enter(RetryState state) {
        Instant least = ((Instant) row.get("TimeGenerated")).plusNanos(100);
        Instant now = Ticks.toInstant(Ticks.fromInstant(clock.instant()));
        row.put("TimeGenerated", now.isBefore(least) ? least : now);
        row.put("State", state.name());
        store.append("RetryAttempts", List.of(new LinkedHashMap<>(row)));
    }
}
