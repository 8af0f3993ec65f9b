package io.vaultlens.collector.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.push.PushRefused.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Pushes that come at the same time, and again. */
class SharedPushesTest extends PushHouse {
    @Test
    void aKeyIsAnsweredOnceAndForAll() throws Exception {
        byte[] body = (job(1) + "\nnonsense").getBytes(UTF_8);
        PushAnswer first = push(JOBS, "k-1", body, false);
        assertEquals("2 1 0 1", told(first));
        assertEquals(first, push(JOBS, "k-1", body, false));
        pushes.close();
        pushes = pushes(LIMITS);
        assertEquals(first, push(JOBS, "k-1", body, false), "after a restart");
        assertEquals("1", count("Pushes"));
        assertEquals("2 0 2 0", told(push(JOBS, "k-2", body, false)), "under another key");
        PushRefused other =
                assertThrows(
                        PushRefused.class, () -> push(JOBS, "k-1", job(2).getBytes(UTF_8), false));
        assertEquals(Reason.KEY_USED, other.reason());
    }

    @Test
    void aRepeatThatComesWhileTheFirstIsInFlightGetsItsAnswer() throws Exception {
        byte[] body = job(1).getBytes(UTF_8);
        List<PushAnswer> answers = whileTheWriterIsBusy(20, _ -> push(JOBS, "k", body, false));
        assertEquals(20, answers.stream().filter(each -> each.written() == 1).count());
        assertEquals("1", count("Pushes"));
    }

    private interface Numbered {
        PushAnswer call(int number) throws Exception;
    }

    /** Holds the one thread that writes until all calls wait for it. */
    private List<PushAnswer> whileTheWriterIsBusy(int calls, Numbered call) throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writer =
                    threads.submit(() -> {
                        store.write(_ -> {
                            busy.countDown();
                            await(free);
                            return null;
                        });
                    });
            busy.await();
            List<Future<PushAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                int number = i;
                Callable<PushAnswer> one = () -> call.call(number);
                answers.add(threads.submit(one));
            }
            free.countDown();
            writer.get();
            List<PushAnswer> all = new ArrayList<>();
            for (Future<PushAnswer> answer : answers) {
                all.add(answer.get());
            }
            return all;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void pushesAtTheSameTimeShareACommitAndEachIsToldItsOwn() throws Exception {
        push(jobs(0, 10, "\n"));
        List<PushAnswer> answers =
                whileTheWriterIsBusy(30, number -> push(jobs(number, number + 5, "\n") + "\nbad"));
        assertEquals(34, Integer.parseInt(count(JOBS)));
        assertEquals(24, answers.stream().mapToLong(PushAnswer::written).sum());
        assertEquals(30 * 6, answers.stream().mapToLong(PushAnswer::read).sum());
        assertEquals(30 * 6 - 24 - 1, answers.stream().mapToLong(PushAnswer::repeated).sum());
        int commits =
                Integer.parseInt(ask("SELECT count(DISTINCT _arrived) FROM \"" + JOBS + "\""));
        assertTrue(commits <= 4, "commits: " + commits);
    }

    @Test
    void runsAreTold() throws Exception {
        push(job(1));
        push(job(2) + "\nbad");
        pushes.close();
        String sql =
                "SELECT \"Source\" || ' ' || \"Read\" || ' ' || \"Written\" || ' ' || \"KeptAside\""
                        + " FROM \"IngestionRuns\"";
        assertEquals("push 3 2 1", ask(sql));
    }

    @Test
    void whenTooMuchWaitsThereIsNoRoomForMore() throws Exception {
        pushes.close();
        PushLimits small =
                new PushLimits(
                        MEGABYTE,
                        MEGABYTE,
                        MEGABYTE,
                        1000,
                        Duration.ofMinutes(1),
                        10,
                        Duration.ofHours(1));
        pushes = pushes(small);
        assertEquals(Reason.BUSY, refused(jobs(0, 20, "\n")).reason());
        assertEquals("1 1 0 0", told(push(job(1))));
    }

    @Test
    void keysAreForgottenWhenThereAreTooMany() throws Exception {
        pushes.close();
        Instant begin = Instant.now();
        PushLimits two =
                new PushLimits(
                        MEGABYTE,
                        MEGABYTE,
                        MEGABYTE,
                        MEGABYTE,
                        Duration.ofMinutes(1),
                        2,
                        Duration.ofHours(1));
        pushes = pushes(two);
        for (String key : List.of("a", "b", "c")) {
            push(JOBS, key, job(1).getBytes(UTF_8), false);
        }
        assertEquals("1 0 1 0", told(push(JOBS, "c", job(1).getBytes(UTF_8), false)));
        PushAnswer again = push(JOBS, "a", job(1).getBytes(UTF_8), false);
        assertEquals("1 0 1 0", told(again), "written anew since " + begin);
    }
}
