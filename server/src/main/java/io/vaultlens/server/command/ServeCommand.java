package io.vaultlens.server.command;

import io.vaultlens.server.App;
import io.vaultlens.server.AppSettings;
import io.vaultlens.server.Logging;
import io.vaultlens.server.access.AdminToken;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves pages and answers until it is stopped. */
@Command(
        name = "serve",
        description =
                "Serves the pages and the query doors, watches the sources, runs the schedules.",
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
    @Mixin private DataFolder data;
    @Mixin private ServerOptions options;
    @Spec private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration (standard: vaultlens.yaml in the data folder).")
    private Path config;

    @Override
    public Integer call() throws Exception {
        AppSettings settings = options.settings(data.path(), Optional.ofNullable(config));
        Logging.toFolder(data.path());
        App app = App.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(app::close, "stop"));
        var out = spec.commandLine().getOut();
        out.println("Vaultlens serves at " + app.url());
        app.secureUrl().ifPresent(url -> out.println("and at " + url));
        out.println(
                settings.adminToken().isPresent()
                        ? "Sign in with the token of VAULTLENS_ADMIN_TOKEN"
                        : "Sign in with the token in " + data.path().resolve(AdminToken.FILE));
        Thread.currentThread().join();
        return 0;
    }
}
