package io.vaultlens.server.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.vaultlens.collector.source.SourceException;
import io.vaultlens.collector.source.SourceKind;
import io.vaultlens.collector.source.SourceSetting;
import io.vaultlens.collector.watch.Sources;
import io.vaultlens.dashboards.page.NewSource;
import io.vaultlens.dashboards.page.Pages;
import io.vaultlens.dashboards.page.Parameters;
import io.vaultlens.dashboards.page.SourceLine;
import io.vaultlens.dashboards.page.SourceOutcome;
import io.vaultlens.server.access.Caller;
import io.vaultlens.server.load.Turns;
import io.vaultlens.server.source.SourceDesk;
import io.vaultlens.server.source.SourceDesk.Actor;
import io.vaultlens.server.source.SourceEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings › Sources: every action shows its outcome on the page where it was started. */
public final class SourceHandlers {
    private static final String FIELD = "f.";

    private final Pages pages;
    private final Frames frames;
    private final SourceDesk desk;
    private final Turns turns;
    private final Turns longTurns;

    /** Shows and does when it is their turn; what takes long has turns of its own. */
    public SourceHandlers(
            Pages pages, Frames frames, SourceDesk desk, Turns turns, Turns longTurns) {
        this.pages = pages;
        this.frames = frames;
        this.desk = desk;
        this.turns = turns;
        this.longTurns = longTurns;
    }

    void settings(Context ctx) {
        ctx.redirect("/settings/sources", HttpStatus.SEE_OTHER);
    }

    void list(Context ctx) throws Exception {
        show(ctx, Optional.empty());
    }

    private void show(Context ctx, Optional<SourceOutcome> outcome) throws Exception {
        actor(ctx);
        ctx.html(
                turns.run(() -> pages.sources(frames.of(ctx), desk.health(), this::hold, outcome)));
    }

    private SourceLine.Hold hold(String name) {
        if (desk.isOwn(name)) {
            return SourceLine.Hold.PAGE;
        }
        return desk.isFollowed(name) ? SourceLine.Hold.FILE : SourceLine.Hold.PUSHERS;
    }

    void form(Context ctx) {
        actor(ctx);
        SourceKind kind = kind(ctx.queryParam("kind"));
        ctx.html(
                pages.newSource(
                        frames.of(ctx), new NewSource(kind, Map.of(), Map.of(), List.of())));
    }

    private static SourceKind kind(String name) {
        return Optional.ofNullable(name)
                .flatMap(Sources::named)
                .orElseThrow(() -> new NotFoundResponse("there is no such kind of source"));
    }

    /** Adds or tests what the form says; with a mistake the form comes back and says where. */
    void add(Context ctx) throws Exception {
        Actor actor = actor(ctx);
        Parameters form = Frames.form(ctx);
        SourceKind kind = kind(form.text("kind"));
        Map<String, String> typed = typed(kind, form);
        SourceEntry entry = new SourceEntry(kind, typed);
        Map<String, String> mistakes = desk.mistakes(entry);
        if (!mistakes.isEmpty()) {
            back(ctx, new NewSource(kind, typed, mistakes, List.of()));
        } else if (form.text("do").equals("test")) {
            List<String> outcome = longTurns.run(() -> desk.test(entry, actor));
            back(ctx, new NewSource(kind, typed, Map.of(), outcome));
        } else {
            longTurns.run(() -> desk.add(entry, actor));
            to(ctx, "/settings/sources");
        }
    }

    private void back(Context ctx, NewSource draft) {
        ctx.html(pages.newSource(frames.of(ctx), draft));
    }

    private static void to(Context ctx, String page) {
        if (ctx.header("HX-Request") == null) {
            ctx.redirect(page, HttpStatus.SEE_OTHER);
        } else {
            ctx.header("HX-Redirect", page).status(HttpStatus.NO_CONTENT);
        }
    }

    private static Map<String, String> typed(SourceKind kind, Parameters form) {
        Map<String, String> typed = new HashMap<>();
        typed.put("name", form.text("name"));
        List<String> flags = form.all("flags");
        for (SourceSetting setting : kind.settings()) {
            String value = form.text(FIELD + setting.name());
            // A box that is not ticked sends nothing.
            boolean off = value.isEmpty() && flags.contains(setting.name());
            typed.put(setting.name(), off ? "false" : value);
        }
        return typed;
    }

    void test(Context ctx) throws Exception {
        Actor actor = actor(ctx);
        act(ctx, name -> String.join("\n", desk.test(name, actor)));
    }

    void start(Context ctx) throws Exception {
        Actor actor = actor(ctx);
        act(ctx, name -> desk.start(name, actor));
    }

    void stop(Context ctx) throws Exception {
        Actor actor = actor(ctx);
        act(ctx, name -> desk.stop(name, actor));
    }

    void remove(Context ctx) throws Exception {
        Actor actor = actor(ctx);
        String name = ctx.pathParam("name");
        if (!desk.isOwn(name)) {
            throw new NotFoundResponse("there is no source '" + name + "' that was added here");
        }
        String told = longTurns.run(() -> desk.remove(name, actor));
        show(ctx, Optional.of(new SourceOutcome("", told)));
    }

    void replay(Context ctx) throws Exception {
        Actor actor = actor(ctx);
        String told = longTurns.run(() -> desk.replay(actor));
        show(ctx, Optional.of(new SourceOutcome("", told)));
    }

    private interface Action {
        String on(String name) throws Exception;
    }

    private void act(Context ctx, Action action) throws Exception {
        String name = ctx.pathParam("name");
        if (!desk.isFollowed(name)) {
            throw new NotFoundResponse("there is no source '" + name + "'");
        }
        show(ctx, Optional.of(new SourceOutcome(name, done(name, action))));
    }

    private String done(String name, Action action) throws Exception {
        try {
            return longTurns.run(() -> action.on(name));
        } catch (SourceException e) {
            return e.getMessage();
        }
    }

    private static Actor actor(Context ctx) {
        Caller caller = Caller.administrator(ctx, "sources");
        return new Actor(caller.name(), ctx.ip());
    }
}
