package io.vaultlens.server.access;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.vaultlens.dashboards.page.PageFrame;
import io.vaultlens.dashboards.page.Pages;
import io.vaultlens.query.plan.Access;
import java.util.function.Function;

/** The way in and the way out: a token for a session. */
public final class SignIn {
    private final AdminToken admin;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final Throttle throttle;
    private final Audit audit;
    private final Pages pages;
    private final Function<Context, PageFrame> frames;

    /** Takes every wrong sign-in to the throttle and every one to the audit. */
    public SignIn(
            AdminToken admin,
            Sessions sessions,
            SessionCookie cookie,
            Throttle throttle,
            Audit audit,
            Pages pages,
            Function<Context, PageFrame> frames) {
        this.admin = admin;
        this.sessions = sessions;
        this.cookie = cookie;
        this.throttle = throttle;
        this.audit = audit;
        this.pages = pages;
        this.frames = frames;
    }

    /** The form. */
    public void show(Context ctx) {
        ctx.html(pages.signIn(frames.apply(ctx), localPath(ctx.queryParam("back")), ""));
    }

    /** Takes the token of the form and begins a session. */
    public void enter(Context ctx) {
        String back = localPath(ctx.formParam("back"));
        String token = ctx.formParam("token");
        if (throttle.isShut(ctx.ip())) {
            refuse(ctx, 429, back, "Too many wrong sign-ins. Wait a minute, then try again.");
        } else if (token == null || !admin.matches(token.strip())) {
            throttle.wrong(ctx.ip());
            audit.write("sign-in", "", "", "wrong token", ctx.ip(), "denied");
            refuse(ctx, 401, back, "This token is not known here. Check it and try again.");
        } else {
            Caller caller = new Caller("admin", Access.ALL, Secrets.random());
            cookie.write(ctx, sessions.begin(caller), sessions.life());
            audit.write("sign-in", caller.name(), "", "", ctx.ip(), "done");
            ctx.redirect(back, HttpStatus.SEE_OTHER);
        }
    }

    /** Ends the session. */
    public void leave(Context ctx) {
        cookie.read(ctx).ifPresent(sessions::end);
        cookie.remove(ctx);
        ctx.redirect("/sign-in", HttpStatus.SEE_OTHER);
    }

    private void refuse(Context ctx, int status, String back, String error) {
        ctx.status(status).html(pages.signIn(frames.apply(ctx), back, error));
    }

    /** A path of this server; anything that could lead to another one becomes the first page. */
    public static String localPath(String path) {
        boolean local = path != null && path.matches("/([^/\\\\].*)?") && !path.contains("\\");
        return local && path.chars().noneMatch(Character::isISOControl) ? path : "/";
    }
}
