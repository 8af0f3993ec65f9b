package io.vaultlens.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** Breaks an answer off that cannot be ended well, so that nobody takes the half for the whole. */
final class Connections {
    private Connections() {}

    static void abort(Context ctx) {
        ServletContextRequest.getServletContextRequest(ctx.req())
                .getServletChannel()
                .abort(new IOException("the answer could not be completed"));
    }
}
