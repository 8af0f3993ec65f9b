package io.vaultlens.server.http;

import io.javalin.http.Context;
import io.vaultlens.dashboards.page.Pages;
import io.vaultlens.server.access.Caller;
import io.vaultlens.server.load.Turns;
import io.vaultlens.server.upkeep.StoreDesk;

/** Settings › Store: how large it is, what was done to it, and the button that writes it anew. */
public final class StoreHandlers {
    private final Pages pages;
    private final Frames frames;
    private final StoreDesk desk;
    private final Turns turns;

    /** Shows and does when it is their turn. */
    public StoreHandlers(Pages pages, Frames frames, StoreDesk desk, Turns turns) {
        this.pages = pages;
        this.frames = frames;
        this.desk = desk;
        this.turns = turns;
    }

    void show(Context ctx) throws Exception {
        Caller.administrator(ctx, "the store");
        show(ctx, "");
    }

    void shrink(Context ctx) throws Exception {
        Caller caller = Caller.administrator(ctx, "the store");
        show(ctx, desk.shrink(caller.name(), ctx.ip()));
    }

    private void show(Context ctx, String told) throws Exception {
        ctx.html(
                turns.run(() ->
                        pages.store(frames.of(ctx), desk.use(), desk.shrinkingSince(), told)));
    }
}
