package io.vaultlens.collector.arm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vaultlens.collector.source.SourceContext;
import io.vaultlens.collector.source.SourceException;
import io.vaultlens.collector.source.SourceValues;
import io.vaultlens.collector.token.BearerToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads lists of Azure Resource Manager, page after page: slower before it is refused, again after
 * what passes. One thread reads, any may close it.
 */
final class ArmClient implements AutoCloseable {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_REST = Duration.ofMillis(250);

    /** A longer rest that the service asks for ends the pass; the source is looked at later. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(60);

    /** From so few requests left on, each is followed by a rest that grows. */
    private static final long FEW_LEFT = 100;

    private static final List<String> QUOTAS =
            List.of(
                    "x-ms-ratelimit-remaining-subscription-reads",
                    "x-ms-ratelimit-remaining-subscription-resource-requests",
                    "x-ms-ratelimit-remaining-tenant-reads");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
    private final Pauses pauses = new Pauses();
    private final URI endpoint;
    private final Duration longest;
    private final BearerToken token;

    ArmClient(SourceValues values, SourceContext context) {
        this.endpoint = URI.create(values.text("endpoint").replaceFirst("/+$", ""));
        this.longest = Duration.ofSeconds(values.number("answerSeconds"));
        this.token = new BearerToken(values, endpoint.toString(), http, context.clock());
    }

    /** A page of a list: its entries, and the address of the next one. */
    record Page(JsonNode entries, Optional<URI> next) {}

    /** The address of a list's first page. */
    URI address(String path, String version, String filter) {
        String query = "?api-version=" + version;
        String filtered = filter.isEmpty() ? "" : "&$filter=" + BearerToken.encoded(filter);
        String escaped = path.replace(" ", "%20").replace(";", "%3B");
        return URI.create(endpoint + escaped + query + filtered.replace("$filter", "%24filter"));
    }

    /** Reads one page. */
    Page page(URI address) throws ArmException {
        JsonNode body = ask(address);
        String link = body.path("nextLink").asText("");
        return new Page(body.path("value"), link.isEmpty() ? Optional.empty() : next(link));
    }

    /** The token goes to nobody but the endpoint, whatever an answer says. */
    private Optional<URI> next(String link) throws ArmException {
        URI next = URI.create(link.replace(" ", "%20").replace("$skipToken", "%24skipToken"));
        if (!endpoint.getAuthority().equalsIgnoreCase(next.getAuthority())) {
            throw new ArmException(0, "the next page is at another host: " + next.getAuthority());
        }
        return Optional.of(next);
    }

    private JsonNode ask(URI address) throws ArmException {
        Duration rest = FIRST_REST;
        String last = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                HttpResponse<String> answer = send(address);
                int status = answer.statusCode();
                if (status == 200) {
                    JsonNode body = JSON.readTree(answer.body());
                    slowDown(answer);
                    return body;
                }
                last = reason(answer);
                if (status == 401) {
                    token.forget();
                } else if (status == 429 || status == 503) {
                    rest = asked(answer, address).orElse(rest);
                } else if (status < 500) {
                    throw new ArmException(status, address.getPath() + ": " + last);
                }
            } catch (JsonProcessingException e) {
                last = "the answer is no JSON";
            } catch (IOException e) {
                last = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            }
            if (attempt < ATTEMPTS) {
                pauses.rest(rest);
                rest = rest.multipliedBy(2);
            }
        }
        throw new SourceException(endpoint + " could not be read: " + last);
    }

    private HttpResponse<String> send(URI address) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + token.text())
                        .header("Accept", "application/json")
                        .timeout(longest)
                        .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException("the source was closed");
        }
    }

    private Optional<Duration> asked(HttpResponse<String> answer, URI address) {
        OptionalLong seconds = number(answer, "Retry-After");
        if (seconds.isEmpty()) {
            return Optional.empty();
        }
        Duration rest = Duration.ofSeconds(seconds.getAsLong());
        if (rest.compareTo(LONGEST_REST) > 0) {
            throw new SourceException(
                    address.getHost() + " asks for a rest of " + rest.toSeconds() + " seconds",
                    rest);
        }
        return Optional.of(rest);
    }

    private static OptionalLong number(HttpResponse<String> answer, String header) {
        try {
            return answer.headers().firstValueAsLong(header);
        } catch (NumberFormatException e) {
            // A date, which Azure does not send here; the usual rest serves as well.
            return OptionalLong.empty();
        }
    }

    /** The fewer requests are left, the longer the rest before the next one. */
    private void slowDown(HttpResponse<String> answer) {
        long left =
                QUOTAS.stream()
                        .map(quota -> number(answer, quota))
                        .mapToLong(found -> found.orElse(FEW_LEFT))
                        .min()
                        .orElse(FEW_LEFT);
        if (left < FEW_LEFT) {
            pauses.rest(Duration.ofMillis(10 * (FEW_LEFT - left)));
        }
    }

    private static String reason(HttpResponse<String> answer) {
        try {
            JsonNode error = JSON.readTree(answer.body()).path("error");
            return (answer.statusCode() + " " + error.path("code").asText()).strip()
                    + ": "
                    + error.path("message").asText();
        } catch (JsonProcessingException e) {
            return String.valueOf(answer.statusCode());
        }
    }

    @Override
    public void close() {
        pauses.close();
        http.shutdownNow();
    }
}
