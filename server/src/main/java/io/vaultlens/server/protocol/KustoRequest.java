package io.vaultlens.server.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.query.Language;
import io.vaultlens.query.command.Commands;
import io.vaultlens.query.text.DatetimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Kusto client asks for.
 *
 * @param database the database it means, {@code ""} for the only one
 * @param text the query or command
 * @param options the request's options, their names in lower case
 * @param parameters values for {@code declare query_parameters}
 */
record KustoRequest(
        String database,
        String text,
        Map<String, JsonNode> options,
        Map<String, Object> parameters) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TIME =
            Pattern.compile("(?:(\\d{1,5})\\.)?(\\d{1,2}):(\\d{2}):(\\d{2})(?:\\.\\d{1,7})?");

    /** A request that cannot be read; the message says what is missing. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /** Reads the body of a POST. */
    static KustoRequest ofBody(String body) {
        JsonNode root = tree(body, "the body");
        if (!root.path("csl").isTextual()) {
            throw new Unreadable("the body has no 'csl'; expected {\"db\": …, \"csl\": \"QUERY\"}");
        }
        return of(root.path("db").asText(""), root.path("csl").asText(), root.path("properties"));
    }

    /** Reads the address of a GET. */
    static KustoRequest ofAddress(String database, String text, String properties) {
        if (text == null) {
            throw new Unreadable("the address has no 'csl'; expected ?db=…&csl=QUERY");
        }
        JsonNode node =
                properties == null ? MissingNode.getInstance() : tree(properties, "'properties'");
        return of(database == null ? "" : database, text, node);
    }

    /** Clients send the properties as an object or as the text of one. */
    private static KustoRequest of(String database, String text, JsonNode given) {
        JsonNode properties =
                given.isTextual() && !given.asText().isBlank()
                        ? tree(given.asText(), "'properties'")
                        : given;
        Map<String, JsonNode> options = new HashMap<>();
        either(properties, "Options")
                .properties()
                .forEach(entry ->
                        options.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()));
        Map<String, Object> parameters = new HashMap<>();
        either(properties, "Parameters")
                .properties()
                .forEach(entry -> parameters.put(entry.getKey(), parameter(entry.getValue())));
        return new KustoRequest(database, text, options, parameters);
    }

    private static JsonNode either(JsonNode properties, String name) {
        JsonNode exact = properties.path(name);
        return exact.isMissingNode() ? properties.path(name.toLowerCase(Locale.ROOT)) : exact;
    }

    private static Object parameter(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.asLong();
        }
        return value.isTextual() ? value.asText() : value.toString();
    }

    private static JsonNode tree(String json, String what) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new Unreadable(what + " is no JSON: " + e.getOriginalMessage());
        }
    }

    /** The most rows the client wants, where it says so. */
    OptionalLong mostRows() {
        JsonNode most = options.get("truncationmaxrecords");
        return most == null || most.asLong() <= 0
                ? OptionalLong.empty()
                : OptionalLong.of(most.asLong());
    }

    /** What {@code now()} is to mean, where the client says so. */
    Optional<Instant> now() {
        JsonNode given = options.get("query_now");
        if (given == null || given.asText().isBlank()) {
            return Optional.empty();
        }
        OptionalLong ticks = DatetimeText.ticksOf(given.asText());
        if (ticks.isEmpty()) {
            throw new Unreadable(
                    "the option query_now is no moment; expected 2025-03-09T10:00:00Z");
        }
        return Optional.of(Ticks.toInstant(ticks.getAsLong()));
    }

    /** How long the client would wait, where it says so. */
    Optional<Duration> timeout() {
        JsonNode given = options.get("servertimeout");
        Matcher time = TIME.matcher(given == null ? "" : given.asText());
        if (!time.matches()) {
            return Optional.empty();
        }
        long days = time.group(1) == null ? 0 : Long.parseLong(time.group(1));
        return Optional.of(
                Duration.ofDays(days)
                        .plusHours(Long.parseLong(time.group(2)))
                        .plusMinutes(Long.parseLong(time.group(3)))
                        .plusSeconds(Long.parseLong(time.group(4))));
    }

    /** Whether this is a management command. */
    boolean isCommand() {
        return Commands.isCommand(text);
    }

    /** The text's language: clients of SQL say so by an option or by a comment in front. */
    Language language() {
        JsonNode named = options.get("query_language");
        String name = named == null ? "" : named.asText().toLowerCase(Locale.ROOT);
        boolean sql =
                name.endsWith("sql") || name.isEmpty() && text.stripLeading().startsWith("--");
        return sql ? Language.SQL : Language.KQL;
    }
}
