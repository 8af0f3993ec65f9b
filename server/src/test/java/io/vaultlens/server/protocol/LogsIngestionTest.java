package io.vaultlens.server.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.monitor.ingestion.LogsIngestionClient;
import com.azure.monitor.ingestion.LogsIngestionClientBuilder;
import com.azure.monitor.ingestion.models.LogsUploadException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultlens.server.App;
import io.vaultlens.server.AppSettings;
import io.vaultlens.server.Caller;
import io.vaultlens.server.config.Config;
import io.vaultlens.server.config.Pusher;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Azure's own client for the Logs Ingestion API, unmodified, over HTTPS. */
class LogsIngestionTest {
    private static final String TOKEN = "token-of-the-agents";
    private static final String RULE = "dcr-00000000000000000000000000000000";

    @TempDir static Path folder;
    private static App app;
    private static Caller caller;

    @BeforeAll
    static void start() throws Exception {
        AppSettings settings = AppSettings.in(folder);
        Config config = settings.config();
        app =
                App.start(
                        settings.with(
                                config.withListen(config.listen().withTls(0))
                                        .withPushers(List.of(new Pusher("agents", TOKEN)))));
        caller = new Caller(app.url());
    }

    @AfterAll
    static void stop() {
        caller.close();
        app.close();
    }

    private static LogsIngestionClient client(String token) throws Exception {
        TokenCredential credential =
                request -> Mono.just(new AccessToken(token, OffsetDateTime.now().plusHours(1)));
        java.net.http.HttpClient.Builder jdk =
                java.net.http.HttpClient.newBuilder().sslContext(Caller.trusting(folder));
        return new LogsIngestionClientBuilder()
                .endpoint(app.secureUrl().orElseThrow())
                .credential(credential)
                .httpClient(new JdkHttpClientBuilder(jdk).build())
                .buildClient();
    }

    private static String count(String table) throws Exception {
        String body = caller.kusto(table + " | summarize n = count()").body();
        return new ObjectMapper().readTree(body).at("/Tables/0/Rows/0/0").asText();
    }

    @Test
    void rowsOfATableGoIntoTheStreamNamedAfterIt() throws Exception {
        List<Object> rows =
                IntStream.range(0, 3000)
                        .<Object>mapToObj(i ->
                                Map.of(
                                        "TimeGenerated",
                                        "2026-03-01T08:00:%02d.%07dZ".formatted(i % 60, i),
                                        "Computer",
                                        "vm-" + i,
                                        "Category",
                                        "Direct Agent",
                                        "OSName",
                                        "x".repeat(1000)))
                        .toList();
        client(TOKEN).upload(RULE, "Microsoft-Heartbeat", rows);
        assertEquals("3000", count("Heartbeat"));
        client(TOKEN).upload(RULE, "Custom-Heartbeat_CL", rows.subList(0, 10));
        assertEquals("3000", count("Heartbeat"));
    }

    @Test
    void theClientReadsWhyItIsRefused() throws Exception {
        List<Object> rows = List.of(Map.of("TimeGenerated", "2026-03-01T08:00:00Z"));
        LogsUploadException unknown =
                assertThrows(
                        LogsUploadException.class,
                        () -> client(TOKEN).upload(RULE, "Custom-Nothing_CL", rows));
        String message = unknown.getLogsUploadErrors().getFirst().getMessage();
        assertTrue(message.contains("no table takes records"), message);
        assertThrows(
                RuntimeException.class,
                () -> client("a-token-nobody-knows").upload(RULE, "Custom-Heartbeat", rows));
    }
}
