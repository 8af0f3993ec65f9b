package io.vaultlens.server.command;

import io.vaultlens.server.App;
import io.vaultlens.server.AppSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Starts a server for a moment, so that the Java machine learns which classes every start needs.
 */
@Command(name = "warm-up", hidden = true, description = "Runs once after a build.")
public final class WarmUpCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("vaultlens-warm-up");
        try (App app = App.start(AppSettings.in(folder))) {
            return app.url().isEmpty() ? 1 : 0;
        }
    }
}
