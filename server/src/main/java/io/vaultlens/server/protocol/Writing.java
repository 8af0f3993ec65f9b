package io.vaultlens.server.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.vaultlens.query.Explanation;
import io.vaultlens.query.Language;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryEngine;
import io.vaultlens.query.QueryLimits;
import io.vaultlens.query.completion.Completion;
import io.vaultlens.query.completion.Hover;
import io.vaultlens.query.completion.Suggestion;
import io.vaultlens.server.access.Caller;
import io.vaultlens.server.load.Turns;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Helps those who write a question, in JSON: what may follow, what a word means, what becomes of
 * it.
 *
 * <p>A request is {@code {"text": …, "position": …, "language": "kql" or "sql"}}.
 */
public final class Writing {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 200_000;

    private final QueryEngine queries;
    private final Turns turns;

    /** Helps when it is a page's turn. */
    public Writing(QueryEngine queries, Turns turns) {
        this.queries = queries;
        this.turns = turns;
    }

    /** {@code POST /api/complete}. */
    public void complete(Context ctx) throws Exception {
        JsonNode asked = read(ctx);
        Query query = query(ctx, asked);
        int position = asked.path("position").asInt(query.text().length());
        Completion completion = turns.run(() -> queries.complete(query, position));
        ObjectNode answer = JSON.createObjectNode();
        answer.put("from", completion.from()).put("to", completion.to());
        ArrayNode items = answer.putArray("items");
        for (Suggestion each : completion.items()) {
            items.addObject()
                    .put("kind", each.kind().name().toLowerCase(Locale.ROOT))
                    .put("label", each.label())
                    .put("insert", each.insert())
                    .put("detail", each.detail())
                    .put("doc", each.doc());
        }
        send(ctx, answer);
    }

    /** {@code POST /api/hover}: nothing is an answer too. */
    public void hover(Context ctx) throws Exception {
        JsonNode asked = read(ctx);
        Query query = query(ctx, asked);
        int position = asked.path("position").asInt(0);
        Optional<Hover> hover = turns.run(() -> queries.hover(query, position));
        ObjectNode answer = JSON.createObjectNode();
        hover.ifPresent(each ->
                answer.put("from", each.span().start())
                        .put("to", each.span().end())
                        .put("title", each.title())
                        .put("doc", each.doc()));
        send(ctx, answer);
    }

    /** {@code POST /api/explain}. */
    public void explain(Context ctx) throws Exception {
        Query query = query(ctx, read(ctx));
        Explanation stages = turns.run(() -> queries.explain(query));
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode tokens = answer.putArray("tokens");
        stages.tokens().forEach(tokens::add);
        answer.put("tree", stages.ast())
                .put("bound", stages.bound())
                .put("plan", stages.plan())
                .put("sql", stages.sql());
        send(ctx, answer);
    }

    private static void send(Context ctx, ObjectNode answer) {
        ctx.contentType("application/json; charset=utf-8").result(answer.toString());
    }

    private static JsonNode read(Context ctx) {
        try {
            JsonNode root = JSON.readTree(ctx.body());
            String text = root.path("text").asText("");
            if (!root.path("text").isTextual() || text.length() > LONGEST) {
                throw new BadRequestResponse(
                        "the body has no 'text' of at most " + LONGEST + " characters");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new BadRequestResponse("the body is no JSON: " + e.getOriginalMessage());
        }
    }

    private static Query query(Context ctx, JsonNode asked) {
        boolean sql = asked.path("language").asText("kql").equalsIgnoreCase("sql");
        Map<String, Object> parameters = new HashMap<>();
        asked.path("parameters")
                .properties()
                .forEach(each -> parameters.put(each.getKey(), each.getValue().asText()));
        return new Query(
                asked.path("text").asText(),
                sql ? Language.SQL : Language.KQL,
                parameters,
                Caller.of(ctx).access(),
                QueryLimits.STANDARD);
    }
}
