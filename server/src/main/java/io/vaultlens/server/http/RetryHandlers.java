package io.vaultlens.server.http;

import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.vaultlens.server.access.Caller;
import io.vaultlens.server.load.Turns;
import io.vaultlens.server.retry.Retries;
import io.vaultlens.server.retry.RetryRefused;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The retry button. */
public final class RetryHandlers {
    private final Retries retries;
    private final Turns turns;

    /** Retries when it is their turn. */
    public RetryHandlers(Retries retries, Turns turns) {
        this.retries = retries;
        this.turns = turns;
    }

    /** Begins the retry and shows the job's page again, which follows it. */
    void retry(Context ctx) throws Exception {
        String job = ctx.pathParam("id");
        try {
            turns.run(() -> retries.retry(job, Caller.of(ctx).name(), ctx.ip()));
        } catch (RetryRefused e) {
            throw new ConflictResponse(e.getMessage());
        }
        String page = "/jobs/" + URLEncoder.encode(job, StandardCharsets.UTF_8).replace("+", "%20");
        if (ctx.header("HX-Request") == null) {
            ctx.redirect(page, HttpStatus.SEE_OTHER);
        } else {
            ctx.header("HX-Redirect", page).status(HttpStatus.NO_CONTENT);
        }
    }
}
