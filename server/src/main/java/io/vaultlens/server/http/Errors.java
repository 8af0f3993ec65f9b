package io.vaultlens.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.router.EndpointNotFound;
import io.vaultlens.collector.push.PushRefused;
import io.vaultlens.collector.store.StoreException;
import io.vaultlens.dashboards.page.Pages;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.server.access.Denied;
import io.vaultlens.server.load.Busy;
import io.vaultlens.server.protocol.OneApiError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every way an answer can fail: to a reader a page, to a program the JSON that clients know. */
public final class Errors {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;

    private final Pages pages;
    private final Frames frames;
    private final Clock clock;

    /** Shows failures on these pages. */
    public Errors(Pages pages, Frames frames, Clock clock) {
        this.pages = pages;
        this.frames = frames;
        this.clock = clock;
    }

    void addTo(RoutesConfig routes) {
        routes.exception(Denied.class, (e, ctx) -> denied(ctx, e));
        routes.exception(QueryException.class, (e, ctx) -> answer(ctx, OneApiError.of(e)));
        routes.exception(Busy.class, (e, ctx) -> answer(ctx, TOO_MANY, e.getMessage()));
        routes.exception(PushRefused.class, this::refused);
        routes.exception(StoreException.class, this::broken);
        routes.exception(
                EndpointNotFound.class,
                (e, ctx) -> answer(ctx, 404, "there is nothing at this address"));
        routes.exception(
                HttpResponseException.class,
                (e, ctx) -> answer(ctx, e.getStatus(), e.getMessage()));
        routes.exception(Exception.class, this::broken);
    }

    private void denied(Context ctx, Denied denied) {
        boolean mustSignIn = denied.status() == UNAUTHORIZED && ctx.header("Authorization") == null;
        if (mustSignIn && isPartOfPage(ctx)) {
            ctx.status(UNAUTHORIZED).header("HX-Redirect", "/sign-in");
        } else if (mustSignIn && wantsPage(ctx)) {
            ctx.redirect("/sign-in?back=" + URLEncoder.encode(place(ctx), StandardCharsets.UTF_8));
        } else {
            if (denied.status() == UNAUTHORIZED) {
                ctx.header("WWW-Authenticate", "Bearer realm=\"vaultlens\"");
            }
            answer(ctx, denied.status(), denied.getMessage());
        }
    }

    private static String place(Context ctx) {
        String query = ctx.queryString();
        return ctx.path() + (query == null ? "" : "?" + query);
    }

    /** Nothing of a push was taken; where it may be sent again, the answer says when. */
    private void refused(PushRefused refused, Context ctx) {
        int status =
                switch (refused.reason()) {
                    case NO_JSON -> 400;
                    case UNKNOWN_CATEGORY -> 404;
                    case TOO_SLOW -> 408;
                    case TOO_LARGE -> 413;
                    case KEY_USED -> 422;
                    case BUSY -> TOO_MANY;
                    case NOT_WRITTEN -> 503;
                };
        if (status == TOO_MANY || status == 503) {
            ctx.header("Retry-After", String.valueOf(status == TOO_MANY ? 1 : 5));
        }
        answer(ctx, status, refused.getMessage());
    }

    /** A fault of ours: told with an id under which the log has the rest. */
    private void broken(Exception failure, Context ctx) {
        String id = UUID.randomUUID().toString();
        LOG.error("{} {} failed ({})", ctx.method(), ctx.path(), id, failure);
        answer(ctx, 500, "something went wrong here; the server's log has it under " + id);
    }

    private void answer(Context ctx, int status, String message) {
        answer(ctx, OneApiError.of(status, message));
    }

    private void answer(Context ctx, OneApiError error) {
        if (ctx.res().isCommitted()) {
            Connections.abort(ctx);
            return;
        }
        ctx.res().resetBuffer();
        ctx.res().setHeader("Content-Disposition", null);
        ctx.status(error.status());
        if (wantsPage(ctx) || isPartOfPage(ctx)) {
            ctx.html(pages.error(frames.of(ctx), error.status(), error.message()));
        } else {
            String client = ctx.header("x-ms-client-request-id");
            ctx.contentType("application/json; charset=utf-8");
            ctx.result(
                    error.json(
                            client == null ? "" : client,
                            UUID.randomUUID().toString(),
                            clock.instant()));
        }
    }

    private static boolean isPartOfPage(Context ctx) {
        return ctx.header("HX-Request") != null;
    }

    private static boolean wantsPage(Context ctx) {
        String accept = ctx.header("Accept");
        return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html");
    }
}
