package io.vaultlens.server.protocol;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryAnswer;
import io.vaultlens.query.QueryEngine;
import io.vaultlens.query.QueryLimits;
import io.vaultlens.query.ResultTable;
import io.vaultlens.query.result.Render;
import io.vaultlens.query.result.Rows;
import io.vaultlens.server.access.Caller;
import io.vaultlens.server.config.Limits;
import io.vaultlens.server.load.Running;
import io.vaultlens.server.load.Turns;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Kusto REST interface, version 1: queries and commands in, tables out. */
public final class KustoV1 {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> DATABASES = Set.of("", "vaultlens", "netdefaultdb");
    private static final Pattern CANCEL =
            Pattern.compile("(?is)\\s*\\.cancel\\s+query\\s+[\"']([^\"']+)[\"'].*");

    private final QueryEngine queries;
    private final Limits limits;
    private final Turns turns;
    private final Running running;
    private final Clock clock;

    /** Answers when it is a query's turn. */
    public KustoV1(QueryEngine queries, Limits limits, Turns turns, Running running, Clock clock) {
        this.queries = queries;
        this.limits = limits;
        this.turns = turns;
        this.running = running;
        this.clock = clock;
    }

    /** {@code POST /v1/rest/query}. */
    public void query(Context ctx) throws Exception {
        answer(ctx, read(ctx));
    }

    /** {@code GET /v1/rest/query?db=…&csl=…}. */
    public void queryByAddress(Context ctx) throws Exception {
        answer(
                ctx,
                readable(() ->
                        KustoRequest.ofAddress(
                                ctx.queryParam("db"),
                                ctx.queryParam("csl"),
                                ctx.queryParam("properties"))));
    }

    /** {@code POST /v1/rest/mgmt}. */
    public void manage(Context ctx) throws Exception {
        KustoRequest request = read(ctx);
        if (!request.isCommand()) {
            throw new BadRequestResponse("a command begins with a dot, as in .show tables");
        }
        answer(ctx, request);
    }

    /** {@code GET /v1/rest/ping}. */
    public void ping(Context ctx) {
        ctx.contentType("application/json").result("{\"ApplicationHealthState\":\"Healthy\"}");
    }

    /**
     * {@code GET /v1/rest/auth/metadata}: this server has no directory of its own to sign in at.
     */
    public void authMetadata(Context ctx) {
        throw new NotFoundResponse("sign in with 'Authorization: Bearer TOKEN'");
    }

    private static KustoRequest read(Context ctx) {
        return readable(() -> KustoRequest.ofBody(ctx.body()));
    }

    private static KustoRequest readable(java.util.function.Supplier<KustoRequest> request) {
        try {
            return request.get();
        } catch (KustoRequest.Unreadable e) {
            throw new BadRequestResponse(e.getMessage());
        }
    }

    private void answer(Context ctx, KustoRequest request) throws Exception {
        RequestIds ids = RequestIds.of(ctx);
        if (!DATABASES.contains(request.database().toLowerCase(Locale.ROOT))) {
            throw new BadRequestResponse(
                    "there is no database '" + request.database() + "'; this one is 'vaultlens'");
        }
        Matcher cancel = CANCEL.matcher(request.text());
        if (cancel.matches()) {
            stop(ctx, cancel.group(1));
        } else {
            turns.run(() -> write(ctx, request, ids));
        }
    }

    private void stop(Context ctx, String name) {
        if (!running.cancel(name)) {
            throw new NotFoundResponse("no query with the client request id '" + name + "' runs");
        }
        ctx.contentType("application/json").result("{\"Tables\":[]}");
    }

    private boolean write(Context ctx, KustoRequest request, RequestIds ids) throws Exception {
        Query query =
                new Query(
                        request.text(),
                        request.language(),
                        request.parameters(),
                        Caller.of(ctx).access(),
                        limits(request),
                        request.now());
        List<ResultTable> results = queries.tables(query);
        try (QueryAnswer answer = results.getFirst().open().get();
                Running.Known known = running.add(ids.client(), answer.rows())) {
            Rows rows = answer.rows();
            // The first row decides between an error of its own and one within the answer.
            boolean first = rows.next();
            ctx.contentType("application/json; charset=utf-8");
            KustoTables tables = new KustoTables(ctx.outputStream(), ids);
            if (request.isCommand()) {
                tables.command(rows, first, clock.instant());
                return known != null;
            }
            tables.begin(name(results, 0), rows, first, clock.instant());
            rest(results, tables, ids);
            tables.end(visualization(answer.render()), clock.instant());
            return known != null;
        }
    }

    /** The tables after the first, each asked for when its turn comes. */
    private void rest(List<ResultTable> results, KustoTables tables, RequestIds ids)
            throws IOException {
        for (int i = 1; i < results.size() && !tables.failed(); i++) {
            try (QueryAnswer answer = results.get(i).open().get();
                    Running.Known _ = running.add(ids.client(), answer.rows())) {
                tables.result(name(results, i), answer.rows(), clock.instant());
            }
        }
    }

    private static String name(List<ResultTable> results, int number) {
        return results.get(number).name().orElse("PrimaryResult");
    }

    private QueryLimits limits(KustoRequest request) {
        long most = request.mostRows().orElse(limits.queryRows());
        Duration longest = Duration.ofSeconds(limits.querySeconds());
        Duration wanted = request.timeout().orElse(longest);
        return new QueryLimits(
                Math.min(most, limits.queryRows()),
                wanted.compareTo(longest) < 0 ? wanted : longest);
    }

    private static String visualization(Optional<Render> render) {
        ObjectNode properties = JSON.createObjectNode();
        properties.put("Visualization", render.map(Render::chart).orElse(null));
        properties.putNull("Title");
        render.ifPresent(wanted ->
                wanted.options()
                        .forEach(
                                (name, value) -> properties.put(KustoNames.property(name), value)));
        return properties.toString();
    }
}
