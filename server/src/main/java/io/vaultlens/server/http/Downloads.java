package io.vaultlens.server.http;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.vaultlens.dashboards.export.Format;
import io.vaultlens.dashboards.page.PageFrame;
import io.vaultlens.dashboards.page.Pages;
import io.vaultlens.dashboards.page.Parameters;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryAnswer;
import io.vaultlens.query.QueryEngine;
import io.vaultlens.server.access.Audit;
import io.vaultlens.server.access.Caller;
import io.vaultlens.server.load.Turns;

/** Grids to take away: all rows of a question as a file, written while they are read. */
public final class Downloads {
    private final Pages pages;
    private final QueryEngine queries;
    private final Frames frames;
    private final Turns turns;
    private final Audit audit;

    /** Writes files when it is their turn, and each into the audit. */
    public Downloads(Pages pages, QueryEngine queries, Frames frames, Turns turns, Audit audit) {
        this.pages = pages;
        this.queries = queries;
        this.frames = frames;
        this.turns = turns;
        this.audit = audit;
    }

    private interface Question {
        Query of(PageFrame frame, Parameters address);
    }

    void jobs(Context ctx) throws Exception {
        download(ctx, "jobs", pages::jobsQuery);
    }

    void changes(Context ctx) throws Exception {
        download(ctx, "changes", pages::blameQuery);
    }

    void console(Context ctx) throws Exception {
        download(ctx, "console", pages::consoleQuery);
    }

    private void download(Context ctx, String what, Question question) throws Exception {
        Format format =
                Format.ofExtension(ctx.pathParam("format"))
                        .orElseThrow(
                                () -> new NotFoundResponse("files end in .csv, .xlsx or .json"));
        PageFrame frame = frames.of(ctx);
        Query query = question.of(frame, Frames.form(ctx));
        String name = pages.fileName(frame, what, format);
        String outcome = "failed";
        try {
            turns.run(() -> write(ctx, query, format, name));
            outcome = "done";
        } finally {
            audit.write("export", Caller.of(ctx).name(), name, query.text(), ctx.ip(), outcome);
        }
    }

    private long write(Context ctx, Query query, Format format, String name) throws Exception {
        try (QueryAnswer answer = queries.answer(query)) {
            ctx.contentType(format.mediaType());
            ctx.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
            return format.exporter().write(answer.rows(), ctx.outputStream());
        }
    }
}
