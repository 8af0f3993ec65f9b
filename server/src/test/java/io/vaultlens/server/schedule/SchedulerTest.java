package io.vaultlens.server.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vaultlens.server.config.Config;
import io.vaultlens.server.config.ProtectedItem;
import io.vaultlens.server.operation.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulerTest {
    private static final Instant EVENING = Instant.parse("2026-05-04T20:00:00Z");

    @TempDir Path folder;

    /** A clock that stands until it is set. */
    private static final class SetClock extends Clock {
        private volatile Instant now = EVENING;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void anExpressionSaysWhenItIsDueNext() {
        ItemSchedule nightly = new ItemSchedule("0 2 * * *");
        assertEquals(Optional.of(Instant.parse("2026-05-05T02:00:00Z")), nightly.next(EVENING));
        assertEquals(
                Optional.of(Instant.parse("2026-05-06T02:00:00Z")),
                nightly.next(Instant.parse("2026-05-05T02:00:00.5Z")));
        assertThrows(IllegalArgumentException.class, () -> new ItemSchedule("every night"));
    }

    private Workspace open(SetClock clock) throws Exception {
        Path source = Files.createDirectories(folder.resolve("documents"));
        ProtectedItem item =
                new ProtectedItem(
                        "documents",
                        "embedded",
                        "home",
                        source,
                        folder.resolve("backups"),
                        Optional.of("0 2 * * *"),
                        OptionalInt.empty());
        Config config =
                new Config(
                        Config.STANDARD.listen(),
                        List.of(),
                        List.of(item),
                        Config.STANDARD.limits());
        Workspace workspace = Workspace.open(folder.resolve("data"), config, clock);
        workspace.resume();
        return workspace;
    }

    private static Scheduler scheduler(Workspace workspace, SetClock clock) {
        return new Scheduler(workspace.protection(), workspace.questions(), clock);
    }

    private static long jobs(Workspace workspace) throws InterruptedException {
        ProtectedItem item = workspace.protection().items().getFirst();
        while (workspace.protection().isRunning(item)) {
            Thread.sleep(10);
        }
        String kql = "AddonAzureBackupJobs | where JobStatus == \"Completed\" | count";
        return (Long)
                workspace.questions().ask(kql, Map.of()).getFirst().values().iterator().next();
    }

    @Test
    void whatIsDueRunsOnceAndWhatWasMissedOnceMore() throws Exception {
        SetClock clock = new SetClock();
        try (Workspace workspace = open(clock)) {
            Scheduler scheduler = scheduler(workspace, clock);
            assertEquals(Optional.of(Instant.parse("2026-05-05T02:00:00Z")), scheduler.runDue());
            assertEquals(0, jobs(workspace));
            clock.now = Instant.parse("2026-05-05T02:00:01Z");
            scheduler.runDue();
            assertEquals(1, jobs(workspace));
            scheduler.runDue();
            assertEquals(1, jobs(workspace));
        }
        clock.now = clock.now.plus(Duration.ofDays(5));
        try (Workspace workspace = open(clock)) {
            Scheduler scheduler = scheduler(workspace, clock);
            scheduler.runDue();
            scheduler.runDue();
            assertEquals(2, jobs(workspace));
        }
    }

    @Test
    void itStopsWhenItIsClosed() throws Exception {
        SetClock clock = new SetClock();
        try (Workspace workspace = open(clock)) {
            Scheduler scheduler = scheduler(workspace, clock);
            scheduler.start();
            scheduler.close();
            assertEquals(0, jobs(workspace));
        }
    }
}
