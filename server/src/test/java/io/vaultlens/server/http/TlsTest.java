package io.vaultlens.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vaultlens.server.App;
import io.vaultlens.server.AppSettings;
import io.vaultlens.server.Caller;
import io.vaultlens.server.config.Config;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * HTTPS with a certificate that the server makes for itself and gives to those who must trust it.
 */
class TlsTest {
    @TempDir Path folder;

    @Test
    void whoTrustsTheCertificateIsAnsweredByNameAndByAddress() throws Exception {
        AppSettings settings = AppSettings.in(folder);
        Config plain = settings.config();
        Config secured =
                new Config(plain.listen().withTls(0), List.of(), List.of(), plain.limits());
        String firstUrl;
        try (App app = App.start(settings.with(secured))) {
            firstUrl = app.secureUrl().orElseThrow();
            HttpClient client = HttpClient.newBuilder().sslContext(Caller.trusting(folder)).build();
            for (String url : List.of(firstUrl, firstUrl.replace("localhost", "127.0.0.1"))) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/health")).build();
                assertEquals(200, client.send(request, BodyHandlers.discarding()).statusCode());
            }
        }
        byte[] made = Files.readAllBytes(folder.resolve("tls/server.p12"));
        try (App app = App.start(settings.with(secured))) {
            assertFalse(app.secureUrl().isEmpty(), firstUrl);
            assertEquals(made.length, Files.size(folder.resolve("tls/server.p12")));
        }
    }
}
