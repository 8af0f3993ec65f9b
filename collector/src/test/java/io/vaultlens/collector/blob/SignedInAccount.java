package io.vaultlens.collector.blob;

import com.azure.storage.common.sas.AccountSasPermission;
import com.azure.storage.common.sas.AccountSasResourceType;
import com.azure.storage.common.sas.AccountSasService;
import com.azure.storage.common.sas.AccountSasSignatureValues;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A storage account that takes bearer tokens only, and who gives them: it lets those through to
 * Azurite that have the latest one.
 */
final class SignedInAccount implements AutoCloseable {
    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String account;
    private final String signature;
    private final List<String> given = new CopyOnWriteArrayList<>();

    SignedInAccount(Azurite azurite) throws IOException {
        URI there = URI.create(azurite.client().getAccountUrl());
        account = "http://" + there.getAuthority();
        signature =
                azurite.client()
                        .generateAccountSas(
                                new AccountSasSignatureValues(
                                        OffsetDateTime.now().plusHours(1),
                                        AccountSasPermission.parse("rl"),
                                        AccountSasService.parse("b"),
                                        AccountSasResourceType.parse("sco")));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was asked for tokens, each request and what was sent with it. */
    List<String> given() {
        return given;
    }

    /** The tokens given so far are worth nothing any more. */
    void refuseAll() {
        given.add("refused");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            if (path.contains("token")) {
                String body =
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                String metadata = exchange.getRequestHeaders().getFirst("Metadata");
                given.add(path + " " + body + (metadata == null ? "" : "Metadata: " + metadata));
                String token = "{\"access_token\":\"token-%d\",\"expires_in\":3599}";
                send(exchange, 200, token.formatted(given.size()).getBytes(StandardCharsets.UTF_8));
            } else if (("Bearer token-" + given.size())
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                forward(exchange, path);
            } else {
                send(exchange, 401, new byte[0]);
            }
        }
    }

    private void forward(HttpExchange exchange, String path) throws IOException {
        String signed = account + path + (path.contains("?") ? "&" : "?") + signature;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(signed));
        for (String header : List.of("x-ms-version", "x-ms-range", "Range", "If-Match")) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        try {
            HttpResponse<byte[]> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers()
                    .map()
                    .forEach((name, values) -> {
                        if (!name.matches("(?i)content-length|transfer-encoding|connection|date")) {
                            exchange.getResponseHeaders().put(name, values);
                        }
                    });
            send(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        http.shutdownNow();
    }
}
