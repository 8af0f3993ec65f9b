package io.vaultlens.server.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.vaultlens.dashboards.page.PageFrame;
import io.vaultlens.dashboards.page.Parameters;
import io.vaultlens.dashboards.page.Theme;
import io.vaultlens.server.access.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads from a request what a page needs to know of its reader. */
public final class Frames {
    private static final String THEME = "vaultlens-theme";

    private final Clock clock;

    /** Takes the time from this clock. */
    public Frames(Clock clock) {
        this.clock = clock;
    }

    /** Who reads, in which theme, at what time. */
    public PageFrame of(Context ctx) {
        Caller caller = Caller.of(ctx);
        String chosen = ctx.cookie(THEME);
        Theme theme = Theme.named(chosen == null ? "" : chosen);
        return new PageFrame(
                caller.name(), theme, caller.formToken(), clock.instant(), caller.access());
    }

    /** What stands in the address. */
    static Parameters address(Context ctx) {
        return new Parameters(ctx.queryParamMap());
    }

    /** What stands in the form and, where it says nothing, in the address. */
    static Parameters form(Context ctx) {
        Map<String, List<String>> values = new HashMap<>(ctx.queryParamMap());
        values.putAll(ctx.formParamMap());
        return new Parameters(values);
    }

    /** Keeps the theme that the form chose, for a year. */
    void chooseTheme(Context ctx) {
        Cookie cookie = new Cookie(THEME, Theme.named(form(ctx).text("theme")).name());
        cookie.setPath("/");
        cookie.setMaxAge((int) Duration.ofDays(365).toSeconds());
        cookie.setHttpOnly(true);
        cookie.setSecure(ctx.req().isSecure());
        cookie.setSameSite(SameSite.LAX);
        ctx.cookie(cookie);
    }
}
