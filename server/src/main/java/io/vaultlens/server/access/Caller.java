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

    /** The name of the source that records pushed by a person come from. */
    public static final String PERSONS_SOURCE = "push";

    private static final String ATTRIBUTE = Caller.class.getName();

    /** Who asks with this request, as the gate found out. */
    public static Caller of(Context ctx) {
        return Optional.<Caller>ofNullable(ctx.attribute(ATTRIBUTE)).orElse(NOBODY);
    }

    /**
     * Who asks for what is the administrators' matter.
     *
     * @param matter what that is, for whom it is refused
     * @throws Denied where somebody else asks
     */
    public static Caller administrator(Context ctx, String matter) {
        Caller caller = of(ctx);
        if (!caller.access().equals(Access.ALL)) {
            throw new Denied(403, "only administrators see and change " + matter);
        }
        return caller;
    }

    /** A program that may push records and sees nothing. */
    static Caller pusher(String name) {
        return new Caller(name, Access.NONE, "");
    }

    /** The name of the source that records come from which this caller pushes. */
    public String source() {
        return access.equals(Access.NONE) ? name : PERSONS_SOURCE;
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
