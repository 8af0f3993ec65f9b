package io.vaultlens.collector.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vaultlens.collector.source.SourceException;
import io.vaultlens.collector.source.SourceSetting;
import io.vaultlens.collector.source.SourceSetting.Type;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A bearer token of Microsoft Entra: got with an application's secret, or from the machine's
 * managed identity, and got again before it runs out. Any thread may use it.
 */
public final class BearerToken {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String IDENTITY_VERSION = "2018-02-01";

    /** The keys of a source's entry that say who gives tokens. */
    public static final List<SourceSetting> SETTINGS =
            List.of(
                    SourceSetting.optional(
                            "clientId",
                            Type.TEXT,
                            "",
                            "The application's client id, or that of a managed identity where the"
                                    + " machine has several."),
                    SourceSetting.optional(
                            "secret",
                            Type.SECRET,
                            "",
                            "The application's secret; without it the machine's managed identity is"
                                    + " asked."),
                    SourceSetting.optional(
                            "authority",
                            Type.URL,
                            "https://login.microsoftonline.com",
                            "Who gives tokens."),
                    SourceSetting.optional(
                            "identity",
                            Type.URL,
                            "http://169.254.169.254/metadata/identity/oauth2/token",
                            "Where the machine's managed identity is asked."));

    private final SourceValues values;
    private final String resource;
    private final HttpClient http;
    private final Clock clock;
    private String token = "";
    private Instant until = Instant.EPOCH;

    /**
     * A token for a resource, got as a source's entry says.
     *
     * @param resource what the token is for, such as {@code https://storage.azure.com}
     */
    public BearerToken(SourceValues values, String resource, HttpClient http, Clock clock) {
        this.values = values;
        this.resource = resource;
        this.http = http;
        this.clock = clock;
    }

    /** The token as it stands in a request, a new one where the last ran out. */
    public synchronized String text() {
        if (token.isEmpty() || !clock.instant().isBefore(until)) {
            take();
        }
        return token;
    }

    /** It was refused: the next one is got anew. */
    public synchronized void forget() {
        token = "";
    }

    private void take() {
        HttpRequest request = request();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = JSON.readTree(answer.body());
            if (answer.statusCode() != 200 || !body.has("access_token")) {
                throw new SourceException(
                        "no token was given by "
                                + request.uri().getHost()
                                + ": "
                                + reason(answer, body));
            }
            token = body.path("access_token").asText();
            Duration valid = Duration.ofSeconds(body.path("expires_in").asLong(3_600));
            until = clock.instant().plus(valid).minus(EARLY);
        } catch (IOException e) {
            String reason = e.getMessage() == null ? "no connection" : e.getMessage();
            throw new SourceException(
                    "no token was given by " + request.uri().getHost() + ": " + reason, e);
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
        if (values.text("secret").isEmpty()) {
            Map<String, String> fields = new TreeMap<>();
            fields.put("api-version", IDENTITY_VERSION);
            fields.put("resource", resource + "/");
            values.optional("clientId").ifPresent(id -> fields.put("client_id", id));
            String query = form(fields);
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

    /** A text as it stands in an address or a form. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
