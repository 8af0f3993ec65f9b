package io.vaultlens.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.vaultlens.server.http.Health;
import io.vaultlens.server.http.Routes;

/** The running server: all rooms wired by hand, top to bottom. */
public final class App implements AutoCloseable {
    private final AppSettings settings;
    private final Javalin http;
    private volatile boolean ready;

    private App(AppSettings settings) {
        this.settings = settings;
        Routes routes = new Routes(new Health(() -> ready));
        this.http = Javalin.create(config -> configure(config, routes));
    }

    /** Starts a server; it answers when this returns. */
    public static App start(AppSettings settings) {
        App app = new App(settings);
        app.http.start();
        app.ready = true;
        return app;
    }

    private void configure(JavalinConfig config, Routes routes) {
        config.concurrency.useVirtualThreads = true;
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.jetty.host = settings.config().listen().host();
        config.jetty.port = settings.config().listen().port();
        routes.addTo(config.routes);
    }

    /** Where it answers, without a slash at the end. */
    public String url() {
        return "http://" + settings.config().listen().host() + ":" + http.port();
    }

    @Override
    public void close() {
        http.stop();
    }
}
