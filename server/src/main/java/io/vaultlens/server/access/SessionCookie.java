package io.vaultlens.server.access;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie that holds a session's id. Browsers keep cookies by host and not by port, so its name
 * carries the port: two servers on one machine do not sign each other out.
 */
public final class SessionCookie {
    private static final String NAME = "vaultlens-session-";

    Optional<String> read(Context ctx) {
        return Optional.ofNullable(ctx.cookie(name(ctx)));
    }

    void write(Context ctx, String id, Duration life) {
        ctx.cookie(cookie(ctx, id, (int) life.toSeconds()));
    }

    void remove(Context ctx) {
        ctx.cookie(cookie(ctx, "", 0));
    }

    private static Cookie cookie(Context ctx, String value, int seconds) {
        Cookie cookie = new Cookie(name(ctx), value);
        cookie.setPath("/");
        cookie.setMaxAge(seconds);
        cookie.setHttpOnly(true);
        cookie.setSecure(ctx.req().isSecure());
        cookie.setSameSite(SameSite.LAX);
        return cookie;
    }

    private static String name(Context ctx) {
        return NAME + ctx.req().getLocalPort();
    }
}
