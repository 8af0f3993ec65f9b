package io.vaultlens.collector.arm;

import io.vaultlens.collector.source.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * From when on jobs are asked for: a day before the last time, because jobs come late, or the start
 * of the oldest one that still ran then. Used by one thread.
 */
final class JobWindow {
    private static final Duration OVERLAP = Duration.ofDays(1);
    private static final Duration AHEAD = Duration.ofHours(1);
    private static final DateTimeFormatter FILTER =
            DateTimeFormatter.ofPattern("uuuu-MM-dd hh:mm:ss a", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Instant now;
    private final Instant since;
    private final String pages;
    private Instant oldestRunning = Instant.MAX;

    JobWindow(Position before, Instant now, long backDays) {
        String[] state = before.etag().split("\\|", 2);
        boolean known = state.length == 2;
        this.now = now;
        this.since = known ? Instant.parse(state[0]) : now.minus(Duration.ofDays(backDays));
        this.pages = known ? state[1] : "";
    }

    /** The digests of the pages of the time before. */
    String pages() {
        return pages;
    }

    String filter() {
        return "startTime eq '%s' and endTime eq '%s'"
                .formatted(FILTER.format(since), FILTER.format(now.plus(AHEAD)));
    }

    void see(ArmJob job) {
        if (job.isRunning()) {
            job.startedAt()
                    .filter(started -> started.isBefore(oldestRunning))
                    .ifPresent(started -> oldestRunning = started);
        }
    }

    /** What the next look begins with. */
    String toText(String newPages) {
        Instant next = now.minus(OVERLAP);
        if (oldestRunning.isBefore(next)) {
            next = oldestRunning;
        }
        // Whole hours, so that the pages stay the same while nothing new is listed.
        Instant from = next.truncatedTo(ChronoUnit.HOURS);
        return (from.isBefore(since) ? since : from) + "|" + newPages;
    }
}
