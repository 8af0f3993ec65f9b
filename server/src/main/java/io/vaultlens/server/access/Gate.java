package io.vaultlens.server.access;

import io.javalin.http.Context;
import io.vaultlens.query.plan.Access;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a request through to its route or not: who asks, by which proof, and whether the route is
 * for them. A route that names no role is shut.
 */
public final class Gate {
    private static final String BEARER = "bearer ";
    private static final Caller ADMIN = new Caller("admin", Access.ALL, "");

    private final AdminToken admin;
    private final PushTokens pushers;
    private final String localToken;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final Throttle throttle;
    private final Hosts hosts;

    /**
     * Knows all proofs: the admin's token, those of programs that push, the data folder's own for
     * commands, sessions.
     */
    public Gate(
            AdminToken admin,
            PushTokens pushers,
            String localToken,
            Sessions sessions,
            SessionCookie cookie,
            Throttle throttle,
            Hosts hosts) {
        this.admin = admin;
        this.pushers = pushers;
        this.localToken = localToken;
        this.sessions = sessions;
        this.cookie = cookie;
        this.throttle = throttle;
        this.hosts = hosts;
    }

    /** Turns away what is meant for another host. */
    public void checkHost(Context ctx) {
        String host = ctx.header("Host");
        if (host == null || !hosts.isOurs(host)) {
            throw new Denied(
                    421,
                    "this server does not answer to the host name of this request; ask by address"
                            + " or put the name under listen.names of the configuration");
        }
    }

    /** Checks the caller against the roles of the matched route. */
    public void check(Context ctx) {
        Set<?> roles = ctx.routeRoles();
        Caller caller = roles.contains(Role.LOCAL) ? local(ctx) : caller(ctx, roles);
        caller.attachTo(ctx);
        if (!caller.signedIn() && !roles.contains(Role.ANYONE)) {
            throw new Denied(401, "sign in first: send 'Authorization: Bearer TOKEN'");
        }
        boolean changes = !Set.of("GET", "HEAD", "OPTIONS").contains(ctx.req().getMethod());
        if (changes && isFromAnotherSite(ctx)) {
            throw new Denied(403, "this request comes from a page of another site");
        }
        if (changes && caller.bySession() && !caller.formToken().equals(formToken(ctx))) {
            throw new Denied(403, "this form is out of date; load its page again");
        }
    }

    private static boolean isFromAnotherSite(Context ctx) {
        return "cross-site".equals(ctx.header("Sec-Fetch-Site"));
    }

    private static String formToken(Context ctx) {
        String header = ctx.header("X-CSRF-Token");
        return header != null ? header : ctx.formParam("csrf");
    }

    private Caller local(Context ctx) {
        return bearer(ctx).filter(localToken::equals).isPresent() ? ADMIN : Caller.NOBODY;
    }

    private Caller caller(Context ctx, Set<?> roles) {
        Optional<String> token = bearer(ctx);
        if (token.isEmpty()) {
            return cookie.read(ctx).flatMap(sessions::find).orElse(Caller.NOBODY);
        }
        if (admin.matches(token.get())) {
            return ADMIN;
        }
        Optional<String> pusher = pushers.owner(token.get());
        if (pusher.isPresent() && roles.contains(Role.PUSHER)) {
            return Caller.pusher(pusher.get());
        }
        if (pusher.isPresent()) {
            throw new Denied(403, "this token may push records and nothing else");
        }
        if (throttle.isShut(ctx.ip())) {
            throw new Denied(429, "too many wrong tokens from this address; wait a minute");
        }
        throttle.wrong(ctx.ip());
        throw new Denied(401, "this token is not known here");
    }

    private static Optional<String> bearer(Context ctx) {
        String header = ctx.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        return Optional.of(header.substring(BEARER.length()).strip());
    }
}
