package io.vaultlens.server.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.vaultlens.dashboards.page.Asset;
import io.vaultlens.dashboards.page.Assets;
import io.vaultlens.dashboards.page.Pages;
import io.vaultlens.dashboards.page.RetryOffer;
import io.vaultlens.server.access.SignIn;
import io.vaultlens.server.load.Turns;
import io.vaultlens.server.retry.Retries;
import io.vaultlens.server.retry.RetryAnswer;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** The pages: a request in, HTML out. */
public final class PageHandlers {
    private static final String KEEP_A_YEAR = "public, max-age=31536000, immutable";

    private final Pages pages;
    private final Assets assets;
    private final Frames frames;
    private final Turns turns;
    private final Retries retries;

    /** Makes pages when it is their turn. */
    public PageHandlers(Pages pages, Assets assets, Frames frames, Turns turns, Retries retries) {
        this.pages = pages;
        this.assets = assets;
        this.frames = frames;
        this.turns = turns;
        this.retries = retries;
    }

    void overview(Context ctx) throws Exception {
        ctx.html(turns.run(() -> pages.overview(frames.of(ctx), Frames.address(ctx))));
    }

    void jobs(Context ctx) throws Exception {
        ctx.html(turns.run(() -> pages.jobs(frames.of(ctx), Frames.address(ctx))));
    }

    void job(Context ctx) throws Exception {
        String id = ctx.pathParam("id");
        ctx.html(
                turns.run(() -> pages.job(frames.of(ctx), id, offer(id)))
                        .orElseThrow(() -> new NotFoundResponse("there is no job '" + id + "'")));
    }

    private RetryOffer offer(String job) {
        RetryAnswer answer = retries.may(job);
        return new RetryOffer(answer.allowed(), answer.explanation());
    }

    void retries(Context ctx) throws Exception {
        ctx.html(turns.run(() -> pages.retries(frames.of(ctx), ctx.pathParam("id"))));
    }

    void changes(Context ctx) throws Exception {
        ctx.html(turns.run(() -> pages.changes(frames.of(ctx), ctx.pathParam("id"))));
    }

    void blame(Context ctx) throws Exception {
        ctx.html(turns.run(() -> pages.blame(frames.of(ctx), Frames.address(ctx))));
    }

    void blamed(Context ctx) throws Exception {
        ctx.html(turns.run(() -> pages.blamed(frames.of(ctx), Frames.address(ctx))));
    }

    void console(Context ctx) throws Exception {
        ctx.html(turns.run(() -> pages.console(frames.of(ctx), Frames.address(ctx))));
    }

    /** Sends the rows line by line as they come, so that the page can show and stop them. */
    void consoleRows(Context ctx) throws Exception {
        var form = Frames.form(ctx);
        ctx.contentType("application/x-ndjson; charset=utf-8").disableCompression();
        turns.run(() -> {
            Writer out = new OutputStreamWriter(ctx.outputStream(), StandardCharsets.UTF_8);
            pages.consoleRows(frames.of(ctx), form, out);
            out.flush();
            return true;
        });
    }

    /** Never waits for a turn: whoever stops a query wants room now. */
    void consoleCancel(Context ctx) {
        boolean stopped = pages.cancel(frames.of(ctx), Frames.form(ctx).text("run"));
        ctx.status(stopped ? 204 : 404);
    }

    void theme(Context ctx) {
        frames.chooseTheme(ctx);
        String back = Frames.form(ctx).text("back");
        ctx.redirect(SignIn.localPath(back), HttpStatus.SEE_OTHER);
    }

    void asset(Context ctx) {
        Asset asset =
                assets.find(ctx.pathParam("name"))
                        .orElseThrow(() -> new NotFoundResponse("there is no such file"));
        String tag = '"' + asset.tag() + '"';
        ctx.header("Cache-Control", KEEP_A_YEAR).header("ETag", tag);
        if (tag.equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
        } else {
            ctx.contentType(asset.mediaType()).result(asset.bytes());
        }
    }
}
