package io.vaultlens.server.http;

import io.javalin.http.Context;
import java.util.function.BooleanSupplier;

/**
 * Says whether the server can answer, without asking the store, so that it holds under any load.
 */
public final class Health {
    private final BooleanSupplier ready;

    /** Asks this whether everything is loaded. */
    public Health(BooleanSupplier ready) {
        this.ready = ready;
    }

    void show(Context ctx) {
        boolean up = ready.getAsBoolean();
        ctx.status(up ? 200 : 503).contentType("application/json");
        ctx.result(up ? "{\"status\":\"up\"}" : "{\"status\":\"loading\"}");
    }
}
