package io.vaultlens.collector.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.collector.ingest.SharedCommits;
import io.vaultlens.collector.push.PushRefused.Reason;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.TableLayout;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** What becomes of bodies that programs push. */
class PushesTest {
    private static final String JOBS = "AddonAzureBackupJobs";
    private static final int MEGABYTE = 1 << 20;
    private static final PushLimits LIMITS =
            new PushLimits(
                    4 * MEGABYTE,
                    8 * MEGABYTE,
                    MEGABYTE,
                    64 * MEGABYTE,
                    Duration.ofMinutes(1),
                    1000,
                    Duration.ofHours(24));

    private static Store store;
    private Pushes pushes;

    @BeforeAll
    static void openStore() {
        store = Store.inMemory(Catalog.load());
    }

    @AfterAll
    static void closeStore() {
        store.close();
    }

    @BeforeEach
    void open() {
        pushes = pushes(LIMITS);
    }

    @AfterEach
    void close() {
        pushes.close();
        List<String> filled =
                List.of("DeadLetters", "Pushes", "IngestionRuns", "Heartbeat", "CoreAzureBackup");
        store.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String table : filled) {
                    statement.execute("DELETE FROM \"" + table + "\"");
                }
                for (String table : new TableLayout(jobs()).storedTables()) {
                    statement.execute("DELETE FROM \"" + table + "\"");
                }
            }
            return null;
        });
    }

    private static TableDef jobs() {
        return store.catalog().table(JOBS).orElseThrow();
    }

    private Pushes pushes(PushLimits limits) {
        Clock clock = Clock.systemUTC();
        IngestSettings settings =
                IngestSettings.standard().withRecordBytes(limits.recordBytes(), 1 << 16, 1 << 10);
        Ingest ingest = new Ingest(store, clock, settings);
        return new Pushes(store, ingest, clock, limits, SharedCommits.Listener.NONE);
    }

    private static String job(int number) {
        return """
        {"time":"2026-03-01T08:00:00.%07dZ","resourceId":"/SUBSCRIPTIONS/S/X",\
        "category":"AddonAzureBackupJobs","operationName":"Job",\
        "properties":{"JobUniqueId":"job-%d","JobStatus":"Completed"}}\
        """
                .formatted(number, number);
    }

    private static String jobs(int from, int to, String between) {
        return IntStream.range(from, to)
                .mapToObj(PushesTest::job)
                .collect(Collectors.joining(between));
    }

    private PushAnswer push(String body) throws Exception {
        return push(JOBS, "", body.getBytes(UTF_8), false);
    }

    private PushAnswer push(String category, String key, byte[] body, boolean packed)
            throws Exception {
        return pushes.take(
                new Push(
                        "push",
                        category,
                        Optional.of(key).filter(each -> !each.isEmpty()),
                        packed,
                        false,
                        new ByteArrayInputStream(body)));
    }

    private PushRefused refused(String body) {
        return assertThrows(PushRefused.class, () -> push(body));
    }

    private static String told(PushAnswer answer) {
        return "%d %d %d %d"
                .formatted(answer.read(), answer.written(), answer.repeated(), answer.keptAside());
    }

    private String ask(String sql) throws Exception {
        try (Connection connection = store.reader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return String.join(",", found);
        }
    }

    private String count(String table) throws Exception {
        return ask("SELECT count(*) FROM \"" + table + "\"");
    }

    @Test
    void everyShapeOfABodyGivesTheSameRecords() throws Exception {
        assertEquals("1 1 0 0", told(push(job(1))), "an object");
        assertEquals("1 1 0 0", told(push("\uFEFF" + job(2).replace(",", ",\n  "))), "over lines");
        assertEquals("3 3 0 0", told(push(jobs(3, 6, "\n") + "\r\n\r\n")), "lines");
        assertEquals("3 3 0 0", told(push("\n [" + jobs(6, 9, " ,\n ") + "]\n")), "an array");
        String envelope = "{\"records\":[" + jobs(9, 12, ",") + "]}";
        assertEquals("3 3 0 0", told(push(envelope)), "an envelope");
        assertEquals(
                "6 3 3 0",
                told(push("[" + envelope + ",{\"records\":[" + jobs(12, 15, ",") + "]}]")),
                "an array of envelopes");
        assertEquals("0 0 0 0", told(push("[]")), "an empty array");
        assertEquals("14", count(JOBS));
        assertEquals("3 0 3 0", told(push(JOBS, "", packed(jobs(3, 6, "\n")), true)), "compressed");
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aBodyMayComeInPartsOfAnySizeAndBeLongerThanWhatIsHeld() throws Exception {
        String array = "[" + jobs(0, 6000, ",\n") + "]";
        String lines = jobs(0, 6000, "\n");
        for (String body : List.of(array, lines)) {
            InputStream drops = new Drops(body.getBytes(UTF_8));
            Push push = new Push("push", JOBS, Optional.empty(), false, false, drops);
            assertEquals(6000, pushes.take(push).read());
        }
        assertEquals("6000", count(JOBS));
    }

    /** Gives a few bytes at a time, other numbers of them each time. */
    private static final class Drops extends InputStream {
        private final ByteArrayInputStream bytes;
        private int turn;

        Drops(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int from, int length) {
            turn++;
            return bytes.read(target, from, Math.min(length, 1 + turn * 7919 % 4099));
        }
    }

    @Test
    void theCategoryOfTheAddressHoldsForRecordsThatNameNone() throws Exception {
        String row = "{\"TimeGenerated\":\"2026-03-01T08:00:00Z\",\"Computer\":\"vm-1\"}";
        assertEquals("1 1 0 0", told(push("hEARTBEAT", "", row.getBytes(UTF_8), false)));
        assertEquals("vm-1", ask("SELECT \"Computer\" FROM \"Heartbeat\""));
        String bare = job(1).replace("\"category\":\"AddonAzureBackupJobs\",", "");
        String item = job(2).replace(JOBS, "CoreAzureBackup");
        byte[] both = (bare + "\n" + item).getBytes(UTF_8);
        assertEquals("2 2 0 0", told(push(JOBS.toLowerCase(Locale.ROOT), "", both, false)));
        assertEquals(JOBS, ask("SELECT \"Category\" FROM \"" + JOBS + "\""));
        assertEquals("1", count("CoreAzureBackup"));
        PushRefused unknown =
                assertThrows(PushRefused.class, () -> push("AddonAzureBackupJob", "", both, false));
        assertEquals(
                "no table takes records of the category 'AddonAzureBackupJob'; did you mean"
                        + " 'AddonAzureBackupJobs'?",
                unknown.getMessage());
    }

    @Test
    void recordsThatNoTableTakesAreKeptAsideWithTheirPlaces() throws Exception {
        String body =
                job(1) + "\nnonsense\n" + job(2).replace("2026-03-01T", "when") + "\n" + job(3);
        PushAnswer answer = push(body);
        assertEquals("4 2 0 2", told(answer));
        assertEquals(job(1).length() + 1, answer.asides().getFirst().offset());
        assertEquals(2, answer.asides().getFirst().line());
        assertTrue(answer.asides().get(1).reason().startsWith("unreadable time"));
        assertEquals("4 0 4 0", told(push(body)), "sent again");
        assertEquals("2", count("DeadLetters"));
        PushAnswer array = push("[" + job(5) + ",\n17,\n" + job(6) + "]");
        assertEquals("3 2 0 1", told(array));
        assertEquals(2, array.asides().getFirst().line());
        assertEquals("no JSON object: found a number", array.asides().getFirst().reason());
    }

    @Test
    void whatIsNoJsonOrEndsWithinItIsRefusedAsAWhole() throws Exception {
        for (String body :
                List.of(
                        "",
                        " \n ",
                        "time,status\n1,2",
                        "<html>",
                        "{\"time\":",
                        "{nothing}",
                        "[" + job(1),
                        "[" + job(1) + "," + job(2).substring(0, 40),
                        "[" + job(1) + "] " + job(2),
                        "{\n\"time\":1,\n",
                        "[1, 2]",
                        "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")) {
            assertEquals(Reason.NO_JSON, refused(body).reason(), body);
        }
        PushRefused noGzip =
                assertThrows(PushRefused.class, () -> push(JOBS, "", "{}".getBytes(UTF_8), true));
        assertEquals(Reason.NO_JSON, noGzip.reason());
        byte[] whole = packed(jobs(0, 50, "\n"));
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 20);
        assertEquals(
                Reason.NO_JSON,
                assertThrows(PushRefused.class, () -> push(JOBS, "", cut, true)).reason());
        assertEquals("0", count(JOBS));
        assertEquals("0", count("DeadLetters"));
    }

    @Test
    void whatIsTooLongIsRefusedBeforeItIsHeld() throws Exception {
        String longRecord = job(1).replace("job-1", "x".repeat(3 * MEGABYTE));
        assertTrue(refused(longRecord).getMessage().contains("limits.lineMegabytes"));
        assertTrue(refused("[" + longRecord + "]").getMessage().contains("limits.lineMegabytes"));
        assertTrue(refused(jobs(0, 24_000, "\n")).getMessage().contains("limits.bodyMegabytes"));
        byte[] bomb = packed("[" + job(1) + " ".repeat(20 * MEGABYTE) + "]");
        PushRefused unpacked = assertThrows(PushRefused.class, () -> push(JOBS, "", bomb, true));
        assertEquals(Reason.TOO_LARGE, unpacked.reason());
        assertEquals("0", count(JOBS));
    }

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

    @Test
    void aBodyThatBreaksOffLeavesNothing() throws Exception {
        InputStream broken =
                new SequenceInputStream(
                        new ByteArrayInputStream((job(1) + "\n" + job(2)).getBytes(UTF_8)),
                        new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("the connection is gone");
                            }
                        });
        Push push = new Push("push", JOBS, Optional.of("k"), false, false, broken);
        assertThrows(IOException.class, () -> pushes.take(push));
        assertEquals("0", count(JOBS));
        assertEquals("2 2 0 0", told(push(JOBS, "k", jobs(1, 3, "\n").getBytes(UTF_8), false)));
    }
}
