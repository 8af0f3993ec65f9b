package io.vaultlens.server.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultlens.server.App;
import io.vaultlens.server.AppSettings;
import io.vaultlens.server.Caller;
import io.vaultlens.server.config.Pusher;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program that pushes meets. */
class PushDoorTest {
    private static final String JOBS = "/ingest/AddonAzureBackupJobs";
    private static final String TOKEN = "token-of-the-agents";
    private static final String AGENTS = "Bearer " + TOKEN;

    @TempDir static Path folder;
    private static App app;
    private static Caller caller;

    @BeforeAll
    static void start() throws Exception {
        AppSettings settings = AppSettings.in(folder);
        app =
                App.start(
                        settings.with(
                                settings.config()
                                        .withPushers(List.of(new Pusher("agents", TOKEN)))));
        caller = new Caller(app.url());
    }

    @AfterAll
    static void stop() {
        caller.close();
        app.close();
    }

    private static String job(String id) {
        return """
        {"time":"2026-03-01T08:00:00Z","resourceId":"/SUBSCRIPTIONS/S/X","operationName":"Job",\
        "category":"AddonAzureBackupJobs","properties":{"JobUniqueId":"%s","JobStatus":"Failed"}}\
        """
                .formatted(id);
    }

    private static HttpResponse<String> push(String body, String... headers) throws Exception {
        String[] all = new String[headers.length + 2];
        all[0] = "Authorization";
        all[1] = AGENTS;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return caller.post(JOBS, body, all);
    }

    private static String told(HttpResponse<String> answer) throws Exception {
        assertEquals(200, answer.statusCode(), answer.body());
        JsonNode json = new ObjectMapper().readTree(answer.body());
        return "%s %s %s %s"
                .formatted(
                        json.get("read"),
                        json.get("written"),
                        json.get("repeated"),
                        json.get("keptAside"));
    }

    private static String count(String where) throws Exception {
        String body = caller.kusto(where + " | summarize n = count()").body();
        return new ObjectMapper().readTree(body).at("/Tables/0/Rows/0/0").asText();
    }

    private static String message(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body()).at("/error/message").asText();
    }

    @Test
    void whatIsAnsweredIsThere() throws Exception {
        HttpResponse<String> answer = push(job("there-1") + "\n" + job("there-2") + "\nnonsense");
        assertEquals("3 2 0 1", told(answer));
        JsonNode reason = new ObjectMapper().readTree(answer.body()).at("/reasons/0");
        assertEquals(3, reason.get("line").asInt());
        assertEquals(2 * job("there-1").length() + 2, reason.get("position").asInt());
        assertTrue(reason.get("reason").asText().startsWith("not valid JSON"), reason.toString());
        assertEquals("2", count("AddonAzureBackupJobs | where JobUniqueId startswith 'there'"));
        assertEquals("1", count("DeadLetters | where Source == 'agents' and Line == 3"));
    }

    @Test
    void aPushersTokenDoesNothingElse() throws Exception {
        for (String path : List.of("/jobs", "/", "/v1/rest/query?csl=print+1", "/console")) {
            HttpResponse<String> answer = caller.get(path, "Authorization", AGENTS);
            assertEquals(403, answer.statusCode(), path);
            assertEquals("this token may push records and nothing else", message(answer));
        }
        String question = "{\"csl\":\"AddonAzureBackupJobs\"}";
        assertEquals(
                403, caller.post("/v1/rest/query", question, "Authorization", AGENTS).statusCode());
        assertEquals(401, caller.post(JOBS, job("none")).statusCode());
        assertEquals(401, caller.post(JOBS, job("none"), "Authorization", "Bearer x").statusCode());
        HttpResponse<String> admin =
                caller.post(JOBS, job("of-admin"), "Authorization", "Bearer test-token");
        assertEquals("1 1 0 0", told(admin));
    }

    @Test
    void aKeyIsAnsweredAgainTheSame() throws Exception {
        HttpResponse<String> first = push(job("keyed"), "Idempotency-Key", "\"one\"");
        assertEquals("1 1 0 0", told(first));
        assertEquals(first.body(), push(job("keyed"), "Idempotency-Key", "one").body());
        HttpResponse<String> other = push(job("other"), "Idempotency-Key", "one");
        assertEquals(422, other.statusCode());
        assertTrue(message(other).contains("'one' was sent before"), message(other));
    }

    @Test
    void whatCannotBeTakenIsRefusedInWords() throws Exception {
        HttpResponse<String> text = push("hello");
        assertEquals(400, text.statusCode());
        assertEquals(
                "the body is no JSON object and no array of them: it begins with 'h'",
                message(text));
        HttpResponse<String> unknown =
                caller.post("/ingest/AddonAzureBackupJob", job("x"), "Authorization", AGENTS);
        assertEquals(404, unknown.statusCode());
        assertTrue(message(unknown).contains("did you mean 'AddonAzureBackupJobs'"));
        assertEquals(415, push(job("x"), "Content-Encoding", "br").statusCode());
        assertEquals(400, push(job("x"), "Content-Encoding", "gzip").statusCode());
        HttpResponse<String> large = push("[" + " ".repeat(17 << 20) + "]");
        assertEquals(413, large.statusCode());
        assertTrue(message(large).contains("limits.bodyMegabytes"), message(large));
        assertEquals(413, zeros().statusCode(), "a small body that unpacks to much");
        assertEquals("0", count("AddonAzureBackupJobs | where JobUniqueId == 'x'"));
    }

    private static HttpResponse<String> zeros() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(("[" + job("x") + ",").getBytes(UTF_8));
            byte[] blanks = " ".repeat(1 << 20).getBytes(UTF_8);
            for (int megabyte = 0; megabyte < 100; megabyte++) {
                out.write(blanks);
            }
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(app.url() + JOBS))
                            .header("Authorization", AGENTS)
                            .header("Content-Encoding", "gzip")
                            .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                            .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private static String head(int length) {
        return """
        POST %s HTTP/1.1\r
        Host: localhost\r
        Authorization: %s\r
        Content-Type: application/x-ndjson\r
        Content-Length: %d\r
        Connection: close\r
        \r
        """
                .formatted(JOBS, AGENTS, length);
    }

    @Test
    void aSlowSenderHoldsNobodyUp() throws Exception {
        byte[] body = (job("slow-1") + "\n" + job("slow-2")).getBytes(UTF_8);
        try (Socket socket = new Socket("127.0.0.1", URI.create(app.url()).getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(head(body.length).getBytes(UTF_8));
            out.write(body, 0, job("slow-1").length() + 5);
            out.flush();
            assertEquals("1 1 0 0", told(push(job("quick"))));
            assertEquals("0", count("AddonAzureBackupJobs | where JobUniqueId startswith 'slow'"));
            out.write(body, job("slow-1").length() + 5, body.length - job("slow-1").length() - 5);
            out.flush();
            String answer = text(socket.getInputStream());
            assertTrue(answer.contains("\"written\":2"), answer);
        }
    }

    private static String text(InputStream in) throws Exception {
        return new String(in.readAllBytes(), UTF_8);
    }

    @Test
    void aRequestThatBreaksOffLeavesNothing() throws Exception {
        byte[] body = (job("cut-1") + "\n" + job("cut-2") + "\n").getBytes(UTF_8);
        try (Socket socket = new Socket("127.0.0.1", URI.create(app.url()).getPort())) {
            socket.getOutputStream().write(head(body.length + 100).getBytes(UTF_8));
            socket.getOutputStream().write(body);
            socket.shutdownOutput();
            assertFalse(text(socket.getInputStream()).contains("\"written\""));
        }
        assertEquals("0", count("AddonAzureBackupJobs | where JobUniqueId startswith 'cut'"));
    }

    @Test
    void whoPushesStandsAmongTheSources() throws Exception {
        push(job("health"));
        org.awaitility.Awaitility.await()
                .until(() ->
                        count("Sources | where Name == 'agents' and Kind == 'push' and Written > 0")
                                .equals("1"));
    }
}
