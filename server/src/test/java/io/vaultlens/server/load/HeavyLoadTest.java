package io.vaultlens.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.server.App;
import io.vaultlens.server.AppSettings;
import io.vaultlens.server.Caller;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While more heavy queries run than there are cores, the server answers and stops them. */
class HeavyLoadTest {
    private static final String HEAVY =
            "range a from 1 to 200000 step 1 | extend k = 1"
                    + " | join kind=inner (range b from 1 to 200000 step 1 | extend k = 1) on k"
                    + " | summarize sum(a * b)";

    @TempDir Path folder;

    @Test
    void healthAndCancelAnswerMeanwhile() throws Exception {
        try (App app = App.start(AppSettings.in(folder));
                Caller caller = new Caller(app.url())) {
            List<CompletableFuture<HttpResponse<String>>> heavy = new ArrayList<>();
            int count = Math.min(4, Runtime.getRuntime().availableProcessors() + 1);
            for (int i = 0; i < count; i++) {
                String name = "heavy;" + i;
                heavy.add(CompletableFuture.supplyAsync(() -> ask(caller, name)));
            }
            for (int i = 0; i < 10; i++) {
                assertEquals(200, caller.get("/health").statusCode());
            }
            for (int i = 0; i < count; i++) {
                String name = "heavy;" + i;
                Awaitility.await().until(() -> cancel(caller, name) == 200);
                HttpResponse<String> stopped = heavy.get(i).get(20, TimeUnit.SECONDS);
                assertEquals(400, stopped.statusCode());
                assertTrue(stopped.body().contains("cancelled"), stopped.body());
            }
        }
    }

    private static HttpResponse<String> ask(Caller caller, String name) {
        try {
            return caller.post(
                    "/v1/rest/query",
                    "{\"csl\":\"" + HEAVY + "\"}",
                    "Authorization",
                    "Bearer test-token",
                    "x-ms-client-request-id",
                    name);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static int cancel(Caller caller, String name) throws Exception {
        return caller.post(
                        "/v1/rest/mgmt",
                        "{\"csl\":\".cancel query '" + name + "'\"}",
                        "Authorization",
                        "Bearer test-token")
                .statusCode();
    }
}
