package io.vaultlens.server.ui;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.vaultlens.collector.estate.Estate;
import io.vaultlens.server.App;
import io.vaultlens.server.AppSettings;
import io.vaultlens.server.config.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A server of its own and a person in front of it, signed in. */
final class Scene implements AutoCloseable {
    private static final String TOKEN = "test-token";

    private final App app;
    private final Screen screen;

    private Scene(App app, Screen screen) {
        this.app = app;
        this.screen = screen;
    }

    /** With the small estate in the store, at the estate's moment. */
    static Scene withEstate(Path data) throws IOException, InterruptedException {
        Screen screen = Screen.open();
        Config config = AppSettings.in(data).config();
        App app = App.open(new AppSettings(data, config, Estate.clock(), Optional.of(TOKEN)));
        app.workspace().ingest().records("estate", Estate.records());
        app.ready();
        return new Scene(app, screen);
    }

    /** With nothing in the store and this configuration. */
    static Scene with(AppSettings settings) throws IOException, InterruptedException {
        Screen screen = Screen.open();
        return new Scene(App.start(settings), screen);
    }

    App app() {
        return app;
    }

    Screen screen() {
        return screen;
    }

    String at(String path) {
        return app.url() + path;
    }

    /** A laptop on which somebody signs in as people do. */
    Page signedIn() {
        return signIn(screen.laptop(ColorScheme.LIGHT));
    }

    Page signIn(Page page) {
        page.navigate(at("/"));
        page.getByLabel("Token").fill(TOKEN);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
        page.waitForURL(at("/"));
        return page;
    }

    @Override
    public void close() {
        screen.close();
        app.close();
    }
}
