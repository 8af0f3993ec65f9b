package io.vaultlens.server.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The jobs of one item over the days of the estate, with the retries of those that failed. */
final class JobHistory {
    private static final double WARNING_RATE = 0.012;
    private static final double CANCEL_RATE = 0.0008;
    private static final double RESTORE_RATE = 0.004;
    private static final String OUTAGE_CODE = "ExtensionFailedTimeoutVMNetworkUnresponsive";

    private final EstateItem item;
    private final Troubles troubles;
    private final Instant now;
    private final Random random;
    private final List<DemoJob> jobs = new ArrayList<>();
    private final RetryHistory retries;

    JobHistory(EstateItem item, Troubles troubles, Instant now, long seed) {
        this.item = item;
        this.troubles = troubles;
        this.now = now;
        this.random = new Random(seed * 31 + item.uniqueId().hashCode());
        this.retries = new RetryHistory(item, now, random);
    }

    /** Makes the jobs of these last days, the earliest first. */
    List<DemoJob> jobs(int days) {
        Instant today =
                now.atZone(ZoneOffset.UTC).toLocalDate().atStartOfDay(ZoneOffset.UTC).toInstant();
        for (int day = days - 1; day >= 0; day--) {
            Instant midnight = today.minus(Duration.ofDays(day));
            for (int slot = 0; slot < item.backupsEachDay(); slot++) {
                Duration gap = Duration.ofDays(1).dividedBy(item.backupsEachDay());
                Instant start =
                        midnight.plus(Duration.ofMinutes(item.minute()))
                                .plus(gap.multipliedBy(slot))
                                .plusMillis(random.nextInt(59_000));
                backup(start, slot);
            }
            restore(midnight);
        }
        jobs.sort(Comparator.comparing(DemoJob::start));
        return jobs;
    }

    /** The rows of RetryAttempts that belong to these jobs. */
    List<Map<String, Object>> retryRows() {
        return retries.rows();
    }

    private void backup(Instant start, int slot) {
        String subType = subType(start, slot);
        Optional<String> lasting = troubles.lasting(item, start);
        Optional<Troubles.Outage> outage = troubles.outage(item, start);
        // Drawn in any case, so that a trouble changes no other job.
        double luck = random.nextDouble();
        Ending ending = new Ending("Completed", "Success");
        double failureRate =
                subType.equals("Log") ? item.kind().failureRate / 2 : item.kind().failureRate;
        if (lasting.isPresent()) {
            ending = new Ending("Failed", lasting.get());
        } else if (outage.isPresent()) {
            ending = new Ending("Failed", OUTAGE_CODE);
        } else if (luck < failureRate) {
            List<String> codes = item.kind().passingCodes();
            ending = new Ending("Failed", codes.get(random.nextInt(codes.size())));
        } else if (luck > 1 - CANCEL_RATE) {
            ending = new Ending("Cancelled", "Cancelled");
        } else if (warns() && luck > 1 - CANCEL_RATE - WARNING_RATE) {
            ending = warning();
        }
        DemoJob job = job("Backup", subType, ending, start);
        add(job);
        if (job.failed() && lasting.isEmpty() && item.kind().canBeRetried) {
            retries.of(job, outage).forEach(this::add);
        }
    }

    private record Ending(String status, String code) {}

    private boolean warns() {
        return item.kind() == Kind.AGENT || item.kind() == Kind.FOLDER;
    }

    private Ending warning() {
        String code = item.kind() == Kind.FOLDER ? "SomeFilesSkipped" : "0x80070005";
        return new Ending("CompletedWithWarnings", code);
    }

    private String subType(Instant start, int slot) {
        return switch (item.kind()) {
            case SQL -> {
                boolean sunday = start.atZone(ZoneOffset.UTC).getDayOfWeek() == DayOfWeek.SUNDAY;
                String daily = sunday ? "Full" : "Differential";
                yield slot == 0 ? daily : "Log";
            }
            case FOLDER -> "Full";
            default -> "";
        };
    }

    private void restore(Instant midnight) {
        if (random.nextDouble() < RESTORE_RATE) {
            Instant start = midnight.plus(Duration.ofMinutes(480L + random.nextInt(540)));
            Ending ending = new Ending("Completed", "Success");
            add(job("Restore", "", ending, start));
        }
    }

    private DemoJob job(String operation, String subType, Ending ending, Instant start) {
        boolean failed = ending.status().equals("Failed");
        double factor = 0.5 + random.nextDouble() + (random.nextInt(20) == 0 ? 1.5 : 0);
        long seconds = (long) (item.kind().usualMinutes * 60 * factor * (failed ? 0.3 : 1));
        double moved = subType.equals("Log") ? 0.002 : 0.02;
        double megabytes = failed ? 0 : item.megabytes() * moved * (0.5 + random.nextDouble());
        String id = Tenant.guid("job " + item.uniqueId() + " " + operation + " " + start);
        boolean adHoc = operation.equals("Restore");
        return new DemoJob(
                item,
                id,
                operation,
                subType,
                ending.status(),
                ending.code(),
                start,
                start.plusSeconds(Math.max(20, seconds)).plusMillis(random.nextInt(1000)),
                Math.round(megabytes * 10) / 10.0,
                adHoc);
    }

    private void add(DemoJob job) {
        if (job.start().isBefore(now)) {
            jobs.add(job);
        }
    }
}
