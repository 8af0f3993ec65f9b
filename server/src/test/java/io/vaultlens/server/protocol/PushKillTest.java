package io.vaultlens.server.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultlens.server.Caller;
import io.vaultlens.server.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed, or stopped, while programs push: what it acknowledged is there, and what
 * is sent again is there once.
 */
class PushKillTest {
    private static final Pattern URL = Pattern.compile("http://[^\\s/]+");
    private static final int SENDERS = 4;
    private static final int RECORDS = 20;
    private static final int WARM_UP_PUSHES = 8;

    @TempDir Path data;

    private final Random random = new Random(7);

    /** The answer to each key; a key without one was sent and not answered. */
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    private final List<String> sent = new ArrayList<>();

    @Test
    void killedAndStoppedItLosesNothingItAcknowledged() throws Exception {
        cycle(true);
        cycle(false);
        check();
    }

    @Test
    @Tag("long")
    void killedFiftyTimesItLosesNothingItAcknowledged() throws Exception {
        for (int turn = 0; turn < 50; turn++) {
            cycle(true);
        }
        check();
    }

    /** A running server and where it answers. */
    private record Server(Process process, Caller caller) implements AutoCloseable {
        @Override
        public void close() {
            caller.close();
            process.destroyForcibly();
        }
    }

    private Server start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("serve", "--data", data.toString(), "--port", "0"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("VAULTLENS_ADMIN_TOKEN", "test-token");
        Process process = builder.start();
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher url = URL.matcher(line);
            if (url.find()) {
                return new Server(process, new Caller(url.group()));
            }
        }
        throw new IllegalStateException("the server ended before it served");
    }

    /** Sends what was not acknowledged again, then pushes until the server is gone. */
    private void cycle(boolean killed) throws Exception {
        try (Server server = start();
                ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            sendAgain(server);
            List<Future<?>> working = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                working.add(senders.submit(() -> pushOn(server)));
            }
            int before = answers.size();
            while (answers.size() < before + WARM_UP_PUSHES) {
                Thread.sleep(5);
            }
            Thread.sleep(random.nextInt(200));
            if (killed) {
                server.process().destroyForcibly();
            } else {
                server.process().destroy();
            }
            server.process().waitFor();
            for (Future<?> each : working) {
                each.get();
            }
        }
    }

    private void pushOn(Server server) {
        boolean there = true;
        while (there) {
            String key;
            synchronized (sent) {
                key = "key-" + sent.size();
                sent.add(key);
            }
            there = push(server, key);
        }
    }

    /** Whether the server answered; an answer is noted, and the same for ever. */
    private boolean push(Server server, String key) {
        try {
            HttpResponse<String> answer =
                    server.caller()
                            .post(
                                    "/ingest/AddonAzureBackupJobs",
                                    body(key),
                                    "Authorization",
                                    "Bearer test-token",
                                    "Idempotency-Key",
                                    key);
            if (answer.statusCode() == 200) {
                String before = answers.putIfAbsent(key, answer.body());
                assertTrue(before == null || before.equals(answer.body()), key);
            }
            return answer.statusCode() == 200;
        } catch (Exception e) {
            return false;
        }
    }

    private static String body(String key) {
        return IntStream.range(0, RECORDS)
                .mapToObj(i ->
                        """
                        {"time":"2026-03-01T08:00:00Z","operationName":"Job",\
                        "properties":{"JobUniqueId":"%s-%d","JobStatus":"Failed"}}\
                        """
                                .formatted(key, i))
                .collect(Collectors.joining("\n"));
    }

    private void sendAgain(Server server) {
        for (String key : List.copyOf(sent)) {
            if (!answers.containsKey(key)) {
                assertTrue(push(server, key), key);
            }
        }
        if (!sent.isEmpty()) {
            assertTrue(push(server, sent.getFirst()), "an answer of before is given again");
        }
    }

    private void check() throws Exception {
        try (Server server = start()) {
            String lost =
                    sent.stream().filter(key -> !answers.containsKey(key)).findFirst().orElse("");
            String rows = ask(server, "AddonAzureBackupJobs | count");
            String jobs = ask(server, "AddonAzureBackupJobs | distinct JobUniqueId | count");
            assertEquals(rows, jobs, "no record is there twice");
            for (String key : answers.keySet()) {
                String own =
                        "AddonAzureBackupJobs | where JobUniqueId startswith '"
                                + key
                                + "-' | count";
                if (key.hashCode() % 16 == 0) {
                    assertEquals(String.valueOf(RECORDS), ask(server, own), key);
                }
            }
            assertTrue(Long.parseLong(rows) >= (long) answers.size() * RECORDS, rows + " " + lost);
            sendAgain(server);
            assertEquals(
                    String.valueOf((long) sent.size() * RECORDS),
                    ask(server, "AddonAzureBackupJobs | count"));
            server.process().destroy();
            server.process().waitFor();
        }
    }

    private static String ask(Server server, String question) throws Exception {
        String body = server.caller().kusto(question).body();
        return new ObjectMapper().readTree(body).at("/Tables/0/Rows/0/0").asText();
    }
}
