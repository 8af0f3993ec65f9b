package io.vaultlens.server.access;

import io.javalin.http.Context;
import io.vaultlens.query.plan.Access;
import java.util.Optional;

/**
 * Who asks.
 *
 * @param name the name that pages and the audit show; empty for nobody
 * @param access what of the data may be seen
 * @param formToken what every form must carry; empty for callers who send a token with each request
 */
public record Caller(String name, Access access, String formToken) {
    /** Somebody who has not signed in: sees nothing. */
    public static final Caller NOBODY = new Caller("", Access.NONE, "");

    private static final String ATTRIBUTE = Caller.class.getName();

    /** Who asks with this request, as the gate found out. */
    public static Caller of(Context ctx) {
        return Optional.<Caller>ofNullable(ctx.attribute(ATTRIBUTE)).orElse(NOBODY);
    }

    void attachTo(Context ctx) {
        ctx.attribute(ATTRIBUTE, this);
    }

    /** Whether somebody has signed in. */
    public boolean signedIn() {
        return !name.isEmpty();
    }

    /** Whether the browser sends proof by itself, so that forms must carry a token. */
    boolean bySession() {
        return !formToken.isEmpty();
    }
}
