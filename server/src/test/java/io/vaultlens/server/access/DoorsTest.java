package io.vaultlens.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.server.App;
import io.vaultlens.server.AppSettings;
import io.vaultlens.server.Caller;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in, and how they are told that they do not. */
class DoorsTest {
    private static final String QUESTION = "{\"db\":\"\",\"csl\":\"print x = 1\"}";

    @TempDir static Path folder;
    private static App app;
    private static Caller caller;

    @BeforeAll
    static void start() throws Exception {
        app = App.start(AppSettings.in(folder));
        caller = new Caller(app.url());
    }

    @AfterAll
    static void stop() {
        caller.close();
        app.close();
    }

    private static String signIn() throws Exception {
        HttpResponse<String> answer = caller.form("/sign-in", Map.of("token", "test-token"));
        assertEquals(303, answer.statusCode());
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    @Test
    void aReaderIsSentToTheSignInPageAndBack() throws Exception {
        HttpResponse<String> answer = caller.get("/console?query=a", "Accept", "text/html");
        assertEquals(302, answer.statusCode());
        String place = answer.headers().firstValue("Location").orElseThrow();
        assertTrue(place.endsWith("/sign-in?back=%2Fconsole%3Fquery%3Da"), place);
    }

    @Test
    void aProgramIsToldToSendAToken() throws Exception {
        HttpResponse<String> answer = caller.post("/v1/rest/query", QUESTION);
        assertEquals(401, answer.statusCode());
        assertTrue(answer.headers().firstValue("WWW-Authenticate").isPresent());
        assertTrue(answer.body().contains("\"@message\":\"sign in first"), answer.body());
    }

    @Test
    void aWrongTokenIsRefused() throws Exception {
        HttpResponse<String> answer =
                caller.post("/v1/rest/query", QUESTION, "Authorization", "Bearer wrong");
        assertEquals(401, answer.statusCode());
        assertFalse(answer.body().contains("wrong"), "the token must not be said again");
    }

    @Test
    void theSessionsCookieIsOutOfReachForScriptsAndOtherSites() throws Exception {
        HttpResponse<String> answer = caller.form("/sign-in", Map.of("token", "test-token"));
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(cookie.contains("HttpOnly"), cookie);
        assertTrue(cookie.contains("SameSite=Lax"), cookie);
    }

    @Test
    void aWrongSignInIsToldOnThePage() throws Exception {
        HttpResponse<String> answer = caller.form("/sign-in", Map.of("token", "wrong"));
        assertEquals(401, answer.statusCode());
    }

    @Test
    void aFormWithoutItsTokenChangesNothing() throws Exception {
        String cookie = signIn();
        HttpResponse<String> answer =
                caller.form("/sign-out", Map.of("csrf", "guessed"), "Cookie", cookie);
        assertEquals(403, answer.statusCode());
    }

    @Test
    void aFormFromAnotherSiteIsRefused() throws Exception {
        HttpResponse<String> answer =
                caller.form(
                        "/sign-in", Map.of("token", "test-token"), "Sec-Fetch-Site", "cross-site");
        assertEquals(403, answer.statusCode());
    }

    @Test
    void theWayBackLeadsToNoOtherServer() throws Exception {
        for (String back : List.of("//evil.example", "/\\evil.example", "https://evil.example")) {
            HttpResponse<String> answer =
                    caller.form("/sign-in", Map.of("token", "test-token", "back", back));
            String place = answer.headers().firstValue("Location").orElseThrow();
            assertEquals("/", URI.create(place).getPath(), back);
            assertFalse(place.contains("evil"), place);
        }
    }

    @Test
    void aPathThatIsWrittenOddlyIsNoWayRound() throws Exception {
        for (String path :
                List.of("//jobs", "/assets/..;/jobs", "/health/..;/jobs", "/%2e/jobs", "/jobs;x")) {
            int status = caller.get(path).statusCode();
            assertTrue(status >= 400, path + " answers " + status);
        }
    }

    @Test
    void anotherHostsNameIsRefused() throws Exception {
        assertTrue(raw("evil.example:80").startsWith("HTTP/1.1 421"), raw("evil.example:80"));
        assertTrue(raw("localhost").startsWith("HTTP/1.1 200"), raw("localhost"));
    }

    private static String raw(String host) throws Exception {
        URI url = URI.create(app.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            OutputStream out = socket.getOutputStream();
            String request =
                    "GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyAnswerCarriesTheStrictPolicy() throws Exception {
        for (String path : List.of("/health", "/sign-in", "/nowhere", "/v1/rest/query")) {
            String policy =
                    caller.get(path).headers().firstValue("Content-Security-Policy").orElse("");
            assertTrue(policy.startsWith("default-src 'none'"), path);
            assertFalse(policy.contains("unsafe"), path);
        }
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() throws Exception {
        String body = "{\"csl\":\"" + "x".repeat(17 << 20) + "\"}";
        HttpResponse<String> answer =
                caller.post("/v1/rest/query", body, "Authorization", "Bearer test-token");
        assertEquals(413, answer.statusCode());
    }

    @Test
    void anUnknownAddressIsToldInTheReadersForm() throws Exception {
        HttpResponse<String> json = caller.get("/nowhere");
        assertEquals(404, json.statusCode());
        assertTrue(json.body().contains("there is nothing at this address"), json.body());
        HttpResponse<String> page = caller.get("/nowhere", "Accept", "text/html");
        assertTrue(page.headers().firstValue("Content-Type").orElse("").startsWith("text/html"));
    }
}
