package io.vaultlens.server.http;

import static io.vaultlens.server.access.Role.ANYONE;

import io.javalin.config.RoutesConfig;

/**
 * Every door of the server, one line each.
 *
 * @param health whether it can answer
 */
public record Routes(Health health) {
    /** Adds all routes. */
    public void addTo(RoutesConfig routes) {
        routes.get("/health", health::show, ANYONE);
    }
}
