package io.vaultlens.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An invented estate with its last 30 days, written as an archive of diagnostic records and of
 * changes on its machines.
 *
 * <p>The same seed and moment give the same bytes.
 */
final class DemoEstate {
    /** How far back it goes. */
    static final int DAYS = 30;

    /** When each day's snapshot is taken. */
    private static final Duration SNAPSHOT = Duration.ofHours(4);

    private static final Duration LAST_SNAPSHOT_AGE = Duration.ofMinutes(12);

    private final long seed;
    private final Instant now;
    private final Instant firstDay;
    private final Troubles troubles;
    private final List<Map<String, Object>> retryRows = new ArrayList<>();

    /** An estate as it is at this moment. */
    DemoEstate(long seed, Instant now) {
        this.seed = seed;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        this.troubles = new Troubles(this.now);
        this.firstDay =
                this.now
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .minusDays(DAYS - 1L)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
    }

    /** Writes the archive; returns the rows that {@code RetryAttempts} has beside it. */
    List<Map<String, Object>> write(Path folder) {
        Map<EstateVault, List<EstateItem>> vaults = new LinkedHashMap<>();
        for (EstateItem item : EstatePlan.of(seed)) {
            vaults.computeIfAbsent(item.vault(), _ -> new ArrayList<>()).add(item);
        }
        BlobFolder blobs = new BlobFolder(folder);
        EstateChanges changes = new EstateChanges(seed, now, firstDay, troubles.update());
        vaults.values().forEach(items -> items.forEach(changes::of));
        try {
            changes.flush(folder);
            for (var vault : vaults.entrySet()) {
                vault(new EstateRecords(vault.getKey(), blobs), vault.getKey(), vault.getValue());
                blobs.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return retryRows;
    }

    private void vault(EstateRecords records, EstateVault vault, List<EstateItem> items) {
        for (EstateItem item : items) {
            JobHistory history = new JobHistory(item, troubles, now, seed);
            List<DemoJob> jobs = history.jobs(DAYS);
            jobs.forEach(job -> records.job(job, now));
            alerts(records, jobs);
            recoveryPoints(records, item, jobs);
            retryRows.addAll(history.retryRows());
        }
        for (Instant time : snapshots()) {
            long day = Duration.between(firstDay, time).toDays();
            records.vault(time);
            Set<String> containers = new HashSet<>();
            for (EstateItem item : items) {
                records.item(item, time, day);
                if (containers.add(item.containerId())) {
                    records.container(item, time);
                }
            }
        }
        operations(records, vault);
    }

    /** Once a day, as the service does, and a last one shortly before now. */
    private List<Instant> snapshots() {
        List<Instant> times = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            Instant time = firstDay.plus(Duration.ofDays(day)).plus(SNAPSHOT);
            if (time.isBefore(now.minus(LAST_SNAPSHOT_AGE))) {
                times.add(time);
            }
        }
        times.add(now.minus(LAST_SNAPSHOT_AGE));
        return times;
    }

    private void recoveryPoints(EstateRecords records, EstateItem item, List<DemoJob> jobs) {
        Instant latest = firstDay.minus(Duration.ofHours(20));
        int next = 0;
        for (Instant time : snapshots()) {
            while (next < jobs.size() && !jobs.get(next).start().isAfter(time)) {
                DemoJob job = jobs.get(next++);
                if (job.isGoodBackup() && !job.end().isAfter(time)) {
                    latest = job.end();
                }
            }
            Instant oldest = time.minus(Duration.ofDays(30)).truncatedTo(ChronoUnit.DAYS);
            records.recoveryPoint(item, time, oldest, latest);
        }
    }

    private void alerts(EstateRecords records, List<DemoJob> jobs) {
        for (int i = 0; i < jobs.size(); i++) {
            DemoJob job = jobs.get(i);
            if (job.failed() && !job.adHoc() && !job.end().isAfter(now)) {
                Duration untilGood = untilGood(job, jobs.subList(i + 1, jobs.size()));
                records.alert(job, !untilGood.isZero(), untilGood);
            }
        }
    }

    private Duration untilGood(DemoJob failed, List<DemoJob> later) {
        return later.stream()
                .filter(job -> job.isGoodBackup() && !job.end().isAfter(now))
                .findFirst()
                .map(good -> Duration.between(failed.end(), good.end()))
                .orElse(Duration.ZERO);
    }

    private void operations(EstateRecords records, EstateVault vault) {
        Instant registered = firstDay.plus(Duration.ofHours(9));
        records.operation("ModifyPolicy", registered, "Policy " + vault.kind().policy + " changed");
        if (vault.name().equals("vault-gwc-agents")) {
            Instant renewed = firstDay.plus(Duration.ofDays(1)).plus(Duration.ofHours(10));
            records.operation("Register", renewed, "Vault credential downloaded");
        }
    }
}
