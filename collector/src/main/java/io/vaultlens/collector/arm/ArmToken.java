package io.vaultlens.collector.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vaultlens.collector.source.SourceException;
import io.vaultlens.collector.source.SourceValues;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The bearer token: got with a client's secret, or from the machine's managed identity, and got
 * again before it runs out. Used by one thread.
 */
final class ArmToken {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String IDENTITY_VERSION = "2018-02-01";

    private final SourceValues values;
    private final HttpClient http;
    private final Clock clock;
    private String token = "";
    private Instant until = Instant.EPOCH;

    ArmToken(SourceValues values, HttpClient http, Clock clock) {
        this.values = values;
        this.http = http;
        this.clock = clock;
    }

    String text() {
        if (token.isEmpty() || !clock.instant().isBefore(until)) {
            take();
        }
        return token;
    }

    /** It was refused: the next one is got anew. */
    void forget() {
        token = "";
    }

    private void take() {
        try {
            HttpResponse<String> answer =
                    http.send(request(), HttpResponse.BodyHandlers.ofString());
            JsonNode body = JSON.readTree(answer.body());
            if (answer.statusCode() != 200 || !body.has("access_token")) {
                throw new SourceException("no token was given: " + reason(answer, body));
            }
            token = body.path("access_token").asText();
            Duration valid = Duration.ofSeconds(body.path("expires_in").asLong(3_600));
            until = clock.instant().plus(valid).minus(EARLY);
        } catch (IOException e) {
            throw new SourceException("no token was given: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException("the source was closed");
        }
    }

    /** The first line tells the error; what follows are ids for Microsoft's support. */
    private static String reason(HttpResponse<String> answer, JsonNode body) {
        String words = body.path("error_description").asText(body.path("error").asText());
        return answer.statusCode() + " " + words.lines().findFirst().orElse("");
    }

    private HttpRequest request() {
        String resource = values.text("endpoint").replaceFirst("/+$", "");
        if (values.text("secret").isEmpty()) {
            String query =
                    form(Map.of("api-version", IDENTITY_VERSION, "resource", resource + "/"));
            return HttpRequest.newBuilder(URI.create(values.text("identity") + "?" + query))
                    .header("Metadata", "true")
                    .timeout(LONGEST)
                    .build();
        }
        String body =
                form(
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                values.text("clientId"),
                                "client_secret",
                                values.text("secret"),
                                "scope",
                                resource + "/.default"));
        String address =
                values.text("authority").replaceFirst("/+$", "")
                        + "/"
                        + values.text("tenant")
                        + "/oauth2/v2.0/token";
        return HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(LONGEST)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
