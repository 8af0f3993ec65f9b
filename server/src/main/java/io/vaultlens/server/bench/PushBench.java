package io.vaultlens.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.vaultlens.query.Language;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryLimits;
import io.vaultlens.query.plan.Access;
import io.vaultlens.query.result.Rows;
import io.vaultlens.server.App;
import io.vaultlens.server.AppSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Measures a running server that programs push to over HTTP: how many records it takes, how long an
 * answer takes at a given rate, and how soon a record that came is counted by a question.
 */
final class PushBench {
    private static final int SENDERS = 8;
    private static final int BODY_RECORDS = 500;
    private static final int MOST_RECORDS = 300_000;
    private static final int MOST_WARM_UP = 150_000;
    private static final int RATE = 20_000;
    private static final int CALM_RATE = 5_000;
    private static final int CALM_BODY_RECORDS = 100;
    private static final int SECONDS = 10;
    private static final String COUNT = "AddonAzureBackupJobs | summarize n = count()";

    private final Path data;
    private final long records;
    private final Lines lines;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private String address = "";

    /** A body that was sent: when, when it was answered, and how many of its records were new. */
    private record Sent(long begin, long answered, long written) {}

    /** What a question counted, and when its answer was there. */
    private record Counted(long at, long rows) {}

    PushBench(Path archive, Path data, long records) throws IOException {
        this.data = data;
        this.records = records;
        this.lines = new Lines(archive);
    }

    List<Figure> run() throws Exception {
        AppSettings settings = AppSettings.in(data);
        try (App app = App.start(settings);
                lines;
                client) {
            address = app.url() + "/ingest/AddonAzureBackupJobs";
            List<Figure> figures = new ArrayList<>();
            // What counts is what a server sustains: the first records find code not compiled yet.
            send(BODY_RECORDS, bodies(records / 10, MOST_WARM_UP, BODY_RECORDS), 0);
            figures.addAll(most());
            figures.add(answers());
            figures.add(arrivals(app));
            return figures;
        }
    }

    private List<Figure> most() throws Exception {
        int bodies = bodies(records / 2, MOST_RECORDS, BODY_RECORDS);
        OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long begin = System.nanoTime();
        send(BODY_RECORDS, bodies, 0);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double sent = (double) bodies * BODY_RECORDS;
        double cpuMicros = (system.getProcessCpuTime() - cpu) / 1e3 / sent;
        String note =
                "%.0f records in bodies of %d from %d senders, each answered after its commit"
                        .formatted(sent, BODY_RECORDS, SENDERS);
        return List.of(
                Figure.alone("push", sent / seconds, "records/s", note),
                Figure.alone(
                        "push-cpu",
                        cpuMicros,
                        "µs/record",
                        "processor time, the senders' included"));
    }

    private Figure answers() throws Exception {
        int bodies = bodies(records * 3 / 10, (long) RATE * SECONDS, BODY_RECORDS);
        List<Sent> sent = send(BODY_RECORDS, bodies, RATE);
        double p99 = percentile(sent.stream().map(each -> each.answered() - each.begin()).toList());
        String note = "from the moment a body of %d is due to its answer, at %d records/s";
        return Figure.alone("push-answer-p99", p99, "ms", note.formatted(BODY_RECORDS, RATE));
    }

    private Figure arrivals(App app) throws Exception {
        int bodies = bodies(records / 10, (long) CALM_RATE * SECONDS, CALM_BODY_RECORDS);
        long before = count(app);
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService asking = Executors.newSingleThreadExecutor()) {
            Future<List<Counted>> counts = asking.submit(() -> counts(app, over));
            List<Sent> sent = send(CALM_BODY_RECORDS, bodies, CALM_RATE);
            long expected = before + sent.stream().mapToLong(Sent::written).sum();
            while (count(app) < expected) {
                Thread.sleep(10);
            }
            over.set(true);
            double p99 = percentile(delays(sent, counts.get(), before));
            String note =
                    "from the moment a body of %d is due to the answer of a question that counts it,"
                            + " at %d records/s";
            return Figure.alone(
                    "arrival-to-count-p99",
                    p99,
                    "ms",
                    note.formatted(CALM_BODY_RECORDS, CALM_RATE));
        }
    }

    /** For each body how long it was until a question had counted it and all before it. */
    private static List<Long> delays(List<Sent> sent, List<Counted> counts, long before) {
        List<Long> delays = new ArrayList<>();
        long rows = before;
        int at = 0;
        for (Sent each : sent) {
            rows += each.written();
            while (counts.get(at).rows() < rows) {
                at++;
            }
            delays.add(counts.get(at).at() - each.begin());
        }
        return delays;
    }

    private static List<Counted> counts(App app, AtomicBoolean over) throws Exception {
        List<Counted> counts = new ArrayList<>();
        boolean last = false;
        while (!last) {
            last = over.get();
            long rows = count(app);
            counts.add(new Counted(System.nanoTime(), rows));
            Thread.sleep(20);
        }
        return counts;
    }

    private static long count(App app) throws Exception {
        Query query = new Query(COUNT, Language.KQL, Map.of(), Access.ALL, QueryLimits.STANDARD);
        try (Rows rows = app.workspace().queries().run(query)) {
            rows.next();
            return ((Number) rows.value(0)).longValue();
        }
    }

    private static int bodies(long wanted, long most, int size) {
        return (int) Math.max(1, Math.min(wanted, most) / size);
    }

    /** Sends bodies of so many records, at a rate in records a second; 0 is as fast as may be. */
    private List<Sent> send(int size, int bodies, int rate) throws Exception {
        long begin = System.nanoTime();
        List<Future<Sent>> waiting = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(rate == 0 ? SENDERS : 64)) {
            for (int i = 0; i < bodies; i++) {
                byte[] body = lines.next(size);
                long due = rate == 0 ? 0 : begin + (long) i * size * 1_000_000_000L / rate;
                long wait = due - System.nanoTime();
                if (wait > 0) {
                    Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
                }
                while (rate == 0 && waiting.size() - SENDERS * 2 >= 0 && !isNear(waiting)) {
                    Thread.sleep(1);
                }
                waiting.add(senders.submit(() -> send(body, due)));
            }
            List<Sent> sent = new ArrayList<>();
            for (Future<Sent> each : waiting) {
                sent.add(each.get());
            }
            return sent;
        }
    }

    /** Whether the senders soon have nothing to do: bodies are not made far ahead. */
    private static boolean isNear(List<Future<Sent>> waiting) {
        return waiting.get(waiting.size() - SENDERS * 2).isDone();
    }

    private Sent send(byte[] body, long due) throws Exception {
        long begin = due == 0 ? System.nanoTime() : due;
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address))
                        .header("Authorization", "Bearer test-token")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("a push was answered " + answer.statusCode());
        }
        long answered = System.nanoTime();
        JsonNode told = json.readTree(answer.body());
        return new Sent(begin, answered, told.get("written").asLong());
    }

    private static double percentile(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        int at = (int) Math.min(sorted.size() - 1, Math.ceil(sorted.size() * 0.99));
        return sorted.get(at) / 1e6;
    }
}
