package io.vaultlens.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server says that it is up. */
class HealthTest {
    @TempDir Path folder;

    @Test
    void answersWithoutASignIn() throws Exception {
        try (App app = App.start(AppSettings.in(folder));
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(app.url() + "/health")).build();
            assertEquals(200, client.send(request, BodyHandlers.ofString()).statusCode());
        }
    }
}
