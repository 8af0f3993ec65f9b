package io.vaultlens.server.protocol;

import io.javalin.http.Context;
import java.util.UUID;

/**
 * The ids by which a request is found again.
 *
 * @param client what the client calls it, echoed in the answer
 * @param activity what we call it
 */
record RequestIds(String client, String activity) {
    private static final String CLIENT = "x-ms-client-request-id";
    private static final int MOST = 200;

    /** Reads the client's id and puts both into the answer's headers. */
    static RequestIds of(Context ctx) {
        String given = ctx.header(CLIENT);
        String client = given == null ? "" : given.replaceAll("[^\\x20-\\x7E]", "");
        client = client.substring(0, Math.min(MOST, client.length()));
        RequestIds ids = new RequestIds(client, UUID.randomUUID().toString());
        if (!client.isEmpty()) {
            ctx.header(CLIENT, client);
        }
        ctx.header("x-ms-activity-id", ids.activity);
        return ids;
    }

    /** The request's own id, which is that of the activity here. */
    String request() {
        return activity;
    }
}
